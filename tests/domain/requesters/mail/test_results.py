"""Authentication-Results count only from the household's own server, only on top, and only to the letter."""

from hypothesis import example, given, settings, strategies as st
import pytest

from custom_components.ring_guard.domain.requesters.mail.headers import read_headers
from custom_components.ring_guard.domain.requesters.mail.results import parse, read_results

OWN = "mx.example.net"
PASS = f"{OWN}; dmarc=pass (p=REJECT) header.from=springfield.gov"


def registered(host: str) -> str:
    return ".".join(host.split(".")[-2:])


def read(*values: str, own: str = OWN):
    """Read the results of a mail with these headers, from the top."""
    raw = "".join(f"Authentication-Results: {value}\r\n" for value in values).encode()
    return read_results(read_headers(raw + b"\r\n"), own, registered)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("mx.example.net; none", ("mx.example.net", ())),
        ("mx.example.net 1; none", ("mx.example.net", ())),
        ("mx.example.net (a (nested) comment); none;", None),
        ("mx.example.net", ("mx.example.net", ())),
        ('"mx.example.net"; spf=fail smtp.mailfrom=a@b.example', ("mx.example.net", (("spf", "fail"),))),
        ("x; dkim/1 = pass (good) header.d = a.example header.i=@a.example", ("x", (("dkim", "pass"),))),
        (
            'x; dkim=fail reason="body \\"hash\\"" header.d=a.example; spf=none',
            ("x", (("dkim", "fail"), ("spf", "none"))),
        ),
        ("x 2; dkim=pass", None),
        ("x; dkim=pass header.d=a.example header.d=b.example", None),
        ("x; dkim pass", None),
        ("x; dkim=pass header=a", None),
        ("x; dkim=pass (never ends", None),
        ("x y; dkim=pass", None),
        ("", None),
        ("; dkim=pass", None),
    ],
)
def test_grammar_is_followed_to_the_letter(value: str, expected) -> None:
    found = parse(value)
    short = (found[0], tuple([(method, result) for method, result, _ in found[1]])) if found else None
    assert short == expected


def test_own_servers_topmost_word_counts() -> None:
    (verdict,) = read(PASS).verdicts
    assert (verdict.method, verdict.result, verdict.domain, verdict.registered) == (
        "dmarc",
        "pass",
        "springfield.gov",
        "springfield.gov",
    )
    assert read(PASS).forged == ()


@pytest.mark.parametrize(
    "forged",
    [
        PASS,
        PASS.replace("mx.example.net", "MX.example.net"),
        PASS.replace("mx.example.net", " mx.example.net (really)"),
        PASS.replace("mx.example.net", '"mx.example.net"'),
        PASS.replace("mx.example.net;", "(a comment) mx.example.net ;"),
        "mx.example.net; dkim=pass (broken",
    ],
)
def test_any_other_that_would_pass_for_it_is_forged(forged: str) -> None:
    genuine = f"{OWN}; dmarc=fail header.from=springfield.gov"
    found = read(genuine, forged)
    assert [verdict.result for verdict in found.verdicts] == ["fail"]
    assert len(found.forged) == 1
    assert read("relay.example.org; none", forged).verdicts == ()


def test_other_casing_on_top_is_forged_and_says_nothing() -> None:
    found = read(PASS.upper())
    assert (found.verdicts, len(found.forged)) == ((), 1)


def test_results_of_other_servers_are_of_no_interest() -> None:
    for other in (
        "mx.example.network; dmarc=pass",
        "amx.example.net; dmarc=pass",
        "mx.example.net.evil.example; dmarc=pass",
    ):
        found = read(other)
        assert (found.verdicts, found.forged) == ((), ())


def test_without_a_named_server_nothing_is_read() -> None:
    assert read(PASS, own="") == read(own="")


@given(st.text(alphabet=st.sampled_from(list('abx.;=()"\\/ 1\t@-')), max_size=60) | st.text(max_size=80))
@example("x; dkim=pass (\\")
@settings(max_examples=150)
def test_nothing_that_a_sender_writes_raises(value: str) -> None:
    found = parse(value)
    line = value.replace("\n", " ").replace("\r", " ")
    results = read(line, line)
    assert not results.verdicts or (found is not None and found[0] == OWN)
