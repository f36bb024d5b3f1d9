"""The police and investigators of each state, and of the other territories and provinces.

Each row: key | name of the state | names of its bodies | domains. The names are general knowledge; a name in
here proves nothing. Patterns such as "<state> Department of Corrections" are in `local.py`.
"""

ROWS = """
al | Alabama | Alabama Law Enforcement Agency; ALEA; Alabama State Troopers; Alabama State Bureau of Investigation | alea.gov
ak | Alaska | Alaska State Troopers; Alaska Department of Public Safety | alaska.gov
az | Arizona | Arizona Department of Public Safety; Arizona State Troopers; AZDPS; Arizona DPS | azdps.gov az.gov
ar | Arkansas | Arkansas State Police; Arkansas Highway Police | arkansas.gov
ca | California | California Highway Patrol; CHP; California Bureau of Investigation | chp.ca.gov ca.gov
co | Colorado | Colorado State Patrol; Colorado Bureau of Investigation; CBI Colorado | state.co.us colorado.gov
ct | Connecticut | Connecticut State Police | ct.gov
de | Delaware | Delaware State Police | delaware.gov
dc | District of Columbia | DC Metropolitan Police; Metropolitan Police Department of the District of Columbia | dc.gov
fl | Florida | Florida Highway Patrol; Florida Department of Law Enforcement; FDLE | flhsmv.gov
ga | Georgia | Georgia State Patrol; Georgia Bureau of Investigation; Georgia Department of Public Safety | georgia.gov ga.gov
hi | Hawaii | Hawaii Department of Law Enforcement; Hawaii State Sheriff | hawaii.gov
id | Idaho | Idaho State Police | idaho.gov
il | Illinois | Illinois State Police | illinois.gov
in | Indiana | Indiana State Police | in.gov
ia | Iowa | Iowa State Patrol; Iowa Department of Public Safety; Iowa Division of Criminal Investigation | iowa.gov
ks | Kansas | Kansas Highway Patrol; Kansas Bureau of Investigation | ks.gov kansas.gov
ky | Kentucky | Kentucky State Police | ky.gov
la | Louisiana | Louisiana State Police | lsp.org la.gov
me | Maine | Maine State Police | maine.gov
md | Maryland | Maryland State Police | maryland.gov
ma | Massachusetts | Massachusetts State Police | mass.gov
mi | Michigan | Michigan State Police; MSP Michigan | michigan.gov
mn | Minnesota | Minnesota State Patrol; Minnesota Bureau of Criminal Apprehension; Bureau of Criminal Apprehension | mn.gov
ms | Mississippi | Mississippi Highway Patrol; Mississippi Bureau of Investigation; Mississippi Department of Public Safety | ms.gov
mo | Missouri | Missouri State Highway Patrol; Missouri Highway Patrol | mo.gov
mt | Montana | Montana Highway Patrol; Montana Division of Criminal Investigation | mt.gov
ne | Nebraska | Nebraska State Patrol | nebraska.gov
nv | Nevada | Nevada State Police; Nevada Highway Patrol; Nevada Department of Public Safety | nv.gov
nh | New Hampshire | New Hampshire State Police | nh.gov
nj | New Jersey | New Jersey State Police; NJSP; New Jersey Office of Homeland Security and Preparedness | nj.gov njsp.org njhomelandsecurity.gov
nm | New Mexico | New Mexico State Police | nm.gov
ny | New York | New York State Police; NYSP; New York State Troopers | ny.gov
nc | North Carolina | North Carolina State Highway Patrol; North Carolina Highway Patrol; North Carolina State Bureau of Investigation; NCSBI | ncdps.gov ncsbi.gov nc.gov
nd | North Dakota | North Dakota Highway Patrol; North Dakota Bureau of Criminal Investigation | nd.gov
oh | Ohio | Ohio State Highway Patrol; Ohio Highway Patrol; Ohio Bureau of Criminal Investigation | ohio.gov
ok | Oklahoma | Oklahoma Highway Patrol; Oklahoma State Bureau of Investigation; OSBI | ok.gov oklahoma.gov
or | Oregon | Oregon State Police | oregon.gov
pa | Pennsylvania | Pennsylvania State Police | pa.gov
ri | Rhode Island | Rhode Island State Police | ri.gov
sc | South Carolina | South Carolina Highway Patrol; South Carolina Law Enforcement Division; SLED | sc.gov
sd | South Dakota | South Dakota Highway Patrol; South Dakota Division of Criminal Investigation | sd.gov
tn | Tennessee | Tennessee Highway Patrol; Tennessee Bureau of Investigation | tn.gov
tx | Texas | Texas Department of Public Safety; Texas DPS; Texas Rangers; Texas Highway Patrol; Texas State Troopers | texas.gov
ut | Utah | Utah Highway Patrol; Utah Department of Public Safety; Utah State Bureau of Investigation | utah.gov
vt | Vermont | Vermont State Police | vermont.gov
va | Virginia | Virginia State Police | virginia.gov
wa | Washington | Washington State Patrol; WSP Washington | wa.gov
wv | West Virginia | West Virginia State Police | wv.gov
wi | Wisconsin | Wisconsin State Patrol; Wisconsin Division of Criminal Investigation | wi.gov wisconsin.gov
wy | Wyoming | Wyoming Highway Patrol; Wyoming Division of Criminal Investigation | wyo.gov wyoming.gov
pr | Puerto Rico | Puerto Rico Police Bureau; Negociado de la Policía de Puerto Rico | pr.gov
gu | Guam | Guam Police Department | guam.gov
"""

ABROAD = """
ca_on | Ontario | Ontario Provincial Police; OPP | opp.ca
ca_qc | Québec | Sûreté du Québec | surete.qc.ca
ca_nl | Newfoundland | Royal Newfoundland Constabulary | rnc.gov.nl.ca
de_lka | Landeskriminalamt | Landeskriminalamt; LKA; Landespolizei; Bereitschaftspolizei |
au_nsw | New South Wales | NSW Police Force; New South Wales Police Force; NSW Police | police.nsw.gov.au
au_vic | Victoria | Victoria Police | police.vic.gov.au
au_qld | Queensland | Queensland Police Service; Queensland Police | police.qld.gov.au
"""

BODIES = (
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

STANDING_ALONE = (
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
