"""German, so far as it was needed: demands, kinds of incident and how names stand. The findings are still to be written."""

from ..model import IncidentType
from .language import Language

LANGUAGE = Language(
    immigration="abschiebung",
    protest="demonstranten; kundgebung",
    pressure="strafbar",
    court="amtsgericht; richterlicher beschluss; durchsuchungsbeschluss",
    either="beschluss; haftbefehl",
    emergency="gefahr im verzug; lebensgefahr",
    voluntary="freiwillig",
    incidents={
        IncidentType.BURGLARY: "einbruch",
        IncidentType.HIT_AND_RUN: "fahrerflucht",
        IncidentType.IMMIGRATION: "abschiebung",
        IncidentType.PROTEST: "demonstranten",
        IncidentType.ROBBERY: "raub",
        IncidentType.THEFT: "diebstahl; fahrraddiebstahl",
        IncidentType.VANDALISM: "sachbeschädigung",
    },
    agency_labels="behörde; dienststelle",
    reference_labels="aktenzeichen; vorgangsnummer",
    reference_patterns="aktenzeichen; az; vorgangsnummer",
    quotes="schrieb:",
    months="januar; februar; märz; april; mai; juni; juli; august; september; oktober okt; november; dezember dez",
    joins_patterns="bis; und",
    day_clock_patterns="um; von",
    deadline_patterns="antwort; frist",
    partner_patterns="zusammen",
    partner_glue="mit; der; dem",
    first_patterns="ich bin; wir sind",
    first_glue="von; der; vom",
    asking_patterns="bittet",
    own_labels="von; dienststelle; behörde",
)
