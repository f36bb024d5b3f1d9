"""French, so far as it was needed: demands, kinds of incident and how names stand. The findings are still to be written."""

from ..model import IncidentType
from .language import Language

LANGUAGE = Language(
    protest="manifestation; manifestants",
    pressure="sous peine",
    court="mandat de perquisition",
    either="mandat",
    emergency="danger de mort",
    voluntary="volontaire; libre de refuser",
    incidents={
        IncidentType.BURGLARY: "cambriolage",
        IncidentType.PROTEST: "manifestation",
        IncidentType.THEFT: "vol simple",
    },
    reference_patterns="dossier; référence",
    quotes="a écrit :",
    months="janvier; février; mars; avril; mai; juin; juillet; août; septembre; octobre; novembre; décembre",
    joins_patterns="à; et",
    day_clock_patterns="de; à",
    partner_patterns="avec",
    partner_glue="la; le",
    first_patterns="je suis",
    first_glue="de; la",
    asking_patterns="demande",
    own_labels="de",
)
