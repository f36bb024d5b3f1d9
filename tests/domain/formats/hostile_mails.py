"""Mails as no honest program writes them: what breaks parsers, what costs them time, and what cannot be read at all.

`HOSTILE` is made to break or to hold up; `SEALED` may well be honest but holds its words where nobody here reads them.
"""

from collections.abc import Mapping

LIMIT = 262_144


def _nested(depth: int, inside: bytes) -> bytes:
    opened = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (number, number) for number in range(depth)
    )
    return opened + inside


def _headers(*lines: bytes, body: bytes = b"Please share your footage.") -> bytes:
    return b"\r\n".join(lines) + b"\r\n\r\n" + body


HOSTILE: Mapping[str, bytes] = {
    "nothing": b"",
    "one line end": b"\n",
    "only headers": b"From: a@b.example\r\nSubject: only headers\r\n",
    "no headers": b"\r\nPlease share your footage.",
    "text from the first byte": b"Please share your footage of Friday night.\r\nThank you.\r\n",
    "first line begins with a space": b" continued from nowhere\r\nSubject: x\r\n\r\nhi",
    "header without a name": _headers(b": value", b"Subject: x"),
    "header without a colon": _headers(b"Subject", b"From: a@b.example"),
    "mbox line before it": b"From stranger Thu Nov 19 10:00:00 2026\r\n" + _headers(b"Subject: x"),
    "zero bytes": b"\0" * LIMIT,
    "zero bytes in headers": _headers(b"Subject: a\0b", b"Fr\0om: x", b"Content-Type: text/pl\0ain"),
    "bytes that are no text": b"\xff\xfe" + b"\xff" * LIMIT,
    "raw bytes in headers": _headers(b"Subject: F\xfc\xdfe \x80\x81", b"From: J\xf6rg <j@b.example>"),
    "utf-8 in headers": _headers("Subject: Überwachung ✓".encode(), "From: José <j@b.example>".encode()),
    "halves of letters": _headers(b"Subject: =?utf-8?q?=ED=A0=80?=", b"Content-Type: text/plain; charset=utf-8", body=b"\xed\xa0\x80"),
    "carriage returns alone": b"Subject: x\r\rhi\r" + b"\r" * LIMIT,
    "line feeds alone": b"Subject: x\n\nhi\n" * 50,
    "broken base64 in a subject": _headers(b"Subject: =?utf-8?b?4pyT4?= =?utf-8?b?!!!?="),
    "broken quoted-printable in a subject": _headers(b"Subject: =?utf-8?q?=ZZ=F?= =?utf-8?q?"),
    "unknown charset in a subject": _headers(b"Subject: =?no-such-charset?b?4pyT?="),
    "charset that unpacks": _headers(b"Subject: =?zlib_codec?b?eJwDAAAAAAE=?=", b"Content-Type: text/plain; charset=zlib_codec"),
    "charset with a path": _headers(b"Content-Type: text/plain; charset=../../etc/passwd"),
    "charset without an end": _headers(b"Content-Type: text/plain; charset=\"utf-8"),
    "charset in three pieces": _headers(b"Content-Type: text/plain; charset*0=u; charset*1=tf; charset*2=-8"),
    "charset in a foreign tongue": _headers(b"Content-Type: text/plain; charset*=utf-8'en'%FF%FE"),
    "punycode": _headers(b"Content-Type: text/plain; charset=punycode", body=b"a" * 20_000),
    "broken base64": _headers(b"Content-Transfer-Encoding: base64", body=b"!!!==" * 40_000),
    "base64 without its end": _headers(b"Content-Transfer-Encoding: base64", body=b"UGxlYXNlIHNoYXJlIHlvdXIgZm9vdGFnZQ"),
    "quoted-printable without its end": _headers(b"Content-Transfer-Encoding: quoted-printable", body=b"=\r\n" * 80_000 + b"="),
    "uuencode without its end": _headers(b"Content-Transfer-Encoding: x-uuencode", body=b"begin 644 x\n" + b"M" * 200_000),
    "unknown transfer encoding": _headers(b"Content-Transfer-Encoding: rot13"),
    "two transfer encodings": _headers(b"Content-Transfer-Encoding: base64", b"Content-Transfer-Encoding: 7bit"),
    "date beyond all years": _headers(b"Date: Fri, 99999999999 Nov 999999999999 99:99:99 +99999999"),
    "date of year zero": _headers(b"Date: Mon, 01 Jan 0000 00:00:00 -9999"),
    "no content type": _headers(b"Content-Type:"),
    "content type of slashes": _headers(b"Content-Type: ///;;;==="),
    "content type twice": _headers(b"Content-Type: text/html", b"Content-Type: text/plain"),
    "content type as long as a mail": _headers(b"Content-Type: text/plain; " + b"a=b;" * 60_000),
    "parameters in thousands of pieces": _headers(b"Content-Type: text/plain; " + b"charset*0*=utf-8''x;" * 10_000),
    "quotes without an end": _headers(b"Content-Type: text/plain; " + b'a="\\"' * 40_000),
    "subjects twice": _headers(b"Subject: one", b"Subject: two", b"From: a@b.example", b"From: c@d.example"),
    "thirty thousand headers": b"X-A: b\r\n" * 30_000 + b"\r\nhi",
    "one header of a quarter megabyte": b"Subject: " + b"a" * LIMIT,
    "header folded eighty thousand times": b"Subject: " + b"\r\n a" * 80_000 + b"\r\n\r\nhi",
    "twelve thousand encoded words": b"Subject: " + b"=?utf-8?B?4pyT?= " * 12_000 + b"\r\n\r\nhi",
    "address of brackets": b"From: " + b"(" * 100_000 + b"\r\n\r\nhi",
    "disposition as long as a mail": b"Content-Disposition: " + b"attachment;" * 20_000 + b"\r\n\r\nhi",
    "three thousand parts one inside the other": _nested(3_000, b"\r\nfootage"),
    "thirty parts one inside the other": _nested(30, b"\r\n" + b"hi\r\n" * 50_000),
    "mails one inside the other": b"Content-Type: message/rfc822\r\n\r\n" * 8_000 + b"Subject: deep\r\n\r\nfootage",
    "forty thousand parts": b"Content-Type: multipart/mixed; boundary=a\r\n\r\n" + b"--a\r\n\r\n" * 40_000,
    "boundary as long as a mail": b'Content-Type: multipart/mixed; boundary="' + b"a" * 100_000 + b'"\r\n\r\n' + b"--a\r\n" * 20_000,
    "boundary that never comes": b"Content-Type: multipart/mixed; boundary=a\r\n\r\nPlease share your footage.",
    "boundary without a value": b"Content-Type: multipart/mixed; boundary\r\n\r\n--\r\n\r\nhi\r\n----",
    "boundary of nothing": b'Content-Type: multipart/mixed; boundary=""\r\n\r\n--\r\n\r\nhi\r\n----',
    "no boundary": b"Content-Type: multipart/mixed\r\n\r\n--a\r\n\r\nhi\r\n--a--",
    "two parts of one boundary": b"Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\nContent-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n\r\nhi",
    "multipart in base64": b"Content-Type: multipart/mixed; boundary=a\r\nContent-Transfer-Encoding: base64\r\n\r\n--a\r\n\r\nhi\r\n--a--",
    "digest": b"Content-Type: multipart/digest; boundary=a\r\n\r\n--a\r\n\r\nSubject: inner\r\n\r\nhi\r\n--a--",
    "delivery status": b"Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; x\r\n\r\nAction: failed\r\n",
    "external body": b"Content-Type: message/external-body; access-type=anon-ftp\r\n\r\nContent-Type: text/plain\r\n\r\n",
    "elements one inside the other": b"Content-Type: text/html\r\n\r\n" + b"<div>" * 50_000,
    "page of entities": b"Content-Type: text/html\r\n\r\n" + b"&#x41;" * 40_000,
    "page that is cut off": b"Content-Type: text/html\r\n\r\n<p>footage <a href='x",
    "page of declarations": b"Content-Type: text/html\r\n\r\n" + b"<![CDATA[" * 20_000,
}  # fmt: skip

SEALED: Mapping[str, bytes] = {
    "sealed for a certificate": _headers(
        b"Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m",
        b"Content-Transfer-Encoding: base64",
        body=b"MIAGCSqGSIb3DQEHA6CAMIACAQAxggE=",
    ),
    "sealed by PGP": b'Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary=a\r\n\r\n'
    b"--a\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n"
    b"--a\r\nContent-Type: application/octet-stream\r\n\r\n-----BEGIN PGP MESSAGE-----\r\n--a--",
    "winmail.dat": b"Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\nContent-Type: application/ms-tnef; name=winmail.dat\r\n"
    b"Content-Transfer-Encoding: base64\r\n\r\neJ8+Ig==\r\n--a--",
    "one piece of a mail": b"Content-Type: message/partial; id=x; number=1; total=2\r\n\r\nSubject: a\r\n\r\nPlease share",
    "pictures alone": b"Content-Type: image/tiff\r\nContent-Transfer-Encoding: base64\r\n\r\nSUkqAA==",
    "document alone": b"Content-Type: application/pdf; name=letter.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERi0=",
    "attached text alone": b"Content-Type: application/octet-stream\r\nContent-Disposition: attachment\r\n\r\n\x00\x01",
    "text of no charset": _headers(b"Content-Type: text/plain; charset=utf-8", body=b"\xff\xfe\xfd" * 50),
}
