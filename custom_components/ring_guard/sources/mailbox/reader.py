"""Takes in what a folder holds, from the mailbox's place on, in batches of bounded size.

It decides which mails are taken and hands them over with their place; what they say is for others to read.
"""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import batched

from homeassistant.util import dt as dt_util

from ...const import MAIL_LIMIT
from ...domain.formats.can_be_request import can_be_request
from ...domain.model import Arrival, SourceKind
from ...household.mailbox_settings import Afterwards, MailboxSettings, MailboxUse
from ...household.settings import SourceSettings
from ...ledger import Mail, MailPlace
from ..door import Door, arrival
from .client import FolderState, MailClient
from .faults import Fault, MailboxError
from .responses import Fetched

MEDIA_TYPE = "message/rfc822"

SUMMARIES = 200
"""Mails whose sizes are asked for at a time."""

BATCH = 50
"""Mails that are fetched and recorded at a time."""

BATCH_BYTES = 1024 * 1024
"""Bytes of mails that are held at a time."""

PIECE = 256 * 1024
"""Bytes of a large mail that are fetched at a time, to be hashed and let go."""

PATIENCE = 3
"""How often the same mail may break the connection before it is recorded as one that cannot be fetched."""

LOOKED_EVERY = timedelta(hours=1)
"""How often an unchanged folder's having been looked at is written down."""

CLOCKS_DIFFER = timedelta(minutes=10)
"""How much later than a server the hub may think it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetch:
    """A mail as fetched: its beginning, and what was measured of all of it."""

    body: bytes
    size: int
    sha256: str


def mailbox_digest(account: MailboxSettings) -> str:
    """Return what tells one folder of one account from all others."""
    return sha256(f"{account.host.lower()}\n{account.username}\n{account.folder}".encode()).hexdigest()


class Reader:
    """Reads one mailbox, over one connection after the other."""

    def __init__(self, settings: SourceSettings, account: MailboxSettings, door: Door) -> None:
        """Read for a source."""
        self._id = settings.id
        self._account = account
        self._door = door
        self._stumbled = (0, 0)
        self._single = False

    async def begin(self, state: FolderState, client: MailClient) -> MailPlace:
        """Return the place to read from in a folder that was just opened.

        Raises:
            MailboxError: if the server fails.
            LedgerError: if the ledger does.
        """
        known = await self._door.post.place(self._id)
        uidnext = state.uidnext or max(await client.uids(1), default=0) + 1
        digest = mailbox_digest(self._account)
        if known and known.mailbox == digest:
            # A server that was restored from a backup may give UIDs out a second time.
            ahead = state.uidnext is not None and known.uid >= state.uidnext
            if known.uidvalidity == state.uidvalidity and not ahead:
                return known
            return await self._door.post.begin(_anew(known, state, uidnext))
        return await self._door.post.begin(self._first(digest, state, uidnext))

    def _first(self, digest: str, state: FolderState, uidnext: int) -> MailPlace:
        """Return the place of a folder that was never read: where it stood when it was set up."""
        account = self._account
        uid = account.start_uid if account.start_uidvalidity == state.uidvalidity else None
        return MailPlace(
            source_id=self._id,
            mailbox=digest,
            uidvalidity=state.uidvalidity,
            uid=uid or 0,
            backlog_uid=uidnext - 1 if uid is None else uid,
            since=account.start_at,
            looked_at=account.start_at,
        )

    async def catch_up(self, place: MailPlace, client: MailClient) -> tuple[MailPlace, datetime | None]:
        """Take in all that is there; return the new place, and when to go on if the budget is spent before.

        Raises:
            MailboxError: if the server fails.
            LedgerError: if the ledger does.
        """
        while True:
            looked_at = dt_util.utcnow()
            uids = await _waiting(place, client)
            for chunk in batched(uids, SUMMARIES, strict=False):
                summaries = await client.summaries(chunk)
                for pack in _packs(chunk, summaries, single=self._single):
                    place, again_at = await self._take(place, pack, client)
                    if again_at is not None:
                        return place, again_at
            # Whatever of the backlog is left is too old, and what is gone was withdrawn.
            place = await self._looked(place, max(place.uid, place.backlog_uid, *uids), looked_at)
            if not client.grown:
                self._single = False
                return place, None

    async def _looked(self, place: MailPlace, uid: int, looked_at: datetime) -> MailPlace:
        """Note that all up to a UID is dealt with, and now and then that the folder was looked at."""
        if uid == place.uid and looked_at - place.looked_at < LOOKED_EVERY:
            return place
        return (await self._door.post.take(place, (Mail(uid=uid),), looked_at)).place

    async def _take(
        self, place: MailPlace, pack: Sequence[Fetched], client: MailClient
    ) -> tuple[MailPlace, datetime | None]:
        """Fetch one batch, make it durable, and do what the household wants done with it on the server."""
        given_up = len(pack) == 1 and self._stumbles(place) > PATIENCE
        fetches = {} if given_up else await self._fetch(place, pack, client)
        wanted = await self._wanted(fetches)
        mails = [
            Mail(uid=item.uid)
            if item.uid <= place.backlog_uid and _too_old(item, place)
            else self._mail(item, fetches.get(item.uid), place, wanted=item.uid in wanted, lost=given_up)
            for item in pack
        ]
        taken = await self._door.post.take(place, mails, None)
        await self._tidy([mail.uid for mail in mails if mail.arrival and mail.uid <= taken.place.uid], client)
        return taken.place, taken.again_at

    def _stumbles(self, place: MailPlace) -> int:
        """Return how often fetching from this place on has failed in a row."""
        return self._stumbled[1] if self._stumbled[0] == place.uid else 0

    async def _fetch(self, place: MailPlace, pack: Sequence[Fetched], client: MailClient) -> dict[int, Fetch]:
        """Fetch the mails of a batch; after some failures they are fetched one by one, to find the one at fault."""
        try:
            return await self._fetch_all(pack, client)
        except MailboxError:
            self._stumbled = (place.uid, self._stumbles(place) + 1)
            self._single = self._single or self._stumbled[1] >= PATIENCE
            raise

    async def _fetch_all(self, pack: Sequence[Fetched], client: MailClient) -> dict[int, Fetch]:
        """Fetch the mails of a batch; those that are gone are left out."""
        bodies = await client.bodies([item.uid for item in pack], MAIL_LIMIT + 1)
        fetches = {}
        for item in pack:
            body = bodies.get(item.uid)
            if body is None:
                if item.uid in await client.uids(item.uid, item.uid):
                    raise MailboxError(Fault.REFUSED, "a mail's content")
            elif len(body) > MAIL_LIMIT:
                fetches[item.uid] = await _measure(item.uid, body, client)
            else:
                fetches[item.uid] = Fetch(body=body, size=len(body), sha256=sha256(body).hexdigest())
        return fetches

    async def _wanted(self, fetches: Mapping[int, Fetch]) -> frozenset[int]:
        """Return the UIDs of the mails that can be requests; reading them may take a thread its time."""
        if self._account.use is MailboxUse.REQUESTS:
            return frozenset(fetches)
        bodies = {uid: fetch.body for uid, fetch in fetches.items()}
        return await asyncio.to_thread(_requests_among, bodies)

    def _mail(self, item: Fetched, fetch: Fetch | None, place: MailPlace, *, wanted: bool, lost: bool) -> Mail:
        """Return what is recorded of one mail: all of it, that it cannot be fetched, or nothing but a count."""
        if lost:
            said = f"{place.uidvalidity}\n{item.uid}".encode()
            size = max(item.size or 0, MAIL_LIMIT + 1)
            return Mail(
                uid=item.uid,
                arrival=self._arrival(item, Fetch(body=b"", size=size, sha256=sha256(said).hexdigest()), place),
            )
        if fetch is None or not wanted:
            return Mail(uid=item.uid, counted=fetch is not None)
        return Mail(uid=item.uid, arrival=self._arrival(item, fetch, place))

    def _arrival(self, item: Fetched, fetch: Fetch, place: MailPlace) -> Arrival:
        """Return a mail as it came in. Its id is made of its content, so that no copy of it is taken twice."""
        now = dt_util.utcnow()
        return arrival(
            source_kind=SourceKind.MAILBOX,
            source_id=self._id,
            origin=f"mailbox:{self._id}",
            # A server may date a mail as its sender did; but it was not there when the folder was last looked at.
            received_at=min(now, max(item.received_at or now, place.looked_at)),
            media_type=MEDIA_TYPE,
            body=fetch.body,
            arrival_id=sha256(f"{self._id}\n{fetch.sha256}".encode()).hexdigest()[:32],
            size=fetch.size,
            sha256_hex=fetch.sha256,
            limit=MAIL_LIMIT,
        )

    async def _tidy(self, uids: Sequence[int], client: MailClient) -> None:
        """Mark or move mails that are durable here; a hub that is killed in between leaves them as they were."""
        if not uids or self._account.afterwards is Afterwards.LEAVE:
            return
        try:
            if self._account.afterwards is Afterwards.MOVE:
                await client.move(uids, self._account.move_to)
            else:
                await client.mark_read(uids)
        except MailboxError as err:
            if err.fault is not Fault.REFUSED:
                raise


def _anew(known: MailPlace, state: FolderState, uidnext: int) -> MailPlace:
    """Return the place in a folder that numbers its mails anew: all since the set-up are looked at again.

    Those that were taken are known by their content.
    """
    return MailPlace(
        source_id=known.source_id,
        mailbox=known.mailbox,
        uidvalidity=state.uidvalidity,
        uid=0,
        backlog_uid=uidnext - 1,
        since=known.since,
        looked_at=known.looked_at,
    )


async def _waiting(place: MailPlace, client: MailClient) -> list[int]:
    """Return the UIDs beyond a place; of the backlog only those of its days."""
    await client.refresh()
    if place.uid >= place.backlog_uid:
        return await client.uids(place.uid + 1)
    old = await client.uids(place.uid + 1, place.backlog_uid, since=place.since)
    return [uid for uid in old if uid <= place.backlog_uid] + await client.uids(place.backlog_uid + 1)


def _too_old(item: Fetched, place: MailPlace) -> bool:
    """Tell whether a mail of the backlog is of before the place's beginning."""
    return item.received_at is not None and item.received_at < place.since - CLOCKS_DIFFER


def _packs(uids: Sequence[int], summaries: Mapping[int, Fetched], *, single: bool) -> Iterator[list[Fetched]]:
    """Group mails so that a group is small in number and in bytes; those that are gone are left out."""
    pack: list[Fetched] = []
    size = 0
    for uid in uids:
        item = summaries.get(uid)
        if item is None:
            continue
        weight = min(item.size or MAIL_LIMIT, MAIL_LIMIT)
        if pack and (single or len(pack) >= BATCH or size + weight > BATCH_BYTES):
            yield pack
            pack, size = [], 0
        pack.append(item)
        size += weight
    if pack:
        yield pack


async def _measure(uid: int, beginning: bytes, client: MailClient) -> Fetch:
    """Hash a large mail piece by piece; only its beginning is held."""
    digest, size = sha256(beginning), len(beginning)
    while True:
        piece = (await client.bodies((uid,), PIECE, size)).get(uid, b"")
        digest.update(piece)
        size += len(piece)
        if len(piece) < PIECE:
            return Fetch(body=beginning, size=size, sha256=digest.hexdigest())


def _requests_among(bodies: Mapping[int, bytes]) -> frozenset[int]:
    """Return the UIDs of the mails that can be requests; blocks for as long as reading takes."""
    return frozenset(uid for uid, body in bodies.items() if can_be_request(body))
