"""What a domain publishes about mail in its name (DMARC, RFC 7489 section 6), and whether a signature counts for it."""

from collections.abc import Iterable

from ...model import DmarcPolicy, DmarcRecord, MailAddress
from .tags import read_tags

LONGEST = 2_000


def dmarc_names(sender: MailAddress) -> tuple[str, ...]:
    """Return the names under which a sender's policy may stand, the nearest first."""
    hosts = dict.fromkeys(host for host in (sender.host, sender.registered) if host)
    return tuple(f"_dmarc.{host}" for host in hosts)


def read_policy(texts: Iterable[str], *, below: bool) -> DmarcRecord | None:
    """Read the TXT records of one such name; `below` = the sender's host lies below the name. None if it says nothing."""
    found = [text for text in texts if text.replace(" ", "").startswith("v=DMARC1") and len(text) <= LONGEST]
    tags = read_tags(found[0]) if len(found) == 1 else None
    if tags is None or tags.get("v") != "DMARC1":
        return None
    said = tags.get("sp", tags.get("p", "")) if below else tags.get("p", "")
    policy = DmarcPolicy(said.lower()) if said.lower() in set(DmarcPolicy) else DmarcPolicy.NONE
    # A policy for only a part of the mail says nothing certain about this one.
    whole = tags.get("pct", "100") == "100"
    return DmarcRecord(policy=policy if whole else DmarcPolicy.NONE, strict=tags.get("adkim", "r").lower() == "s")


def counts_for(sender: MailAddress, host: str, registered: str, *, strict: bool) -> bool:
    """Tell whether what is proven of a domain counts for the sender: the same registered domain, or the same host."""
    if host == sender.host:
        return True
    return not strict and bool(registered) and registered == sender.registered
