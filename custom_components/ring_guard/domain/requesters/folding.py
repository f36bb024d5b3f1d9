"""Letters as they look: the skeleton that makes look-alike spellings equal.

After UTS 39: compatibility forms folded, invisible and combining characters removed, letters that look alike
mapped to one, and l, I, 1 and | taken for the same. A skeleton is for comparing with known names only.
"""

from functools import lru_cache
import re
import unicodedata

_CONFUSABLE = {
    # Cyrillic capitals and small letters that are drawn like Latin ones
    "А": "A",
    "В": "B",
    "Е": "E",
    "Ѕ": "S",
    "І": "I",
    "Ј": "J",
    "К": "K",
    "М": "M",
    "Н": "H",
    "О": "O",
    "Р": "P",
    "С": "C",
    "Т": "T",
    "Х": "X",
    "У": "Y",
    "Ү": "Y",
    "Ԍ": "G",
    "Ԛ": "Q",
    "Ԝ": "W",
    "Ӏ": "I",
    "Ғ": "F",
    "Һ": "h",
    "а": "a",
    "в": "b",
    "е": "e",
    "ѕ": "s",
    "і": "i",
    "ј": "j",
    "к": "k",
    "м": "m",
    "н": "h",
    "о": "o",
    "р": "p",
    "с": "c",
    "т": "t",
    "х": "x",
    "у": "y",
    "ү": "y",
    "һ": "h",
    "ԁ": "d",
    "ԛ": "q",
    "ԝ": "w",
    "ӏ": "l",
    "ь": "b",
    "г": "r",
    "п": "n",
    "Ь": "b",
    "З": "3",
    "з": "3",
    "Б": "6",
    "ғ": "f",
    "ԍ": "g",
    "ո": "n",
    "ս": "u",
    "հ": "h",
    "օ": "o",
    "Օ": "O",
    "Ս": "U",
    "Տ": "S",
    "ց": "g",
    "զ": "q",
    "Լ": "L",
    # Greek
    "Α": "A",
    "Β": "B",
    "Ε": "E",
    "Ζ": "Z",
    "Η": "H",
    "Ι": "I",
    "Κ": "K",
    "Μ": "M",
    "Ν": "N",
    "Ο": "O",
    "Ρ": "P",
    "Τ": "T",
    "Υ": "Y",
    "Χ": "X",
    "Ϲ": "C",
    "ϲ": "c",
    "α": "a",
    "ε": "e",
    "ι": "i",
    "κ": "k",
    "ν": "v",
    "ο": "o",
    "ρ": "p",
    "σ": "o",
    "τ": "t",
    "υ": "u",
    "χ": "x",
    "η": "n",
    "ω": "w",
    "ϳ": "j",
    "Ϝ": "F",
    "β": "B",
    # Letters of Latin, Cherokee, Lisu, Coptic and others with the shape of a plain one
    "ı": "i",
    "ɩ": "i",
    "ɪ": "I",
    "ɑ": "a",
    "ɡ": "g",
    "ʙ": "B",
    "ᴀ": "A",
    "ᴄ": "C",
    "ᴅ": "D",
    "ᴇ": "E",
    "ꜰ": "F",
    "ɢ": "G",
    "ʜ": "H",
    "ᴊ": "J",
    "ᴋ": "K",
    "ʟ": "L",
    "ᴍ": "M",
    "ɴ": "N",
    "ᴏ": "O",
    "ᴘ": "P",
    "ʀ": "R",
    "ꜱ": "S",
    "ᴛ": "T",
    "ᴜ": "U",
    "ᴠ": "V",
    "ᴡ": "W",
    "ʏ": "Y",
    "ᴢ": "Z",
    "ƒ": "f",
    "ſ": "f",
    "ƅ": "b",
    "Ƅ": "b",
    "ø": "o",
    "Ø": "O",
    "đ": "d",
    "Đ": "D",
    "ð": "d",
    "ł": "l",
    "Ł": "L",
    "ħ": "h",
    "ŧ": "t",
    "ɓ": "b",
    "ɗ": "d",
    "ƙ": "k",
    "ǀ": "l",
    "ǃ": "!",
    "Ɩ": "I",
    "Ꭰ": "D",
    "Ꭱ": "R",
    "Ꭲ": "T",
    "Ꭵ": "i",
    "Ꭺ": "A",
    "Ꭻ": "J",
    "Ꭼ": "E",
    "Ꮃ": "W",
    "Ꮇ": "M",
    "Ꮋ": "H",
    "Ꮐ": "G",
    "Ꮒ": "h",
    "Ꮓ": "Z",
    "Ꮞ": "4",
    "Ꮟ": "b",
    "Ꮢ": "R",
    "Ꮤ": "W",
    "Ꮥ": "S",
    "Ꮩ": "V",
    "Ꮪ": "S",
    "Ꮮ": "L",
    "Ꮯ": "C",
    "Ꮲ": "P",
    "Ꮶ": "K",
    "Ᏼ": "B",
    "ꓐ": "B",
    "ꓑ": "P",
    "ꓓ": "D",
    "ꓔ": "T",
    "ꓖ": "G",
    "ꓗ": "K",
    "ꓙ": "J",
    "ꓚ": "C",
    "ꓜ": "Z",
    "ꓝ": "F",
    "ꓟ": "M",
    "ꓠ": "N",
    "ꓡ": "L",
    "ꓢ": "S",
    "ꓣ": "R",
    "ꓦ": "V",
    "ꓧ": "H",
    "ꓪ": "W",
    "ꓫ": "X",
    "ꓬ": "Y",
    "ꓮ": "A",
    "ꓰ": "E",
    "ꓲ": "I",
    "ꓳ": "O",
    "ꓴ": "U",
    "Ⲁ": "A",
    "Ⲃ": "B",
    "Ⲉ": "E",
    "Ⲓ": "I",
    "Ⲕ": "K",
    "Ⲙ": "M",
    "Ⲛ": "N",
    "Ⲟ": "O",
    "Ⲣ": "P",
    "Ⲥ": "C",
    "Ⲧ": "T",
    "Ⲩ": "Y",
    "Ⲭ": "X",
    "ⲟ": "o",
    "ⲥ": "c",
    "ꞵ": "B",
    "∣": "|",
    "⏐": "|",
    "￨": "|",
    "׀": "|",
    "।": "|",
    "ו": "l",
    "ן": "l",
    "ا": "l",
    "١": "1",
    "۱": "1",
    "ס": "o",
    "०": "o",
    "০": "o",
    "〇": "O",
    "°": "o",
    "ß": "b",
}
"""Characters by the Latin character that they are drawn like, drawn from the shapes in Unicode's charts."""

_SHAPES = str.maketrans(_CONFUSABLE)
_CASED = str.maketrans("I1|!085$364@", "llllOBSSEGAa")
_CASELESS = str.maketrans({"i": "l", "o": "0", "j": "j"})
_LIGATURES = str.maketrans(
    {
        "ﬀ": "ff",
        "ﬁ": "fi",
        "ﬂ": "fl",
        "ﬃ": "ffi",
        "ﬄ": "ffl",
        "ﬅ": "st",
        "ﬆ": "st",
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "\u00ad": "",
    }
)
"""What typesetting and word processors put into honest text."""

INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
"""Characters that take no room: format characters, fillers, variation selectors and tags."""

_OTHER = re.compile(r"[^\x00-\x7f]+")


def typed(raw: str) -> str:
    """Return a text without what typesetting and word processors put into it."""
    return raw if raw.isascii() else raw.translate(_LIGATURES)


def drawn(seen: str) -> str:
    """Return a text that can be seen with its signs as the letters that they are drawn like, capitals as such."""
    return seen.translate(_CASED)


def visible(raw: str) -> str:
    """Reduce a text to what of it can be seen, in compatible letters without accents."""
    return raw if raw.isascii() else _OTHER.sub(_seen, raw)


def _seen(letters: re.Match[str]) -> str:
    """Reduce what is not ASCII."""
    return "".join(map(_letter, letters[0]))


@lru_cache(maxsize=4_096)
def _letter(letter: str) -> str:
    """Reduce one letter."""
    shown = INVISIBLE.sub("", letter.translate(_LIGATURES)).translate(_SHAPES)
    spread = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", shown))
    plain = "".join(each for each in spread if unicodedata.category(each) not in {"Mn", "Me", "Cf"})
    return plain.translate(_SHAPES)


def fold(text: str) -> str:
    """Return a text as phrases are compared with it: in lower case, with straight apostrophes, without accents."""
    return visible(text.replace("’", "'")).lower()


def caseless(cased: str) -> str:
    """Fold a skeleton's case, and the pairs of letters that look like one."""
    return cased.lower().translate(_CASELESS).replace("rn", "m").replace("vv", "w")
