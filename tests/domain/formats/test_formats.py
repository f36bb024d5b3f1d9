"""Each format recognises its own messages and takes what they say; the rest stays unknown."""

import pytest

from custom_components.ring_guard.domain.formats import NOTIFICATION_TYPE
from custom_components.ring_guard.domain.formats.extract.contacts import contact
from custom_components.ring_guard.domain.model import Demand, FindingKind, IncidentType, System

from .messages import read_object, read_text

COURT, ADMINISTRATIVE, VOLUNTARY = Demand.COURT_ORDER, Demand.ADMINISTRATIVE, Demand.VOLUNTARY


@pytest.mark.parametrize(
    ("text", "system"),
    [
        ("Ring Community Request: Springfield Police Department asks for footage", System.RING_COMMUNITY_REQUEST),
        ("A Community Request was posted in the Neighbors app", System.RING_COMMUNITY_REQUEST),
        ("Axon Community Request\nRequest ID: 4411", System.AXON_COMMUNITY_REQUEST),
        ("Axon Citizen: please submit your evidence with this link", System.AXON_COMMUNITY_REQUEST),
        ("Upload your video at https://agency.evidence.com/x", System.AXON_COMMUNITY_REQUEST),
        ("Neighbors app: Request for Assistance from police", System.RING_REQUEST_FOR_ASSISTANCE),
        (
            "Subject: The Los Angeles Police Department is requesting your help\n\nDear Ring user, via ring.com",
            System.RING_NEIGHBORS_PORTAL,
        ),
        ("Sent through the Neighbors Portal", System.RING_NEIGHBORS_PORTAL),
        ("Ring and Flock Safety: share with FlockOS", System.RING_FLOCK),
        ("Ring Search Party: a lost dog near you", System.RING_SEARCH_PARTY),
        ("Ring Fire Watch: a wildfire near you", System.RING_SEARCH_PARTY),
        ("Dear resident, please share your video", System.PLAIN),
        ("We found a diamond ring. A flock of birds. A community. Axons.", System.PLAIN),
        ("The search party found nothing", System.PLAIN),
    ],
)
def test_system_is_recognised_by_several_marks(text, system):
    assert read_text(text).system is system


@pytest.mark.parametrize(
    ("text", "demands"),
    [
        ("please share", {VOLUNTARY}),
        ("We have a warrant.", {COURT, ADMINISTRATIVE}),
        ("Ring Community Request: share, or we come with a subpoena", {COURT, ADMINISTRATIVE}),
        ("warrant signed by a judge of the Superior Court", {COURT}),
        ("a court order", {COURT}),
        ("Form I-200, Warrant for Arrest of Alien", {ADMINISTRATIVE}),
        ("an administrative subpoena", {ADMINISTRATIVE}),
        ("a warrant signed by an immigration judge", {ADMINISTRATIVE}),
        ("an I-205 and a search warrant from the District Court", {COURT, ADMINISTRATIVE}),
        ("exigent circumstances, life-threatening", {Demand.EMERGENCY_CLAIM}),
        ("Preservation request: do not delete", {Demand.PRESERVATION}),
        ("Call the non-emergency line. You can share without a warrant.", {VOLUNTARY}),
        ("This is voluntary. Otherwise we get a warrant.", {VOLUNTARY, COURT, ADMINISTRATIVE}),
    ],
)
def test_demand_is_read_from_free_text_of_any_format(text, demands):
    assert read_text(text).demands == demands
    assert read_object({"message": text}).demands == demands


def test_demand_of_an_object_never_hides_what_its_message_says():
    assert read_object({"demand": "voluntary", "message": "we have a warrant"}).demands == {
        VOLUNTARY,
        COURT,
        ADMINISTRATIVE,
    }
    assert read_object({"demand": ["court_order"]}).demands == {COURT}
    assert read_object({"demand": 7}).demands == {VOLUNTARY}


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("package theft", {IncidentType.PACKAGE_THEFT}),
        ("a stolen car and a shooting", {IncidentType.VEHICLE_THEFT, IncidentType.SHOOTING}),
        ("Incident: hit-and-run", {IncidentType.HIT_AND_RUN}),
        ("theft near the protest", {IncidentType.THEFT, IncidentType.PROTEST}),
        ("something", set()),
    ],
)
def test_every_incident_that_is_named_counts(text, kinds):
    assert read_text(text).incident_types == kinds


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("Case #: 26-123456", "26-123456"),
        ("case number is 26-99", "26-99"),
        ("Incident No. P26/0042.", "P26/0042"),
        ("Our case 11-22, investigation code: ABC-777", "ABC-777"),
        ("in this case we need help", None),
        ("File number: unknown", None),
    ],
)
def test_reference_is_read(text, reference):
    assert read_text(text).reference == reference


def test_contact_is_read_and_falls_back_to_the_sender():
    body = b"From: Records <noreply@pd.example>\r\nSubject: x\r\n\r\nCall Detective Jane Example, (555) 010-0123"
    plain = read_text(body, "message/rfc822").contact
    assert (plain.officer, plain.email, plain.phone) == (
        "Detective Jane Example",
        "noreply@pd.example",
        "(555) 010-0123",
    )
    named = read_text(body + b", Jane.Example@pd.example", "message/rfc822").contact
    assert named.email == "jane.example@pd.example"


@pytest.mark.parametrize(
    ("text", "cameras"),
    [
        ("your front door camera", {"cam_door"}),
        ("cameras: Driveway, Front Door", {"cam_drive", "cam_door"}),
        ("all of your cameras, the driveway camera too", None),
        ("he stood in the driveway", None),
        ("the garden camera", None),
    ],
)
def test_cameras_are_known_by_the_households_names(text, cameras):
    assert read_text(text).cameras == cameras


@pytest.mark.parametrize(
    ("names", "cameras"),
    [(["driveway"], {"cam_drive"}), ("cam_door", {"cam_door"}), (["driveway", "attic"], None), ([], None), ([3], None)],
)
def test_list_with_an_unknown_camera_counts_as_not_stated(names, cameras):
    assert read_object({"cameras": names}).cameras == cameras


@pytest.mark.parametrize(
    ("text", "miles"),
    [
        ("0.5 square miles", 0.5),
        ("half a square mile", 0.5),
        ("within 1 mile of Main", 3.141593),
        ("320 acres", 0.5),
        ("a 500-foot radius", 0.028172),
        ("2 km² area", 0.772204),
        ("no size", None),
    ],
)
def test_area_is_read_in_square_miles(text, miles):
    area = read_text(text).area
    assert (area.square_miles if area else None) == miles


def test_mail_is_read_from_its_plain_part_and_encoded_headers():
    request = read_text(
        b"From: =?utf-8?q?Springfield_Police?= <pd@pd.example>\r\nSubject: =?utf-8?b?VmlkZW8gcmVxdWVzdA==?=\r\nMIME-Version: 1.0\r\n"
        b"Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        b"caf=E9 theft\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>other</p>\r\n--b--\r\n",
        "message/rfc822",
    )
    assert request.title == "Video request"
    assert request.text == "From: Springfield Police <pd@pd.example>\n\ncafé theft"


def test_base64_html_mail_shows_its_text_and_notes_what_is_hidden():
    request = read_text(
        b"Subject: x\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        b"PHA+SGkgPGI+eW91PC9iPjwvcD48ZGl2IHN0eWxlPSJkaXNwbGF5OiBub25lIj5zZWNyZXQ8L2Rpdj48c2NyaXB0PngoKTwvc2NyaXB0Pg==",
        "message/rfc822",
    )
    assert request.text == "Hi you"
    assert [(found.kind, found.evidence) for found in request.findings] == [(FindingKind.HIDDEN_CHARACTERS, "secret")]


def test_phone_notification_is_read_from_its_long_text():
    request = read_text(
        '{"package": "com.ringapp", "title": "Community Request", "text": "short", "big_text": "Springfield PD asks", "post_time": 5}',
        NOTIFICATION_TYPE,
    )
    assert (request.system, request.title, request.text) == (
        System.RING_COMMUNITY_REQUEST,
        "Community Request",
        "Springfield PD asks",
    )


def test_object_names_its_system_and_keeps_what_it_does_not_know():
    retired = read_object(
        {"system": "ring_request_for_assistance", "agency": "Springfield PD", "note": "left at the door"}
    )
    assert retired.system is System.RING_REQUEST_FOR_ASSISTANCE
    assert retired.suspicious
    assert retired.text == "note: left at the door"
    assert read_object({"system": "nonsense"}).system is System.STRUCTURED


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Call (217) 555-0125 about 26-908976.", "(217) 555-0125"),
        ("Case 26-908976. Nobody to call.", None),
        ("Our file 26-908976, telephone 01632 960123", "01632 960123"),
        ("Ring me: +49 30 123456", "+49 30 123456"),
    ],
)
def test_case_number_is_not_taken_for_a_phone_number(text: str, number: str | None):
    assert contact(text).phone == number
