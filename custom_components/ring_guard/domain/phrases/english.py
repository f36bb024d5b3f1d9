"""English, as requests for footage use it. Data alone: `language.py` says what each field is for."""

from ..model import IncidentType
from .language import Language

_INCIDENTS = {
    IncidentType.ASSAULT: "assault; assaulted; battery case; aggravated battery; stabbing; attacked; domestic violence",
    IncidentType.BURGLARY: (
        "burglary; burglaries; burglarized; burgled; break-in; break-ins; breaking and entering; broken into; home invasion"
    ),
    IncidentType.DEATH: (
        "homicide; murder; manslaughter; death investigation; suspicious death; fatal; fatality; body was found"
    ),
    IncidentType.FIRE: (
        "arson; structure fire; house fire; garage fire; barn fire; fire investigation; brush fire; grass fire; vehicle fire; "
        "set fire"
    ),
    IncidentType.FRAUD: (
        "fraud; scam; identity theft; forgery; counterfeit; check washing; mail fraud; bank fraud; impersonator"
    ),
    IncidentType.HIT_AND_RUN: "hit and run; hit-and-run; hit & run; left the scene; leaving the scene",
    IncidentType.IMMIGRATION: (
        "immigration; undocumented; deportation; deportable; removable alien; illegal alien; illegal aliens; "
        "removal operation; removal proceedings; unlawful presence; visa overstay"
    ),
    IncidentType.LOST_PET: (
        "lost pet; lost dog; lost cat; missing dog; missing cat; missing pet; search party; runaway dog; my dog; my cat; "
        "our dog; our cat"
    ),
    IncidentType.MISSING_PERSON: (
        "missing person; missing child; missing juvenile; runaway juvenile; amber alert; silver alert; missing teen; "
        "missing adult; abduction; kidnapping; missing woman; missing man"
    ),
    IncidentType.NATURAL_HAZARD: "wildfire; fire watch; flood; flooding; tornado; hurricane; earthquake; mudslide",
    IncidentType.PACKAGE_THEFT: (
        "package theft; package thefts; stolen package; stolen packages; porch pirate; porch piracy; porch theft; "
        "parcel theft; mail theft; stolen mail"
    ),
    IncidentType.PROTEST: (
        "protest; protests; protester; protesters; protestor; protestors; demonstration; demonstrations; demonstrators; "
        "rally; civil unrest; unlawful assembly; riot; riots; rioters; first amendment activity; picket; picket line"
    ),
    IncidentType.ROBBERY: "robbery; robberies; robbed; mugging; carjacking; purse snatching",
    IncidentType.SHOOTING: "shooting; shots fired; gunfire; gunshot; gunshots; drive-by; shot at",
    IncidentType.SUSPICIOUS_ACTIVITY: (
        "suspicious activity; suspicious person; suspicious vehicle; prowler; trespassing; trespass; trespasser; casing"
    ),
    IncidentType.THEFT: "theft; thefts; larceny; stolen; shoplifting; stole",
    IncidentType.TRAFFIC: (
        "traffic collision; traffic accident; traffic crash; vehicle collision; car accident; reckless driving; speeding; "
        "crash; collision"
    ),
    IncidentType.VANDALISM: (
        "vandalism; vandalized; criminal mischief; graffiti; property damage; malicious mischief; illegal dumping"
    ),
    IncidentType.VEHICLE_THEFT: (
        "vehicle theft; auto theft; stolen vehicle; stolen vehicles; stolen car; motor vehicle theft; car theft; "
        "theft from vehicle; vehicle burglary; catalytic converter"
    ),
}

LANGUAGE = Language(
    federal=(
        "287(g); 287g; i-200; i-205; administrative warrant; administrative subpoena; federal partner; federal partners; "
        "federal agency; federal agencies; federal agent; federal agents; federal officers; federal government; "
        "federal investigation; federal case; federal crime; federal charges; federal task force; federal grand jury; "
        "federal warrant; federal law enforcement; feds; deputized; deputised; cross-deputized; ice detainer; ice warrant; "
        "ice+ero; national security letter; immigration enforcement; u.s. attorney; us attorney; assistant u.s. attorney; ausa; "
        "u.s. district court; united states district court"
    ),
    not_federal=(
        "federal way; federal street; federal avenue; federal ave; federal blvd; federal boulevard; federal credit union; "
        "federal heights; any federal agency; other federal agency; any other federal agency; no federal agency; "
        "federal holiday"
    ),
    immigration=(
        "immigration; immigrant; immigrants; deportation; deportable; deport; deported; undocumented; illegal alien; "
        "illegal aliens; illegals; noncitizen; noncitizens; non-citizen; without papers; removal operation; removal proceedings; "
        "removal order; warrant of removal; 287(g); 287g; i-200; i-205; i-247; ice detainer; ice warrant; ice+ero; "
        "visa overstay; overstayed; sanctuary; border crossing; alien registration; administrative warrant; green card; "
        "day laborers; legal status in"
    ),
    not_immigration=(
        "animal sanctuary; wildlife sanctuary; bird sanctuary; sanctuary of the church; not an immigration; "
        "nothing to do with immigration; regardless of immigration status"
    ),
    protest=(
        "protest; protests; protester; protesters; protestor; protestors; protesting; demonstration; demonstrations; "
        "demonstrator; demonstrators; rally; rallies; unlawful assembly; civil unrest; riot; riots; rioters; rioting; marchers; "
        "marched; march against; march for; protest march; peace march; picket; picketing; picket line; picketers; activists; activist; "
        "agitators; antifa; black lives matter; first amendment; sit-in; vigil; union meeting; political meeting; walkout; "
        "worshippers; attended the mosque; leafleting"
    ),
    not_protest=(
        "under protest; protested that; demonstration car; demonstration model; demonstration vehicle; product demonstration; "
        "pep rally; rally car; rally's; rally race; tennis rally; run riot; in march; on march; march street; march madness; "
        "first amendment auditor"
    ),
    care=(
        "abortion; abortions; abortion clinic; abortion pill; abortion pills; planned parenthood; reproductive health; "
        "reproductive care; pregnancy clinic; pregnancy center; ended her pregnancy; terminated her pregnancy; "
        "pregnancy termination; miscarriage; gender clinic; gender care; gender-affirming; gender affirming; "
        "gender transition; gender reassignment; hormone therapy; puberty blockers; transgender; birth control; mifepristone"
    ),
    pressure=(
        "failure to comply; failure to respond; failure to provide; failure to cooperate; failure to obey; failure to do so; refusal to; "
        "refuse to cooperate; residents who refuse; if you refuse; if you do not comply; if you don't comply; if you fail to; if you do not cooperate; if you don't cooperate; treat you as a suspect; "
        "if you don't hand; charged with obstruction; be obstruction; is obstruction; obstructing justice; obstruction of justice; "
        "obstructing an investigation; obstructing our investigation; hindering an investigation; you are required; you are obligated; "
        "you are obliged; you have to provide; you must provide; you must comply; you must share; you must hand over; "
        "you must surrender; legally required; required by law; mandatory; will be arrested; may be arrested; could be arrested; "
        "can be arrested; be placed under arrest; for your arrest; to your arrest; face charges; be charged with; "
        "face consequences; face arrest; legal consequences; criminal charges against you; be held liable; be held in contempt; "
        "result in a citation; do not tell; don't tell anyone; tell no one; keep this confidential; we will come back; "
        "we'll come back; we know where; we know which homes; last chance; last warning; final notice; final warning; seize your; "
        "take the whole system; confiscate; you have no choice; non-compliance; noncompliance; we will sue; seek sanctions; "
        "next time you call; next time we call; have to hand over"
    ),
    not_pressure=(
        "not required by law; not mandatory; obstruction of view; road obstruction; obstructing the view; obstructing traffic; "
        "obstructing the sidewalk; you are required to do nothing; no final notice"
    ),
    haste=(
        "urgent; urgently; immediately; at once; right now; right away; without delay; time sensitive; time-sensitive; asap; "
        "within the hour; within the next hour; within one hour; in the next hour; within 15 minutes; within 30 minutes; "
        "within 24 hours; in 24 hours; in one hour; in an hour; deadline in; don't wait; do not wait; no time to; as quickly as you can; "
        "act now; hurry; today only; before it is too late; before 5 pm today; by the end of today; respond immediately; "
        "needed today; need video today; need it today"
    ),
    not_haste=(
        "not urgent; isn't urgent; no urgency; nothing urgent; urgent care; no hurry; no rush; immediately after; "
        "immediately before; immediately following; immediately adjacent; immediately next to; call 911 immediately; "
        "immediately call 911; delete it immediately; delete this message immediately; notify the sender immediately; "
        "sender immediately; only today"
    ),
    payments=(
        "in gift cards; with gift cards; by gift card; buy gift cards; gift cards to; bitcoin; cryptocurrency; zelle; cash app; western union; wire transfer; wire the money; "
        "pay a fine; pay the fine; pay the bond; pay the fee; processing fee; release fee; pay $; pay by; transfer $; "
        "payment details; payment must; credit card number; card number; bank details; bank card; banking login; "
        "online banking; account number; subscription payment"
    ),
    secrets=(
        "password; passwords; passcode; login; log-in; username; user name; credentials; pin code; verification code; "
        "six-digit code; 6-digit code; security code; two-step code; two-factor code; one-time code; access code; "
        "social security number; ssn; seed phrase"
    ),
    asking=(
        "send; enter; confirm; provide; give us; give me; reply with; replying with; submit; verify; tell us; type; need; needs; needed; "
        "share; update; asked for; with your; sign in; log in; we require; share your; text us; read us"
    ),
    never=(
        "never; nobody; no one; not ask; don't send; do not send; don't share; do not share; not share; will not ask; "
        "won't ask; does not ask; not need; beware; stolen; notebook; purse; were in; her password; his password; scam"
    ),
    peoples=(
        "black; african american; african-american; hispanic; latino; latina; mexican; asian; white; caucasian; arab; arabic; "
        "middle eastern; middle-eastern; native american; indian; brown; dark-skinned; dark skinned; muslim; jewish; haitian; "
        "chinese; african; gypsy; roma"
    ),
    persons=(
        "male; males; man; men; female; females; woman; women; youth; youths; teen; teens; teenager; teenagers; kid; kids; person; "
        "persons; people; subject; subjects; suspect; suspects; individual; individuals; guy; guys; family; families"
    ),
    by_origin="blacks; hispanics; latinos; latinas; mexicans; asians; arabs; muslims; jews; haitians; somalis",
    looks=(
        "wearing; wore; dressed; shirt; t-shirt; tee; hoodie; hooded; jacket; coat; sweater; sweatshirt; pants; jeans; shorts; shoes; "
        "sneakers; boots; hat; cap; beanie; mask; gloves; glasses; backpack; bag; duffel; tattoo; tattoos; scar; limp; limping; "
        "beard; bearded; mustache; moustache; bald; hair; haired; braids; dreadlocks; ponytail; feet; foot; inches; tall; pounds; "
        "lbs; years old; year-old; year old; aged; age; heavyset; slim; thin build; medium build; heavy build; stocky; piercing; "
        "uniform; vest; carrying; crutches; cane; riding; driving; drove"
    ),
    footers=(
        "received in error; received this in error; received it in error; received this message in error; "
        "received this email in error; received this e-mail in error; by mistake; intended recipient; addressee; privileged; "
        "confidentiality notice; confidential information; unauthorized; unauthorised; delete it; unsubscribe; "
        "disclosure of this; public records law; public records act; report phishing; internet crime; tips about; report tips; submit tips; dial 911; call 911; never ask; never asks; "
        "never send; does not ask; do not reply to this; all rights reserved; you get this mail because; you receive this"
    ),
    quotes="wrote:; writes:; said:",
    originals="-----original message-----; ----- original message -----; ________________________________",
    forwards="forwarded message; begin forwarded message; forwarded by",
    harmless=(
        "non-emergency; nonemergency; non emergency; emergency management; emergency medical; emergency services; "
        "emergency contact; in an emergency; in case of emergency; in case of an emergency; if this is an emergency; "
        "for emergencies; not an emergency; emergency line; emergency number; emergency room; emergency desk; "
        "national preserve; nature preserve; "
        "warrant officer; warrants unit; warrants@; warrant@; warrants further; may warrant; does not warrant; not a warrant; no warrant; without a warrant; "
        "no warrant or subpoena; warrant application; warrant for your arrest; arrest warrant for; "
        "not a subpoena; no subpoena; not a court order; no court order; without a court order; "
        "do not have a warrant; don't have a warrant; not an administrative; jury duty; court st; court street; court ave; "
        "court road; tennis court; basketball court; food court; court,; preserve the peace; voluntary manslaughter"
    ),
    court=(
        "court order; court-ordered; ordered by the court; order of the court; signed by a judge; signed by judge; "
        "signed by the judge; signed by a magistrate; judge-signed; judicial warrant; magistrate; district court; "
        "superior court; circuit court; county court; municipal court; court of; grand jury; issued by judge; "
        "issued by a judge; authorized by a judge; approved by a judge; approved by judge; the honorable; judge of the; "
        "signed search warrant; duces tecum"
    ),
    administrative=(
        "administrative warrant; administrative subpoena; administrative order; administrative summons; agency subpoena; "
        "inspector general subpoena; immigration warrant; ice warrant; warrant of removal; warrant for arrest of alien; "
        "i-200; i-205; i200; i205; form i 200; form i 205; immigration subpoena; customs summons; i-138; "
        "national security letter; immigration judge; immigration court; 1509 summons; civil investigative demand"
    ),
    either="warrant; warrants; subpoena; subpoenas; subpoenaed; legal process; legal order; legal demand; court",
    emergency=(
        "emergency; exigent; exigency; life-threatening; life threatening; imminent danger; imminent threat; immediate danger; "
        "danger of death; threat to life; life or death; life and death; lives at risk; lives are at risk; life is at risk; "
        "life is in danger; lives are in danger; serious physical injury; serious bodily injury"
    ),
    preservation=(
        "preservation; preserve; preserved; litigation hold; do not delete; don't delete; not delete; not to delete; do not erase; "
        "don't erase; do not destroy; not overwrite; do not overwrite; being overwritten; be overwritten; not overwritten; "
        "retain the footage; retain any footage; retain all footage; retain any video; retain all video; save the footage; "
        "save your video; save the video; keep the recording; keep the recordings; keep your recordings"
    ),
    voluntary="voluntary; voluntarily; optional; not required to; under no obligation; no obligation",
    incidents=_INCIDENTS,
    community_request="community request",
    search_party="search party",
    agency_labels=(
        "agency; requesting agency; agency name; department; organization; organisation; police department; requested by; "
        "requester"
    ),
    contact_labels=(
        "contact; investigator; investigator contact; contact information; point of contact; detective; officer; "
        "requesting officer; officer contact; contact name; investigating officer; assigned detective; primary contact; name"
    ),
    reference_labels=(
        "investigation code; unique investigation code; request id; id; reference number; agency reference number; reference; "
        "case number; case; case no; incident number; file number; report number; police report number; case id; code"
    ),
    start_labels=(
        "start; start time; start date; start date time; start date and time; begin; begins; beginning; from; incident start; "
        "starts; window start"
    ),
    end_labels=(
        "end; end time; end date; end date time; end date and time; to; until; ends; incident end; through; window end"
    ),
    area_labels=(
        "area; area of interest; location; incident location; address; map area; search area; place; vicinity; "
        "geographic area"
    ),
    reference_patterns=(
        "case; incident; reference; report; file; event; cad; complaint; docket; claim; ref; cr; dr; occurrence; warrant; "
        "subpoena; litigation hold; investigative demand; re; mpr"
    ),
    code_patterns="investigation code; investigation id; request id; request number; request code; unique code",
    joins_patterns="to; until; till; til; and; through; thru; (?:to )?end(?:s|ing)?(?: time| date)?[ \\t]?[:=]?",
    deadline_patterns=(
        "deadline; due; expires?; expiring; expiration; respond; reply; replies; answer; submit; upload; responses?; "
        "no later than; not later than; open until; available until; active until; close[sd]?; by; before"
    ),
    months=(
        "january jan; february feb; march mar; april apr; may; june jun; july jul; august aug; september sep sept; october oct; "
        "november nov; december dec"
    ),
    day_clock_patterns=(
        "at; from; between; the; time; times; hours; of; time frame; timeframe; time window; window; approximately; around; about"
    ),
    numbers=(
        "half a=0.5; one-half=0.5; a half=0.5; half=0.5; a quarter=0.25; quarter=0.25; a=1; an=1; one=1; two=2; three=3; four=4; "
        "five=5; six=6; eight=8; ten=10"
    ),
    lengths=(
        "mile=1; miles=1; mi=1; kilometer=0.621371; kilometers=0.621371; kilometre=0.621371; kilometres=0.621371; km=0.621371; "
        "k=0.621371; feet=0.000189394; foot=0.000189394; ft=0.000189394; yard=0.000568182; yards=0.000568182; "
        "meter=0.000621371; meters=0.000621371; metre=0.000621371; metres=0.000621371; m=0.000621371; block=0.0625; blocks=0.0625"
    ),
    squares=(
        "square mile=1; square miles=1; square-mile=1; square-miles=1; sq mi=1; sq. mi=1; sq mile=1; sq miles=1; sq. mile=1; "
        "sq. miles=1; square kilometer=0.386102; square kilometers=0.386102; square kilometre=0.386102; "
        "square kilometres=0.386102; square-kilometer=0.386102; square-kilometre=0.386102; sq km=0.386102; sq. km=0.386102; "
        "sqkm=0.386102; km2=0.386102; acre=0.0015625; acres=0.0015625"
    ),
    radius_patterns="within; radius of; in",
    articles="the; about; around; approximately; at; sometime",
    partner_patterns=(
        "partners?; partnered; partnering; partnership; together; along; alongside; work; works; working; worked; "
        "cooperat\\w{2,8}; coordinat\\w{2,8}; collaborat\\w{2,8}; conjunction; assist\\w{0,5}; help; helping; aid; "
        "support\\w{0,4}; task force; shared?; sharing; report\\w{0,3}; refer\\w{0,4}; contacted; contact; notif\\w{2,5}; call; "
        "alert\\w{0,3}; member; deputi[sz]ed; copied; joint(?:ly)?(?: investigation)?; behalf; passed?(?: it)?"
    ),
    partner_glue=(
        "with; at; of; from; by; to; in; on; the; our; their; your; local; federal; for; other; agencies; agency; friends; "
        "colleagues; such as; including; like"
    ),
    first_patterns=(
        "i am; i'm; i’m; this is; we are; we're; we’re; my name is; i work; i serve; it is; here is; on behalf of; "
        "request from; requested by; sent by; posted by; signed"
    ),
    first_glue="with; for; from; of; at; the",
    asking_patterns=(
        "(?:is|are|was|were) (?:now |currently |also |all )?(?:ask|request|seek|look|investigat|try|conduct|search|hop|follow|in need|in search|"
        "at the door|here|requir|reach|work)\\w{0,9}; (?:has|have|had) (?:ask|request|order|open|issu|invit|post|a |an |created)\\w{0,8}; "
        "(?:will|would) (?:like|need|appreciate|be grateful|welcome|love|want|require)\\w{0,4}; needs?; requests?; asks?; asked; seeks?; "
        "wants?; requires?; demands?; orders?; here; "
        "(?:special |federal )?(?:agents?|officers?|detectives?|men|people) (?:\\w{2,20} )?(?:here|came|come|asked|asks?|wants?|wanted|stopped|knocked|is at|are at|(?:is|are) asking)"
    ),
    own_labels=(
        "from; agency; requesting agency; agency name; department; organi[sz]ation; office; sender; requester; requested by; "
        "unit; bureau; division; title; employer; company; firm"
    ),
    asks_us_patterns=(
        "(?:has |have |had )?(?:asked|asks|ask|wants|want|wanted|told|tells|requested|requests|contacted|informed|alerted|called|sent|gave|is assisting|is helping|is supporting|"
        "are assisting|are helping|are supporting|assists|helps|supports|assisted|helped) (?:with |to )?(?:us|me|our)"
    ),
    breaks=(
        "about; who; whom; whose; which; that; because; where; when; after; before; against; arrested; saw; told; said; says; "
        "asking if; asking whether; asked about; near; not"
    ),
    self_patterns="i work for; i work at; i am with; i'm with; i’m with; we are with; we're with; we’re with; i am from; i'm from",
    place_patterns=(
        "parking; museum; building; plaza; road; street; avenue; credit union; bank; medical center parking; courthouse lawn; card; id card; "
        "drop ?box; van that; truck stop"
    ),
    impostor_patterns=(
        "retired; former; formerly; off-duty; ex-; never (?:be )?(?:passed|given|shared|sent)[^\\n.]{0,20} (?:to|with); claim(?:s|ed|ing)? to be; pretend(?:s|ed|ing)? to be; pos(?:es|ed|ing) as; impersonat(?:es|ed|ing|or of); fake; "
        "bogus; says? (?:he|she|they) (?:is|was|were) not; not (?:from|with|by|for); (?:do|does|will) not share[^\\n.]{0,40} with; "
        "don't share[^\\n.]{0,40} with; no involvement of; so-called; scam\\w{0,4}"
    ),
    task_forces="task force; task-force; strike force; multi-agency; multiagency; fusion center",
    bodies={
        "municipal": "Town Marshal; Village Marshal; ~Town of; ~City of; ~Village of; ~Township of; ~Borough of",
        "county": "County Animal Services; County Animal Control; County Medical Examiner; Justice of the Peace",
        "state": "Department of Fish and Wildlife; Department of Fish, Wildlife and Parks; Department of Motor Vehicles",
        "lawyer_investigator": (
            "I represent; we represent; our law firm; licensed private investigator; private detective; bail agent; "
            "bail bondsman; bounty hunter; counsel for the plaintiff; counsel for the defendant; attorneys for; we are attorneys"
        ),
        "private_company": (
            "insurance adjuster; I'm an adjuster; I am an adjuster; our adjuster; customer service; our driver; our guards; "
            "our security team; property manager; parcel service; Loss Prevention at; security company"
        ),
        "media": "news crew; TV crew; film crew; news station; a producer at; making a documentary; our viewers; our readers",
        "neighbour": (
            "neighborhood watch; neighbourhood watch; hi neighbors; hello neighbors; two doors down; I live behind; "
            "we live two doors; I'm your neighbor; I am your neighbor; the neighbor across; neighbor across the street; "
            "it's your neighbor; homeowners association board; from number; from no."
        ),
        "fire_medical": "Ambulance & EMS; Fire Rescue Department; Fire and EMS",
    },
    not_names=(
        "ice rink; ice skating; ice skating rink; ice cream; ice hockey; black ice; ice storm; ice house; ice cold; ice maker; dry ice"
    ),
)
