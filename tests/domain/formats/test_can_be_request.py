"""Of a family's mails, those that can be requests are taken in and everyday ones are not; in doubt they are."""

from email.message import EmailMessage
import time

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.ring_guard.domain.formats.can_be_request import can_be_request
from custom_components.ring_guard.domain.model import SourceKind
from scripts.demo.samples import Sample, all_samples
from tests.corpus.loading import corpus

from .hostile_mails import HOSTILE, SEALED

SENT_TO_NO_HOUSEHOLD = {"private/priv-14"}
"""An advertisement in the corpus."""

MAILS = [
    message for half in ("development", "frozen") for message in corpus(half) if message.source is SourceKind.MAILBOX
]


def mail(text: str, subject: str = "", sender: str = "Cousin <cousin@family.example>", **headers: str) -> EmailMessage:
    made = EmailMessage()
    made["From"], made["Subject"] = sender, subject
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    made.set_content(text)
    return made


def test_nearly_every_request_of_the_corpus_is_taken_in() -> None:
    sent_away = [found.name for found in MAILS if not can_be_request(found.body)]
    assert len(set(sent_away) - SENT_TO_NO_HOUSEHOLD) <= len(MAILS) // 100, sent_away


def test_no_request_of_the_corpus_that_an_official_sent_is_sent_away() -> None:
    private = {"neighbour", "media", "private_company", "lawyer_investigator", "unknown"}
    assert not [found.name for found in MAILS if found.truth not in private and not can_be_request(found.body)]


@pytest.mark.parametrize("sample", all_samples(), ids=lambda sample: sample.name)
def test_every_sample_is_taken_in(sample: Sample) -> None:
    assert can_be_request(b"Subject: Request\r\n\r\n" + sample.body.encode())


@pytest.mark.parametrize(
    "text",
    [
        "Hi! My bike was stolen last night. Did your camera catch anybody?",
        "Hallo Nachbar, mir ist jemand ins Auto gefahren. Hat Ihre Kamera etwas aufgenommen?",
        "Hola vecino, ¿me puedes pasar el vídeo de tu timbre de ayer?",
        "Bonjour, auriez-vous des images de votre caméra ? On a volé un colis.",
        "This is Special Agent Example, HSI. Call me about an incident at your address.",
        "You are hereby commanded to produce the items listed in the attached subpoena.",
        "Please call me back about case number 26-114.",
        "We represent the injured party and demand that you preserve all recordings.",
        "La Guardia Civil solicita su colaboración en una investigación.",
        "Die Kriminalpolizei bittet um Ihre Mithilfe.",
        "La gendarmerie recherche des témoins d’un accident.",
        "P\u200bolice request for f\u200bootage",
        "\uff30\uff4f\uff4c\uff49\uff43\uff45 request",
    ],
)
def test_what_people_ask_for_is_taken_in(text: str) -> None:
    assert can_be_request(mail(text).as_bytes())


@pytest.mark.parametrize(
    "sender",
    [
        "no-reply@rs.ring.com", "x@evidence.com", "x@cityofexample.gov", "x@ice.dhs.gov", "x@navy.mil", "x@kent.police.uk",
        "x@interieur.gouv.fr", "x@polizei.bund.de", "x@springfieldpolice.example", "x@co.example.il.us", "x@policia.gob.es",
    ],
)  # fmt: skip
def test_whatever_an_official_or_an_asking_platform_sends_is_taken_in(sender: str) -> None:
    assert can_be_request(
        mail("Please call me back at your convenience. " * 5, sender=sender, List_Id="<x>").as_bytes()
    )
    assert can_be_request(mail("Please call me back. " * 10, Reply_To=sender).as_bytes())


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Dinner on Sunday?", "Shall we meet at seven? I will bring the salad, you could bring dessert. " * 2),
        (
            "Your order has shipped",
            "Your order 302-118 is on its way and will be delivered tomorrow between 9 and 12. " * 2,
        ),
        ("Invoice November", "Dear customer, please find your electricity bill for November attached. " * 2),
        ("School newsletter", "The autumn fair takes place next Saturday. Parents are asked to bring cakes. " * 2),
        (
            "Termin",
            "Guten Tag, Ihr Termin beim Zahnarzt ist am Dienstag um 9 Uhr. Bitte bringen Sie Ihre Karte mit. " * 2,
        ),
        ("Cena", "¿Vienes a cenar el viernes? Hacemos una tortilla y hay postre para todos. " * 2),
        ("Anniversaire", "Nous fêtons les dix ans de Léa samedi. Viens avec tes enfants, il y aura du gâteau. " * 2),
        ("Your code", "Your verification code is 481516. It is valid for ten minutes. Do not give it to anyone. " * 2),
    ],
)
def test_everyday_mails_are_not_taken_in(subject: str, text: str) -> None:
    assert not can_be_request(mail(text, subject).as_bytes())


def test_news_to_many_are_taken_in_only_where_they_speak_of_askers_and_pictures() -> None:
    news = "Today in Example Town: police investigate a burglary, the council votes, the bakery reopens. " * 2
    assert not can_be_request(mail(news, List_Unsubscribe="<mailto:x@y.example>").as_bytes())
    assert not can_be_request(mail("New cameras on sale, 40 % off. " * 8, Precedence="bulk").as_bytes())
    asking = news + "Anyone with a video is asked to hand it in."
    assert can_be_request(mail(asking, List_Unsubscribe="<mailto:x@y.example>").as_bytes())


def test_document_with_hardly_a_word_is_taken_in() -> None:
    scanned = mail("See attached.")
    scanned.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="scan.pdf")
    assert can_be_request(scanned.as_bytes())
    invoice = mail("Your monthly statement is attached. Thank you for being our customer for so long. " * 3)
    invoice.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="statement.pdf")
    assert not can_be_request(invoice.as_bytes())


def test_name_of_what_is_attached_counts() -> None:
    made = mail("Your monthly statement is attached. Thank you for being our customer for so long. " * 3)
    made.add_attachment(b"x", maintype="application", subtype="pdf", filename="Subpoena.pdf")
    assert can_be_request(made.as_bytes())


def test_request_inside_a_forwarded_mail_is_taken_in() -> None:
    outer = mail("What do you make of this? It came this morning and I have no idea what to answer. " * 3)
    outer.add_attachment(mail("We ask for your footage.", "Request", "Officer Example <o@pd.example>"))
    assert can_be_request(outer.as_bytes())


def test_words_that_only_the_page_shows_count() -> None:
    made = mail("This mail can be read in a browser only, please follow the link that is given below. " * 3)
    made.add_alternative("<p>Springfield <b>Police</b> asks for footage</p>", subtype="html")
    assert can_be_request(made.as_bytes())


@pytest.mark.parametrize("name", sorted(SEALED))
def test_what_cannot_be_read_is_taken_in(name: str) -> None:
    assert can_be_request(SEALED[name])


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_judging_a_hostile_mail_ends_in_time(name: str) -> None:
    before = time.process_time()
    assert can_be_request(HOSTILE[name]) in {True, False}
    assert time.process_time() - before < 10


@settings(max_examples=200)
@given(st.binary(max_size=600))
def test_judging_never_raises(raw: bytes) -> None:
    assert can_be_request(raw) in {True, False}
    assert can_be_request(b"Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n" + raw + b"\r\n--a--") in {
        True,
        False,
    }
