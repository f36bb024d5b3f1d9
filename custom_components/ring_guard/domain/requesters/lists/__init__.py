"""Subscribed lists of agencies: reading them from bytes, and looking up domains and names. No I/O, no clock.

A list can only add: where several speak of a domain, all their levels stay possible.
"""

from .agency_list import AgencyList, ListedBody
from .domain_table import DomainTable, ListedDomain
from .name_table import Likeness, ListedName, NameTable

__all__ = ["AgencyList", "DomainTable", "Likeness", "ListedBody", "ListedDomain", "ListedName", "NameTable"]
