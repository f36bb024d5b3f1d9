"""Plain values as JSON, quickly: dictionaries with text as keys, lists, texts, numbers, truth values and None.

UTF-8 without any space. What UTF-8 cannot hold (half characters) or orjson does not write (numbers of more than 64 bits)
stands in it as Python's own encoder writes it, in plain ASCII; either way equal values have equal bytes. What is no
number (NaN, infinities) becomes null.
"""

import json
from typing import Any

import orjson

_PLAIN_ONLY = orjson.OPT_PASSTHROUGH_DATACLASS | orjson.OPT_PASSTHROUGH_DATETIME


def write_json(plain: Any, *, sort_keys: bool = False) -> bytes:
    """Write a plain value.

    Raises:
        TypeError: if it holds anything else.
        RecursionError: if it is nested too deeply.
    """
    options = _PLAIN_ONLY | (orjson.OPT_SORT_KEYS if sort_keys else 0)
    try:
        return orjson.dumps(plain, option=options)
    except TypeError:
        # Two halves side by side are one character as soon as they are read back, and have to be written like it.
        plain = json.loads(json.dumps(plain), parse_constant=lambda name: None)
    try:
        return orjson.dumps(plain, option=options)
    except TypeError:
        return json.dumps(plain, sort_keys=sort_keys, separators=(",", ":")).encode()
