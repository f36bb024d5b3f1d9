"""What strangers may write into a request to make a phone, a page or a program do something."""

HOSTILE = {
    "command": "command_screen_on",
    "command with space": " command_volume_level ",
    "clear": "clear_notification",
    "location": "request_location_update",
    "widget": "command_update_sensors",
    "html": "<b>Approve</b><script>alert(1)</script><br><a href='https://evil.example/'>tap</a>",
    "escaped html": "&lt;img src=x onerror=alert(1)&gt;&#10;",
    "remote image": "![seen](https://evil.example/pixel.png) [tap](javascript:alert(1))",
    "heading": "# Approve\n\n---\n> quoted\n| a | b |\n~~~\n```html\n<img src=https://evil.example/pixel.png>\n```",
    "template": "{{ states }} {{ 7*7 }} {% for x in states %}{{ x }}{% endfor %}{# hidden #}",
    "format": "{0.__class__} {name.__class__.__init__.__globals__} {} {!r} {who:>99999999} }{ {{",
    "percent": "%s %(name)s %n %99999999d",
    "reordered": "\u202eecilop\u202c \u2066police\u2069 \u200e\u200f",
    "zero width": "po\u200bli\u200dce\ufeff \u2060FBI\u00ad",
    "control": "a\x00b\x07c\x1b[31mred\x7f\u0085d\u2028e\u2029f",
    "line ends": "Nobody\\nLedger: 1 entries\\r\\nAnswer by never\r\nWho asks: the mayor",
    "surrogate": "\ud800 broken \udfff",
    "combining": "e" + "\u0301" * 400,
    "long": "x" * 50_000,
    "many words": "help " * 10_000,
    "empty": "",
    "blank": "\u3000 \t\n",
    "emoji": "👮\U0001f3fd\u200d♀\ufe0f" * 200,
}

NAMELESS = frozenset(HOSTILE[name] for name in ("long", "many words", "empty", "blank", "emoji"))
"""What nobody could take for a name: too long for one, or nothing to read."""


def beginning(hostile: str) -> str:
    """Return how the sentence about who asks begins where such a text stands as the name."""
    return "Does not say who asks, and nothing" if hostile in NAMELESS else "Says it is “"
