"""Spanish, as requests for footage in the Americas use it. Data alone: `language.py` says what each field is for."""

from ..model import IncidentType
from .language import Language

_INCIDENTS = {
    IncidentType.ASSAULT: "agresión; agredido; agredida; apuñalamiento; violencia doméstica; pelea",
    IncidentType.BURGLARY: "allanamiento de morada; robo en casa; robo a casa; entraron a la casa",
    IncidentType.DEATH: "homicidio; asesinato; muerte sospechosa; mortal",
    IncidentType.FIRE: "incendio; incendio provocado",
    IncidentType.FRAUD: "fraude; estafa; falsificación; robo de identidad",
    IncidentType.HIT_AND_RUN: "choque y fuga; atropello y fuga; se dio a la fuga",
    IncidentType.IMMIGRATION: "inmigración; migración; deportación; indocumentado; indocumentada; indocumentados",
    IncidentType.LOST_PET: (
        "perro perdido; perra perdida; gato perdido; gata perdida; mascota perdida; mi perro; mi perra; mi gato; mi gata"
    ),
    IncidentType.MISSING_PERSON: (
        "persona desaparecida; niño desaparecido; niña desaparecida; desaparecido; desaparecida; secuestro"
    ),
    IncidentType.NATURAL_HAZARD: "incendio forestal; inundación; huracán; terremoto",
    IncidentType.PACKAGE_THEFT: "robo de paquete; robo de paquetes; paquete robado; paquetes robados",
    IncidentType.PROTEST: "protesta; protestas; manifestación; manifestaciones; manifestantes",
    IncidentType.ROBBERY: "asalto; atraco; robo a mano armada; asalto al banco",
    IncidentType.SHOOTING: "tiroteo; disparos; balacera",
    IncidentType.SUSPICIOUS_ACTIVITY: "actividad sospechosa; persona sospechosa; vehículo sospechoso; merodeador",
    IncidentType.THEFT: "robo; robos; hurto; robaron; robada; robado",
    IncidentType.TRAFFIC: "choque; accidente de tránsito; accidente de tráfico; colisión",
    IncidentType.VANDALISM: "vandalismo; grafiti; grafitis; daños a la propiedad",
    IncidentType.VEHICLE_THEFT: "robo de vehículo; robo de auto; robo de carro; auto robado; carro robado",
}

LANGUAGE = Language(
    federal=(
        "agente federal; agentes federales; agencia federal; agencias federales; gobierno federal; investigación federal; "
        "caso federal; delito federal; socios federales; autoridades federales; orden administrativa; citación administrativa; "
        "fiscalía federal; fiscal federal; gran jurado federal; formulario i-200; formulario i-205"
    ),
    not_federal="calle federal; avenida federal; cooperativa federal; ninguna agencia federal",
    immigration=(
        "inmigración; migración; la migra; inmigrante; inmigrantes; migrante; migrantes; deportación; deportaciones; deportar; "
        "deportado; deportada; deportados; indocumentado; indocumentada; indocumentados; indocumentadas; sin papeles; ilegales; "
        "estatus migratorio; estado migratorio; orden de deportación; orden de expulsión; formulario i-200; formulario i-205"
    ),
    not_immigration="aves de migración",
    protest=(
        "protesta; protestas; protestaron; manifestación; manifestaciones; manifestante; manifestantes; marcha contra; "
        "marcha por; marcha del; de la marcha; la marcha de; a la marcha; piquete; huelga; huelguistas; activista; activistas; "
        "disturbios; mitin; mítines; vigilia; plantón"
    ),
    not_protest="marcha atrás; en marcha; puesta en marcha; poner en marcha; bajo protesta",
    care=(
        "aborto; abortos; abortó; abortar; abortiva; clínica de abortos; salud reproductiva; interrupción del embarazo; "
        "interrumpió su embarazo; clínica de género; afirmación de género; cambio de sexo; terapia hormonal; "
        "bloqueadores de pubertad; transgénero; anticonceptivos"
    ),
    pressure=(
        "está obligado; está obligada; tiene la obligación; tiene que entregar; debe entregar; deberá entregar; "
        "será arrestado; será arrestada; será detenido; será detenida; puede ser arrestado; lo arrestaremos; "
        "obstrucción a la justicia; obstrucción de la justicia; por obstrucción; obstaculizar; consecuencias legales; "
        "habrá consecuencias; de lo contrario; si no entrega; si se niega; si no coopera; negarse a; bajo pena; último aviso; "
        "última advertencia; última oportunidad; una multa; obligatorio por ley; no le diga a nadie; no tiene opción; "
        "confiscaremos; decomisaremos"
    ),
    not_pressure=(
        "no está obligado; no está obligada; no tiene la obligación; sin consecuencias; no es obligatorio; no hay una multa"
    ),
    haste=(
        "urgente; urgentemente; con urgencia; de inmediato; inmediatamente; ahora mismo; cuanto antes; lo antes posible; "
        "sin demora; hoy mismo; en la próxima hora; en una hora; dentro de una hora; dentro de 24 horas; en 24 horas; "
        "antes de las cinco; apúrese; no espere"
    ),
    not_haste=(
        "no es urgente; nada urgente; sin prisa; atención urgente; inmediatamente después; inmediatamente antes; "
        "bórrelo de inmediato; elimínelo de inmediato; de inmediato al remitente; llame al 911 de inmediato"
    ),
    payments=(
        "tarjeta de regalo; tarjetas de regalo; pague la multa; pagar la multa; pague una multa; pague la fianza; "
        "pagar la fianza; transferencia bancaria; transfiera; número de tarjeta; tarjeta de crédito; tarjeta bancaria; "
        "cuenta bancaria; datos de pago; datos bancarios; criptomonedas; cuota de procesamiento"
    ),
    secrets=(
        "contraseña; contraseñas; clave; usuario y contraseña; código de verificación; código de seguridad; "
        "código de seis dígitos; código de acceso; número de seguro social; datos de acceso; inicio de sesión"
    ),
    asking=(
        "envíe; envíenos; mande; mándenos; confirme; escriba; introduzca; ingrese; proporcione; dé; dénos; indique; responda con; "
        "verifique; comparta; actualice; necesitamos; díganos; inicie sesión"
    ),
    never="nunca; nadie; no pedimos; no pide; no envíe; no comparta; robada; robado; jamás; cuidado",
    peoples=(
        "negro; negra; negros; negras; hispano; hispana; hispanos; hispanas; latino; latina; latinos; latinas; blanco; blanca; "
        "blancos; blancas; mexicano; mexicana; mexicanos; asiático; asiática; asiáticos; árabe; árabes; indígena; indígenas; "
        "moreno; morena; morenos; haitiano; haitianos; gitano; gitanos; musulmán; musulmanes; "
        "afroamericano; afroamericana; afroamericanos; de raza negra; de color"
    ),
    persons=(
        "hombre; hombres; mujer; mujeres; varón; varones; joven; jóvenes; muchacho; muchachos; muchacha; persona; personas; "
        "sujeto; sujetos; sospechoso; sospechosa; individuo; individuos; masculino; femenino; tipo; tipos; familia; familias"
    ),
    noun_first=True,
    by_origin="los negros; los hispanos; los latinos; los mexicanos; los haitianos; los musulmanes; los gitanos",
    looks=(
        "vestía; vestido; vestida; llevaba; camisa; camiseta; sudadera; capucha; chaqueta; chamarra; abrigo; pantalón; pantalones; "
        "jeans; zapatos; tenis; botas; gorra; sombrero; máscara; mascarilla; guantes; lentes; gafas; mochila; bolsa; tatuaje; "
        "tatuajes; cicatriz; cojea; barba; bigote; calvo; pelo; cabello; trenzas; metro; metros; años; edad; delgado; corpulento; "
        "complexión; uniforme; chaleco; conducía; manejaba"
    ),
    footers=(
        "por error; destinatario; confidencial; privilegiada; aviso de confidencialidad; no autorizado; no autorizada; "
        "bórrelo; elimínelo; cancelar suscripción; darse de baja; nunca pedimos; nunca pide; no responda a este"
    ),
    quotes="escribió:",
    originals="-----mensaje original-----; ----- mensaje original -----",
    forwards="mensaje reenviado",
    harmless=(
        "no es una emergencia; en caso de emergencia; línea de emergencia; número de emergencia; servicios de emergencia; "
        "sala de emergencias; sin orden; no hay orden; no tenemos una orden; no es una orden; orden público; orden del día; "
        "en orden; por orden; orden de compra; cancha de"
    ),
    court=(
        "orden judicial; orden de un juez; orden del juez; orden firmada por un juez; firmada por un juez; firmada por el juez; "
        "firmada por la jueza; juez; jueza; tribunal; tribunal superior; corte superior; corte de distrito; gran jurado; "
        "mandamiento judicial"
    ),
    administrative=(
        "orden administrativa; citación administrativa; requerimiento administrativo; i-200; i-205; orden de deportación; "
        "orden de inmigración; juez de inmigración; jueza de inmigración; tribunal de inmigración; corte de inmigración"
    ),
    either=(
        "orden de registro; orden de cateo; orden de allanamiento; una orden; la orden; citación; citatorio; mandamiento; "
        "requerimiento legal"
    ),
    emergency=(
        "emergencia; peligro de muerte; peligro inminente; corre peligro; vida en peligro; amenaza inminente; riesgo de muerte; "
        "lesiones graves"
    ),
    preservation=(
        "conservar; conserve; conserven; preservar; preserve; no borre; no borrar; no borrarlas; no borrarlos; no elimine; "
        "no eliminar; no las borre; guárdelos; guárdelas; guarde las grabaciones; guarde los videos"
    ),
    voluntary="voluntario; voluntaria; voluntariamente; opcional; no está obligado; no está obligada; no es obligatorio",
    incidents=_INCIDENTS,
    community_request="solicitud comunitaria",
    search_party="búsqueda de mascota; grupo de búsqueda",
    agency_labels="agencia; agencia solicitante; departamento; organización; solicitado por; solicitante",
    contact_labels="contacto; investigador; investigadora; detective; oficial; agente; nombre",
    reference_labels=(
        "código de investigación; código único de investigación; número de caso; caso; expediente; número de expediente; "
        "número de informe; informe; referencia; número de referencia; folio; código"
    ),
    start_labels="inicio; hora de inicio; fecha de inicio; desde; comienzo",
    end_labels="fin; hora de fin; fecha de fin; hasta; final",
    area_labels="área; zona; lugar; ubicación; dirección; lugar del incidente",
    reference_patterns="caso; expediente; informe; referencia; folio; siniestro; reporte; denuncia; accidente",
    code_patterns="código de investigación; código único de investigación; id de solicitud",
    months="enero; febrero; marzo; abril; mayo; junio; julio; agosto; septiembre setiembre; octubre; noviembre; diciembre",
    joins_patterns="a; al; y; hasta; a las; a la; y las; y la; hasta las; hasta la; hasta el; y el",
    day_clock_patterns="a las; a la; de las; de la; entre las; entre la; entre; desde las; desde la; desde; de; a",
    deadline_patterns="responda; conteste; plazo; fecha límite; vence; antes del?",
    numbers="un=1; una=1; dos=2; tres=3; cuatro=4; cinco=5; seis=6; ocho=8; diez=10; medio=0.5; media=0.5",
    lengths=(
        "milla=1; millas=1; kilómetro=0.621371; kilómetros=0.621371; metro=0.000621371; metros=0.000621371; cuadra=0.0625; "
        "cuadras=0.0625"
    ),
    squares=(
        "milla cuadrada=1; millas cuadradas=1; kilómetro cuadrado=0.386102; kilómetros cuadrados=0.386102; "
        "hectárea=0.00386102; hectáreas=0.00386102"
    ),
    radius_patterns="radio de; dentro de; a menos de",
    articles="las; la; el; los; aproximadamente; eso de",
    partner_patterns=(
        "junto; conjunto; conjunta; conjuntamente; colabor\\w{1,8}; coopera\\w{0,6}; trabaj\\w{1,6}; apoy\\w{1,4}; "
        "ayuda\\w{0,3}; asist\\w{2,6}; coordina\\w{0,6}; socios; compart\\w{2,6}; avis\\w{1,4}; llam\\w{1,4}; miembros?"
    ),
    partner_glue="con; del; de; al; a; la; el; los; las; nuestros; sus; en; un; una; agentes",
    first_patterns=(
        "soy; somos; le habla; le hablamos; le escribe; le escribimos; mi nombre es; me llamo; trabajo para; trabajo en; "
        "en nombre de; enviado por; solicitado por; publicado por; habla"
    ),
    first_glue="de; del; la; el; en; con; un; una; oficial; agente; detective; especial; deportación",
    asking_patterns=(
        "pide; piden; pidi[óo]; solicita; solicitan; investiga; investigan; necesita; necesitan; quiere; quieren; busca; "
        "buscan; pregunt[aó]; requiere; tiene; est[áa]"
    ),
    own_labels="de; agencia; departamento; organización; oficina; solicitante; solicitado por; unidad; empresa",
    asks_us_patterns="nos (?:pidi[óo]|pide|ha pedido|avis[óo]|dijo|apoya|ayuda|inform[óo])",
    breaks="sobre; que; quien; cuyo; cuya; porque; donde; cuando; después; antes; contra; cerca; no",
    self_patterns="trabajo para; soy de; somos de; soy del; somos del; soy agente de; soy agente del",
    place_patterns="edificio; calle; museo",
    impostor_patterns="se hizo pasar por; se hace pasar por; fingi[óo] ser; dec[íi]a ser; fals[oa]; no (?:es|somos|son) de",
    task_forces="grupo de trabajo; grupo de trabajo conjunto; fuerza de tarea; fuerza conjunta; operativo conjunto",
    bodies={
        "municipal": (
            "Departamento de Policía; Policía Municipal; Policía Local; Policía de la Ciudad; Policía; Jefatura de Policía"
        ),
        "county": "Oficina del Sheriff; Sheriff del Condado; Departamento del Sheriff; Alguacil del Condado; Fiscalía del Condado",
        "state": "Policía Estatal; Patrulla de Caminos; Patrulla Estatal; Policía de Caminos",
        "tribal": "Policía Tribal",
        "campus": "Policía Universitaria; Policía de la Universidad; Seguridad Universitaria",
        "special_district": "Policía de Tránsito; Policía Escolar; Policía del Aeropuerto; Policía Portuaria",
        "fire_medical": "Cuerpo de Bomberos; Departamento de Bomberos; Servicio de Ambulancias; Estación de Bomberos",
        "lawyer_investigator": (
            "soy abogado; soy abogada; ~abogado; ~abogada; nuestro cliente; mi cliente; bufete; investigador privado; investigadora privada; "
            "detective privado"
        ),
        "media": "periodista; reportero; reportera; reporteros; redacción; noticiero; Canal de noticias; ~noticias; ~Diario",
        "private_company": "compañía de seguros; aseguradora; ~Seguros; ~S.A.; administración de la propiedad; ~empresa",
        "neighbour": (
            "soy el vecino; soy la vecina; soy su vecino; soy su vecina; su vecino; su vecina; la vecina; el vecino; un vecino; "
            "una vecina; vivo al lado; vivo enfrente; mi gato; mi gata; mi perro; mi perra"
        ),
    },
    agencies={
        "ice": (
            "Servicio de Inmigración y Control de Aduanas; Inmigración y Control de Aduanas; oficial de deportación; "
            "agentes de migración; agentes de inmigración; la migra"
        ),
        "fbi": "Buró Federal de Investigaciones; Oficina Federal de Investigaciones",
        "hsi": "Investigaciones de Seguridad Nacional",
        "dhs": "Departamento de Seguridad Nacional",
        "border_patrol": "Patrulla Fronteriza",
        "cbp": "Aduanas y Protección Fronteriza; Oficina de Aduanas y Protección Fronteriza",
        "us_marshals": "Servicio de Alguaciles de los Estados Unidos; alguaciles federales",
        "dea": "Administración de Control de Drogas",
        "irs": "Servicio de Impuestos Internos",
        "secret_service": "Servicio Secreto",
    },
)
