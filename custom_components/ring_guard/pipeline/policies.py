"""Keeps each version of the policy's text in the ledger by its digest, so that every decision can be replayed."""

from datetime import datetime

from ..domain.model import to_canonical_json
from ..domain.policy import Policy
from ..ledger import Ledger, NewEntry, PolicyText, Write


async def keep_policy(ledger: Ledger, policy: Policy, now: datetime) -> None:
    """Keep a policy's full text unless it is kept already.

    Raises:
        LedgerUnavailable: if it could not be made durable.
    """
    if await ledger.policy(policy.digest) is not None:
        return
    entry = NewEntry(kind="policy_changed", at=now, payload={"digest": policy.digest})
    text = PolicyText(digest=policy.digest, text=to_canonical_json(policy))
    await ledger.write(Write(entries=(entry,), policy=text))
