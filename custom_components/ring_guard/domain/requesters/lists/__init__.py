"""Subscribed lists of agencies: reading them from bytes, and looking up domains and names. No I/O, no clock.

A list can only add: where several speak of a domain, all their levels stay possible.
"""

from .agency_list import AgencyList, ListedBody
from .domain_table import DomainTable, ListedDomain
from .formats import FORMATS, ListFormat, read_list
from .name_table import Likeness, ListedName, NameTable
from .reading import ListUnreadable

__all__ = [
    "FORMATS",
    "AgencyList",
    "DomainTable",
    "Likeness",
    "ListFormat",
    "ListUnreadable",
    "ListedBody",
    "ListedDomain",
    "ListedName",
    "NameTable",
    "read_list",
]
