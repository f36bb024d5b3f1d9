"""National bodies outside the United States, and those above nations. Rows as in `federal.py`, with the country first.

Their level is "federal", the word for whatever is national. The RCMP is also the local police of much of Canada.
"""

ROWS = """
ca | rcmp | Royal Canadian Mounted Police; RCMP; Gendarmerie royale du Canada; GRC | rcmp.ca rcmp-grc.gc.ca | general
ca | cbsa | Canada Border Services Agency; CBSA | cbsa-asfc.gc.ca | general
ca | csis | Canadian Security Intelligence Service; CSIS | | general
uk | nca | National Crime Agency; NCA | nca.gov.uk nationalcrimeagency.gov.uk | general
uk | border_force | Border Force; UK Border Force | | general
uk | home_office | Home Office; Immigration Enforcement; Home Office Immigration Enforcement; UK Visas and Immigration | homeoffice.gov.uk | general
uk | btp | British Transport Police; BTP | btp.police.uk | general
de | bka | Bundeskriminalamt; BKA | bka.de bka.bund.de | general
de | bundespolizei | Bundespolizei; Bundespolizeiinspektion; Bundespolizeidirektion | bundespolizei.de polizei.bund.de | general
de | zoll | Zollkriminalamt; Zollfahndung; Zollfahndungsamt | zoll.de zoll.bund.de | general
de | bfv | Bundesamt für Verfassungsschutz; Verfassungsschutz | | general
fr | gendarmerie | Gendarmerie nationale; Gendarmerie | gendarmerie.interieur.gouv.fr | general
fr | police_nationale | Police nationale; Police judiciaire | interieur.gouv.fr | general
fr | douane | Douane française; Douanes françaises | douane.gouv.fr | general
es | policia_nacional | Policía Nacional; Cuerpo Nacional de Policía; Guardia Civil | policia.es guardiacivil.es | general
au | afp | Australian Federal Police; AFP | afp.gov.au | general
au | abf | Australian Border Force; ABF | abf.gov.au homeaffairs.gov.au | general
eu | europol | Europol; European Union Agency for Law Enforcement Cooperation | europol.europa.eu | general
eu | frontex | Frontex | frontex.europa.eu | general
int | interpol | Interpol; International Criminal Police Organization | interpol.int | general
"""

ALSO_LOCAL = frozenset({"rcmp"})
"""National bodies that are also a town's police."""

LOWERCASE_TOO = frozenset({"RCMP", "BKA", "CBSA", "CSIS"})
