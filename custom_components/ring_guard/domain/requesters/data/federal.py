"""National bodies of the United States with police or investigative powers.

Each row: key | names | domains | source. A name behind "~" is so often mentioned by others that it counts only
where a message names itself. A registered domain covers everything below it.
Sources: "gov" the list of federal .gov domains (current-federal.csv), "facts" an agency's own pages, "general"
general knowledge.
"""

ROWS = """
dhs | Department of Homeland Security; Homeland Security; DHS; US Homeland Security | dhs.gov | gov
ice | Immigration and Customs Enforcement; US Immigration and Customs Enforcement; Immigration & Customs Enforcement; ICE; US ICE; ICE Agent; ICE Agents; ICE Officer; ICE Officers | ice.gov | gov
ice_ero | Enforcement and Removal Operations; ICE ERO; ERO; Enforcement & Removal Operations | | facts
hsi | Homeland Security Investigations; HSI; ICE HSI | hsi.gov | gov
hstf | Homeland Security Task Force; HSTF | hstf.gov | gov
cbp | Customs and Border Protection; US Customs and Border Protection; Customs & Border Protection; CBP | cbp.gov | gov
border_patrol | Border Patrol; US Border Patrol; USBP | | facts
secret_service | Secret Service; US Secret Service; United States Secret Service; USSS | usss.gov secretservice.gov | gov
tsa | Transportation Security Administration; TSA | tsa.gov | gov
air_marshals | Federal Air Marshal Service; Federal Air Marshals; Federal Air Marshal; FAMS | | facts
uscis | Citizenship and Immigration Services; US Citizenship and Immigration Services; USCIS | uscis.gov | gov
coast_guard | Coast Guard; US Coast Guard; USCG | uscg.gov uscg.mil | gov
cgis | Coast Guard Investigative Service; CGIS | | facts
fema | ~Federal Emergency Management Agency; ~FEMA | fema.gov | gov
fletc | Federal Law Enforcement Training Centers; FLETC | fletc.gov | gov
fps | Federal Protective Service; FPS | | facts
doj | Department of Justice; US Department of Justice; DOJ; US DOJ; USDOJ | justice.gov usdoj.gov doj.gov | gov
us_attorney | US Attorney's Office; United States Attorney's Office; US Attorney; United States Attorney; Assistant US Attorney; AUSA | | general
fbi | Federal Bureau of Investigation; FBI; Federal Bureau of Investigations; FBI Special Agent | fbi.gov ic3.gov cjis.gov | gov
dea | Drug Enforcement Administration; Drug Enforcement Agency; DEA | dea.gov | gov
atf | Bureau of Alcohol, Tobacco, Firearms and Explosives; Bureau of Alcohol Tobacco Firearms and Explosives; Alcohol, Tobacco and Firearms; Alcohol Tobacco and Firearms; ATF; BATFE | atf.gov | gov
us_marshals | US Marshals Service; US Marshals; US Marshal; United States Marshals Service; United States Marshals; USMS; Deputy US Marshal; Deputy United States Marshal | usmarshals.gov | gov
bop | Federal Bureau of Prisons; Bureau of Prisons; BOP | bop.gov | gov
irs | Internal Revenue Service; IRS | irs.gov | gov
irs_ci | IRS Criminal Investigation; IRS-CI; IRS CI; Internal Revenue Service Criminal Investigation | | facts
treasury | Department of the Treasury; US Treasury; Treasury Department; US Department of the Treasury | treasury.gov | gov
tigta | Treasury Inspector General for Tax Administration; TIGTA | tigta.gov | gov
fincen | Financial Crimes Enforcement Network; FinCEN | fincen.gov | gov
state_department | Department of State; State Department; US Department of State; US State Department | state.gov | gov
dss | Diplomatic Security Service; Diplomatic Security | | facts
interior | Department of the Interior; US Department of the Interior | doi.gov | gov
park_police | US Park Police; United States Park Police; USPP | | facts
nps | National Park Service; US National Park Service; NPS Ranger | nps.gov | gov
fws | Fish and Wildlife Service; US Fish and Wildlife Service; USFWS | fws.gov | gov
blm | Bureau of Land Management; BLM Ranger | blm.gov | gov
bia | Bureau of Indian Affairs; BIA; Office of Justice Services; BIA Police | bia.gov | gov
bor | Bureau of Reclamation | usbr.gov | gov
forest_service | US Forest Service; United States Forest Service; USFS | fs.fed.us | general
uspis | Postal Inspection Service; US Postal Inspection Service; USPIS; Postal Inspector; Postal Inspectors; US Postal Inspector | uspis.gov | gov
usps | ~US Postal Service; ~United States Postal Service; ~USPS | usps.gov usps.com | general
usps_oig | Postal Service Office of Inspector General; USPS OIG; USPS Office of Inspector General | uspsoig.gov | gov
capitol_police | US Capitol Police; United States Capitol Police; USCP | uscp.gov | gov
supreme_court_police | Supreme Court Police; ~Supreme Court of the United States | supremecourt.gov | gov
us_courts | US Probation; United States Probation; US Probation Office; US Pretrial Services; ~US Courts; ~United States Courts; ~United States District Court; ~US District Court | uscourts.gov | gov
va_police | VA Police; Department of Veterans Affairs Police; Veterans Affairs Police | | facts
va | Department of Veterans Affairs; ~Veterans Affairs; US Department of Veterans Affairs | va.gov | gov
fda_oci | FDA Office of Criminal Investigations; FDA-OCI; FDA OCI; ~Food and Drug Administration | fda.gov | facts
epa_cid | EPA Criminal Investigation Division; EPA-CID; EPA CID; ~Environmental Protection Agency; ~US EPA | epa.gov | facts
noaa_ole | NOAA Office of Law Enforcement; NOAA OLE; National Marine Fisheries Service; ~NOAA | noaa.gov | facts
gsa | General Services Administration; GSA | gsa.gov | gov
tva_police | TVA Police; Tennessee Valley Authority | tva.gov | facts
amtrak_police | Amtrak Police Department; Amtrak Police; ~Amtrak | amtrak.com | facts
cia | Central Intelligence Agency; CIA | cia.gov ucia.gov | general
nsa | National Security Agency; NSA | nsa.gov | general
odni | Director of National Intelligence; ODNI | dni.gov odni.gov | general
pentagon_police | Pentagon Force Protection Agency; PFPA; Pentagon Police | pfpa.mil | general
nih_police | NIH Police; National Institutes of Health Police | nih.gov | general
nist_police | NIST Police | nist.gov | general
mint_police | US Mint Police; United States Mint Police; ~US Mint | usmint.gov | general
bep_police | ~Bureau of Engraving and Printing | bep.gov | general
gpo_police | ~Government Publishing Office | gpo.gov | general
loc_police | ~Library of Congress | loc.gov | general
smithsonian_police | Smithsonian Office of Protection Services; ~Smithsonian Institution | si.edu smithsonian.gov | facts
ssa | ~Social Security Administration | ssa.gov | general
dol | Department of Labor; US Department of Labor | dol.gov | general
usda | Department of Agriculture; US Department of Agriculture; USDA | usda.gov | general
hhs | Department of Health and Human Services; US Department of Health and Human Services; HHS | hhs.gov | general
hud | Department of Housing and Urban Development; HUD | hud.gov | general
dot | US Department of Transportation; USDOT | transportation.gov | general
education | US Department of Education; Department of Education | ed.gov | general
energy | US Department of Energy; Department of Energy | energy.gov | general
nnsa | National Nuclear Security Administration; NNSA | | general
sec | ~Securities and Exchange Commission | sec.gov | general
ftc | ~Federal Trade Commission; ~FTC | ftc.gov | general
fcc | ~Federal Communications Commission | fcc.gov | general
eoir | Executive Office for Immigration Review; EOIR | | general
defense | Department of Defense; US Department of Defense; Department of War; DOD; US DOD | defense.gov war.gov | general
dcis | Defense Criminal Investigative Service; DCIS | dodig.mil | general
ncis | Naval Criminal Investigative Service; NCIS | ncis.navy.mil ncis.mil | facts
army_cid | Army Criminal Investigation Division; Army CID; Criminal Investigation Command; US Army CID; Department of the Army Criminal Investigation Division | cid.army.mil | facts
osi | Air Force Office of Special Investigations; Office of Special Investigations; AFOSI; Air Force OSI | osi.af.mil | facts
hhs_oig | HHS OIG; HHS Office of Inspector General | hhsoig.gov | gov
va_oig | VA OIG; VA Office of Inspector General | vaoig.gov | gov
doi_oig | DOI OIG; Interior Office of Inspector General | doioig.gov | gov
epa_oig | EPA OIG; EPA Office of Inspector General | epaoig.gov | gov
gsa_oig | GSA OIG; GSA Office of Inspector General | gsaig.gov | gov
dhs_oig | DHS OIG; DHS Office of Inspector General | | facts
doj_oig | DOJ OIG; DOJ Office of the Inspector General; DOJ Office of Inspector General | | facts
ssa_oig | SSA OIG; SSA Office of the Inspector General; Social Security Administration Office of the Inspector General | | general
hud_oig | HUD OIG; HUD Office of Inspector General | hudoig.gov | general
dol_oig | DOL OIG; Department of Labor Office of Inspector General | | general
usda_oig | USDA OIG; USDA Office of Inspector General | | general
state_oig | State OIG; Department of State Office of Inspector General | stateoig.gov | general
dot_oig | DOT OIG; DOT Office of Inspector General | | general
ed_oig | ED OIG; Department of Education Office of Inspector General | | general
fdic_oig | FDIC OIG; FDIC Office of Inspector General | fdicoig.gov | general
nasa_oig | NASA OIG; NASA Office of Inspector General | | general
nsf_oig | NSF OIG; National Science Foundation Office of Inspector General | | general
amtrak_oig | Amtrak OIG; Amtrak Office of Inspector General | amtrakoig.gov | general
sba_oig | SBA OIG; Small Business Administration Office of Inspector General | | general
opm_oig | OPM OIG; OPM Office of the Inspector General | | general
federal_reserve_police | Federal Reserve Police; Federal Reserve Law Enforcement | federalreserve.gov | general
federal_agent | Federal Agent; Federal Agents; Federal Officer; Federal Officers; Federal Law Enforcement; Federal Police; Federal Investigator; Federal Investigators; Federal Authorities; Federal Immigration Officers; Immigration Officers; Immigration Officer; Immigration Agents; Immigration Agent; Deportation Officer; Deportation Officers | fed.us | general
"""

LOWERCASE_TOO = frozenset(
    {
        "FBI",
        "DHS",
        "CBP",
        "USBP",
        "USSS",
        "USCIS",
        "USCG",
        "CGIS",
        "USDOJ",
        "USMS",
        "TIGTA",
        "FinCEN",
        "USPIS",
        "NCIS",
        "DCIS",
        "AFOSI",
        "BATFE",
        "USFWS",
        "HSTF",
    }
)
"""Abbreviations that are no words and count in small letters too; all others count only in capitals."""

SHARED = frozenset(
    {
        "doj",
        "dhs",
        "dol",
        "usda",
        "hhs",
        "education",
        "energy",
        "state_department",
        "interior",
        "treasury",
        "va",
        "hud",
        "epa_cid",
        "fws",
        "fema",
        "dot",
        "capitol_police",
        "defense",
        "border_patrol",
        "va_police",
        "coast_guard",
        "bia",
        "us_courts",
    }
)
"""Bodies whose name a state's own body may share: behind a state's name ("Oregon Department of Justice") it is the state's."""

MILITARY_ROWS = """
military_police | Military Police; Military Police Corps; Provost Marshal; Provost Marshal's Office; Office of the Provost Marshal | | general
security_forces | Air Force Security Forces; Security Forces Squadron | | general
army | US Army; United States Army; Department of the Army | army.mil | general
navy | US Navy; United States Navy; Department of the Navy | navy.mil | general
air_force | US Air Force; United States Air Force; Department of the Air Force | af.mil | general
marines | US Marine Corps; United States Marine Corps; USMC | usmc.mil | general
national_guard | Army National Guard; Air National Guard; National Guard Bureau; National Guard | | general
"""
