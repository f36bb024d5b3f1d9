"""The two pages that somebody with a link sees: what there is to fetch, and the clips once they said that they want them.

They say what was agreed and nothing else of the household. Strangers' texts are escaped; there is no script.
"""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from hashlib import sha256
from html import escape

from ..domain.lifecycle import Life
from ..household.messages import spell
from ..household.wording import Wording, tame

STYLE = (
    "body{margin:2rem auto;max-width:42rem;padding:0 1rem;font:1rem/1.5 system-ui,sans-serif;color-scheme:light dark;overflow-wrap:anywhere}"
    "dt{font-weight:600}dd{margin:0 0 .75rem}video{width:100%;max-height:70vh;background:#000}"
    "button,input{font:inherit;padding:.6rem 1rem}a{display:inline-block;margin:.25rem 1rem .25rem 0}"
)

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "; ".join(
        (
            "default-src 'none'",
            "media-src 'self'",
            f"style-src 'sha256-{b64encode(sha256(STYLE.encode()).digest()).decode()}'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    ),
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "Server": "",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}
"""What keeps a page from being kept, framed, indexed or told to others, and which programs serve it from being told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Who reads: the language that a browser asks for, its sentences, and the household's clock."""

    language: str
    words: Wording
    zone: tzinfo

    def say(self, key: str, **values: str) -> str:
        """Return a sentence, safe to stand in HTML."""
        return escape(self.words.sentence("release_page", key, values))


def asking_page(life: Life, reader: Reader, *, needs_phrase: bool, wrong: bool = False) -> str:
    """Say what there is to fetch, and ask whether it is wanted now: a link's preview must not use it up.

    Where a pass-phrase is needed, nothing is said before it was given.
    """
    parts = [] if needs_phrase else [_facts(life, reader)]
    field = ""
    if needs_phrase:
        parts.append(f"<p>{reader.say('phrase_needed')}</p>")
        field = (
            f"<p><label>{reader.say('phrase')} "
            '<input name="phrase" inputmode="numeric" autocomplete="off" maxlength="40" required></label></p>'
        )
    if wrong:
        parts.append(f'<p role="alert">{reader.say("phrase_wrong")}</p>')
    parts.append(f'<form method="post">{field}<button>{reader.say("fetch")}</button></form>')
    parts.append(f"<p>{reader.say('counts')}</p>")
    return _page(reader, parts)


def clips_page(life: Life, reader: Reader, base: str, until: datetime) -> str:
    """Offer the clips of a fetch under `base`, until its end."""
    parts = [_facts(life, reader), f"<p>{reader.say('until', time=_time(until, reader.zone))}</p>"]
    for number, clip in enumerate(life.clips, 1):
        address = escape(f"{base}/{number}", quote=True)
        parts.append(
            f"<h2>{reader.say('clip', number=str(number), length=spell(clip.length))}</h2>"
            f'<video controls playsinline preload="none" src="{address}.mp4"></video>'
            f'<p><a href="{address}.mp4" download>{reader.say("download")}</a>'
            f'<a href="{address}.json" download>{reader.say("manifest")}</a></p>'
            f"<p><small>SHA-256: {escape(clip.sha256)}</small></p>"
        )
        if clip.gaps:
            missing = "; ".join(_span(gap.start, gap.end, reader.zone) for gap in clip.gaps)
            parts.append(f"<p>{reader.say('gaps', gaps=missing)}</p>")
    parts.append(f"<p>{reader.say('check')}</p>")
    return _page(reader, parts)


def _facts(life: Life, reader: Reader) -> str:
    """Say what was agreed with whom, until when it can be fetched, and how often."""
    offer, request, release = life.offer, life.request, life.release
    facts = [
        ("for", tame(request.requester.claimed_name or "")),
        ("reference", tame(request.reference or "")),
        ("shows", _span(offer.window.start, offer.window.end, reader.zone) if offer.window else ""),
        ("sound", reader.words.word("release_page", "with_sound" if offer.terms.sound else "without_sound")),
    ]
    if release and release.ends:
        facts.append(("ends", _time(release.ends, reader.zone)))
        facts.append(("left", str(release.fetches_left)))
    rows = [f"<dt>{reader.say(key)}</dt><dd>{escape(value)}</dd>" for key, value in facts if value]
    return f"<dl>{''.join(rows)}</dl>"


def _span(start: datetime, end: datetime, zone: tzinfo) -> str:
    """Write a window in the household's time and in UTC."""
    return f"{_time(start, zone)} – {_time(end, zone)}"


def _time(moment: datetime, zone: tzinfo) -> str:
    """Write a moment in the household's time and in UTC."""
    local, utc = moment.astimezone(zone), moment.astimezone(UTC)
    return f"{local:%Y-%m-%d %H:%M:%S} (UTC {utc:%Y-%m-%d %H:%M:%S})"


def _page(reader: Reader, parts: Sequence[str]) -> str:
    """Return a whole page."""
    title = reader.say("title")
    return (
        f'<!DOCTYPE html><html lang="{escape(reader.language, quote=True)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{STYLE}</style></head>"
        f"<body><h1>{title}</h1>{''.join(parts)}</body></html>"
    )
