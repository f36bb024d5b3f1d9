"""Words that give a request's interest away, in lower case. Their absence proves nothing."""

FEDERAL_INTEREST = (
    "287(g)", "287g", "i-200", "i-205", "administrative warrant", "administrative subpoena", "federal partner", "federal partners", "federal agency", "federal agencies",
    "federal government", "federal investigation", "federal case", "federal crime", "federal charges", "federal task force", "feds", "deputized", "deputised", "ice detainer", "ice warrant", "ice+ero",
    "national security letter", "immigration enforcement",
)
IMMIGRATION_INTEREST = (
    "immigration", "deportation", "deportable", "undocumented", "illegal alien", "illegal aliens", "noncitizen", "non-citizen", "removal operation", "removal proceedings", "287(g)", "287g", "i-200", "i-205",
    "ice detainer", "ice warrant", "ice+ero", "visa overstay", "sanctuary", "border crossing", "alien registration", "administrative warrant", "abschiebung", "deport", "deported", "i-247",
)
IMMIGRATION_BODIES = frozenset({"ice", "ice_ero", "hsi", "cbp", "border_patrol", "uscis", "eoir", "home_office", "border_force", "abf", "cbsa"})
PRESSURE = (
    "failure to comply", "failure to respond", "failure to provide", "failure to cooperate", "refusal to", "refuse to cooperate", "if you refuse", "if you do not comply", "if you fail to", "obstruction", "obstructing",
    "you are required", "you are obligated", "you must provide", "you must comply", "you must share", "you must hand over", "must be provided immediately", "legally required", "required by law", "mandatory",
    "will be arrested", "may be arrested", "face charges", "face arrest", "criminal charges against you", "be held liable", "fine of", "penalty", "penalties", "do not tell", "do not disclose", "tell no one",
    "keep this confidential", "comply immediately", "respond immediately", "immediately or", "we will come", "we know where", "last chance", "final notice", "final warning", "no time to", "seize your", "confiscate",
    "you have no choice", "non-compliance", "noncompliance", "consequences", "strafbar", "sous peine", "right now or",
)
PROTEST = (
    "protest", "protests", "protester", "protesters", "protestor", "protestors", "protesting", "demonstration", "demonstrations", "demonstrator", "demonstrators", "rally", "rallies", "unlawful assembly", "civil unrest",
    "riot", "riots", "rioters", "rioting", "marchers", "protest march", "picketing", "activists", "activist", "antifa", "black lives matter", "first amendment", "sit-in", "vigil", "demonstranten", "kundgebung",
    "manifestation", "manifestants", "manifestación",
)
