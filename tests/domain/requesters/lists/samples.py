"""Small lists in the shapes that the real ones have, and what makes a registry of them."""

from custom_components.ring_guard.domain.requesters import Registry, with_lists
from custom_components.ring_guard.domain.requesters.lists import AgencyList, ListFormat, read_list

DOTGOV = b"""Domain name,Domain type,Organization name,Suborganization name,City,State,Security contact email
federalwaywa.gov,City,City of Federal Way,,Federal Way,WA,(blank)
nationalcityca.gov,City,"City of National City",,National City,CA,(blank)
MARSHALLTOWNIA.GOV,City,City of Marshalltown,,Marshalltown,IA,it@example.org
njhomelandsecurity.gov,State or territory,State of New Jersey,Office of Homeland Security and Preparedness,Trenton,NJ,(blank)
springfieldcounty.gov,County - Election,Springfield County,,Springfield,ZZ,(blank)
dc.gov,State or territory,District of Columbia,,Washington,DC,(blank)
leo.gov,Federal - Executive,Department of Justice,Federal Bureau of Investigation,Washington,DC,(blank)
smithsonian.gov,Federal,Smithsonian Institution,,Washington,DC,(blank)
uscourts.gov,Federal - Judicial,U.S. Courts,,Washington,DC,(blank)
examplenation.gov,Tribal,Example Nation,,Example,ZZ,(blank)
exampleisd.gov,School district,Example Independent School District,,Example,ZZ,(blank)
examplewater.gov,Special district,Example Water District,,Example,ZZ,(blank)
exampleport.gov,Interstate,Example Port Authority,,Example,ZZ,(blank)
newkind.gov,Lunar colony,Sea of Tranquility,,Example,ZZ,(blank)
"""

OLD_DOTGOV = b"""Domain name,Domain type,Agency,Organization name,City,State,Security contact email
addisontx.gov,City,Non-Federal Agency,Town Of Addison,Dallas,TX,(blank)
"""

AGREEMENTS = b"""STATE,LAW ENFORCEMENT AGENCY,TYPE,COUNTY,SUPPORT TYPE,SIGNED,MOA,,,,,,
ALABAMA,Franklin County Sheriff's Office,County,Franklin County ,Warrant Service Officer,2025-03-27 00:00:00,link,,,,,,
ALABAMA,Franklin County Sheriff's Office ,County,Franklin County,Task Force Model,2025-03-25 00:00:00,link pending ,,,,,,
FLORIDA,Franklin County Sheriff's Office,County,Franklin County ,Warrant Service Officer,2019-10-15 00:00:00,link,,,,,,
FLORIDA,City of Example Springs Police Department,Municipality,#N/A,Task Force Model,2025-04-02 00:00:00,link,,,,,,
ALASKA,Department of Corrections,State Agency,#N/A,Warrant Service Officer,2020-07-24 00:00:00,link,,,,,,
TEXAS,Greene County Sheriff\xe2\x80\x99s Office,County,Greene County,Task Force Model,2025-03-01 00:00:00,link,,,,,,
"""

ARCHIVED_AGREEMENTS = b"""capture_date,capture_file,state,agency,support,signed,link,addendum,date_only
2024-12-18,a.html,ARIZONA,Example County Sheriff's Office,Jail Enforcement Model,2020-03-12,https://example.org/a.pdf,,20241218
"""

OWN = b"""name;domain;level;note
Example Street Patrol;patrol.example;private_company;Drives by at night
"Example City Police; ECPD";"@police.city.example; *.watch.example";municipal;
Fire Brigade Example;;fire medical;
Somebody;somebody.example;sorcerer;
;only-a-domain.example;;
;;;nothing
"""


def read(data: bytes, list_format: ListFormat, list_id: str = "list", title: str = "A list") -> AgencyList:
    """Read a list."""
    return read_list(list_id, title, list_format, data)


def registry(*lists: AgencyList) -> Registry:
    """Return the built-in registry with some lists."""
    return with_lists(Registry.builtin(), lists)
