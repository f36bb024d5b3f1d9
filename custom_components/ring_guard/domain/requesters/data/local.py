"""Words by which the names of all other bodies are recognised, each group with the level that it claims.

Longer phrases count before shorter ones. A phrase claims a level with the name before it
("Springfield Police Department"); these are general patterns, not a list of bodies. "~" as in `agencies.py`.
"""

from ...model import Level

BODIES: tuple[tuple[Level, str], ...] = (
    (
        Level.MUNICIPAL,
        (
            "Police Department; Police Dept; Police Service; Police Bureau; Division of Police; Department of Police; Bureau of Police; Metropolitan Police; Police Force; "
            "Metropolitan Police Department; Metro Police; City Police; Town Police; Village Police; Township Police; Borough Police; Municipal Police; Police; PD; "
            "City Marshal; City Attorney's Office; Public Safety Department; Department of Public Safety; Constabulary; Police municipale; Policía Local; Policía Municipal; "
            "Polizeipräsidium; Polizeiinspektion; Polizeidirektion; Polizeirevier; Polizei; Kriminalpolizei; Ordnungsamt"
        ),
    ),
    (
        Level.COUNTY,
        (
            "County Sheriff's Office; County Sheriff's Department; County Sheriff; Sheriff's Office; Sheriff's Department; Sheriff's Dept; Sheriff; County Police Department; "
            "County Police; Parish Sheriff's Office; County Constable; Constable's Office; District Attorney's Office; District Attorney; County Attorney's Office; "
            "Prosecutor's Office; Prosecuting Attorney; State's Attorney's Office; County Coroner; Medical Examiner's Office; SO"
        ),
    ),
    (
        Level.TRIBAL,
        (
            "Tribal Police Department; Tribal Police; Nation Police Department; Nation Police; Tribal Law Enforcement; Navajo Police; Cherokee Nation Marshal Service; "
            "Tribal Public Safety; Rancheria Police Department; Pueblo of Zuni Police; Reservation Police; Lighthorse Police"
        ),
    ),
    (
        Level.CAMPUS,
        (
            "University Police Department; University Police; College Police Department; College Police; Campus Police Department; Campus Police; Campus Safety; University Department of Public Safety; "
            "Campus Public Safety; University Public Safety; Campus Security; UPD"
        ),
    ),
    (
        Level.SPECIAL_DISTRICT,
        (
            "Transit Police Department; Transit Police; School District Police Department; School District Police; School Police; ISD Police Department; ISD Police; Port Police; Port Authority Police; "
            "Port Authority Police Department; Airport Police Department; Airport Police; Park District Police; Parks Police; Park Police; Park Rangers; Harbor Police; Harbor Patrol; Housing Authority Police; "
            "Transportation Authority; Transportation Authority Police; Railroad Police; Hospital District Police; ~Water District; Special District Police; Rapid Transit Police; BART Police; "
            "Regional Park District Police; Hospital Police"
        ),
    ),
    (
        Level.INTERSTATE,
        (
            "Port Authority of New York and New Jersey; Port Authority of New York and New Jersey Police; Delaware River Port Authority; Delaware River Port Authority Police; "
            "Washington Metropolitan Area Transit Authority; Metro Transit Police Department"
        ),
    ),
    (
        Level.FIRE_MEDICAL,
        (
            "Fire Department; Fire Dept; Fire Rescue; Fire & Rescue; Fire and Rescue; Fire District; Fire Protection District; Fire Marshal; Fire Marshal's Office; Fire Investigator; Fire Service; "
            "Fire and Rescue Service; Fire Authority; Emergency Medical Services; ~EMS; Ambulance Service; Feuerwehr; Sapeurs-pompiers; County Fire Department; Volunteer Fire Department; Volunteer Fire Company; "
            "Bureau of Fire Investigation; Bomberos"
        ),
    ),
    (
        Level.LAWYER_INVESTIGATOR,
        (
            "I am an attorney; I am a lawyer; I am a private investigator; attorney for; lawyer for; my client; our client; Law Firm; Law Offices; Law Office; Law Group; Attorneys at Law; Attorney at Law; LLP; Esq; Private Investigator; Private Investigators; Private Investigations; Private Detective; Legal Group; "
            "Paralegal; Counsel for; Solicitors; ~Solicitor; Barrister; Rechtsanwalt; Rechtsanwälte; Rechtsanwältin; Kanzlei; Cabinet d'avocats; Process Server; Abogados; Public Defender's Office; Public Defender; "
            "Legal Aid"
        ),
    ),
    (
        Level.MEDIA,
        (
            "Channel 2; Channel 4; Channel 5; Channel 7; Channel 9; ~News; Newsroom; ~Newspaper; ~Gazette; ~Tribune; ~Herald; ~Chronicle; Daily News; ~Television; ~Broadcasting; Reporter; Journalist; News Desk; "
            "Action News; Eyewitness News; ~Radio; ~Zeitung; Redaktion; Journaliste; Periodista; TV News; ~Producer"
        ),
    ),
    (
        Level.PRIVATE_COMPANY,
        (
            "~Insurance; Insurance Company; Insurance Group; Claims Adjuster; Claims Department; Claims Adjusters; Claims Representative; Mutual Insurance; ~Inc; ~LLC; ~Corporation; ~Corp; ~Ltd; GmbH; Versicherung; "
            "~Assurances; ~Homeowners Association; ~HOA; ~Property Management; ~Security Services; ~Loss Prevention; ~Asset Protection; Debt Recovery; Collections Agency; Seguros; ~Delivery Services"
        ),
    ),
    (
        Level.NEIGHBOUR,
        (
            "your neighbor; your neighbour; my neighbor; my neighbour; neighbor from; neighbour from; live next door; lives next door; live across the street; from across the street; live down the street; "
            "live around the corner; live on your street; next-door neighbor; next-door neighbour; your neighbors at; your neighbours at; I live at; we live at; Ihr Nachbar; Ihre Nachbarin; votre voisin; "
            "votre voisine; su vecino; su vecina; my dog; my cat; our dog; our cat; a neighbor; a neighbour; fellow neighbor"
        ),
    ),
)
"""Phrases by the level they claim. A university's, a tribe's or a district's own force stands before a town's."""

NAME_LEVELS: tuple[tuple[Level, tuple[str, ...]], ...] = (
    (Level.CAMPUS, ("university of ", "college of ", "universität", "université", "universidad")),
    (Level.TRIBAL, ("tribe", "tribal", "pueblo of ", "rancheria", " nation ", "indian reservation")),
    (
        Level.SPECIAL_DISTRICT,
        (" isd ", "school district", "park district", "transit authority", "transit district", "hospital district"),
    ),
    (Level.COUNTY, (" county", " parish")),
)
"""Words in the name before a town's phrase that move it to another level ("University of Springfield Police")."""

CIVIL: frozenset[Level] = frozenset({Level.NEIGHBOUR, Level.MEDIA, Level.PRIVATE_COMPANY, Level.LAWYER_INVESTIGATOR})
"""Levels that are no public body; their words are common and count only where no public body is claimed."""

TASK_FORCES = (
    "Joint Terrorism Task Force; JTTF; Safe Streets Task Force; Safe Streets; HIDTA; High Intensity Drug Trafficking Area; High Intensity Drug Trafficking Areas; OCDETF; "
    "Organized Crime Drug Enforcement Task Force; Organized Crime Drug Enforcement Task Forces; Safe Trails Task Force; Safe Trails; Operation Stonegarden; Stonegarden; Homeland Security Task Force; HSTF; "
    "Fugitive Task Force; Regional Fugitive Task Force; Violent Crimes Task Force; Violent Crime Task Force; Border Enforcement Security Task Force; Safe L.A. Task Force; Safe LA Task Force; "
    "Violent Gang Task Force; Federal Task Force; Task Force Officer; TFO; Internet Crimes Against Children Task Force; ICAC Task Force; Human Trafficking Task Force; Cyber Fraud Task Force; "
    "Electronic Crimes Task Force; Document and Benefit Fraud Task Force; 287(g) Task Force; Joint Task Force; Federal Strike Force; Strike Force"
)
"""Joint bodies whose local members may be deputised as federal."""

STATE_BODIES = (
    "State Police",
    "Highway Patrol",
    "State Patrol",
    "State Highway Patrol",
    "State Troopers",
    "State Trooper",
    "Bureau of Investigation",
    "State Bureau of Investigation",
    "Department of Public Safety",
    "Division of Criminal Investigation",
    "Department of Justice",
    "DOJ",
    "Department of Corrections",
    "Attorney General",
    "Attorney General's Office",
    "Office of the Attorney General",
    "Capitol Police",
    "State Park Police",
    "Department of Natural Resources",
    "Fish and Wildlife",
    "Office of Homeland Security",
    "Department of Homeland Security",
    "Parole",
    "State Fire Marshal",
    "Game Warden",
    "Department of Motor Vehicles",
    "Alcoholic Beverage Control",
)
"""What follows a state's name, or stands alone, in the name of a state's body."""

STATE_BODIES_ALONE = (
    "State Police",
    "Highway Patrol",
    "State Patrol",
    "State Highway Patrol",
    "State Troopers",
    "State Trooper",
    "Department of Corrections",
    "Attorney General's Office",
    "Office of the Attorney General",
    "Bureau of Investigation",
    "State Bureau of Investigation",
    "State Fire Marshal",
    "Game Warden",
)
"""Those of them that mean a state's body without its name."""
