"""The guard of one household: joins sources, policy, ledger, people and clips for one config entry.

    source -> intake (format, requester, policy) -> ledger -> people -> preparation -> clip

It wires and starts the parts and applies changed settings; what each part does stands in its own module.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
import logging
from pathlib import Path
from zoneinfo import ZoneInfo

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import EVENT_CORE_CONFIG_UPDATE
from homeassistant.core import CALLBACK_TYPE, Event as HassEvent, HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_send
from homeassistant.util import dt as dt_util

from . import issues
from .alarm import Alarm
from .const import CONF_MODE, DOMAIN, SOURCE_BUDGET, SOURCE_BUDGET_WINDOW
from .domain.formats import ReadingContext
from .domain.lifecycle import Life, State
from .domain.masks import uncovers
from .domain.model import Arrival, Mode, SourceKind
from .domain.policy import prepare
from .domain.policy.analysis import loosens
from .domain.requesters.mail import MailContext
from .evidence import MAILS, MailExaminer, mail_context
from .footage import brought
from .footage.cutter import Cutter
from .footage.origin import FootageOrigin
from .footage.origins import ORIGINS, OriginContext
from .footage.origins.buffer import KEY as BUFFER, Recorders
from .footage.origins.by_hand import KEY as BY_HAND
from .footage.playable import Playables
from .footage.scratch import clear
from .household.acting import acting_user
from .household.answers import Answers
from .household.mask_changes import MaskChanges
from .household.notifier import Notifier
from .household.people import People
from .household.settings import Settings, read_settings
from .household.wording import Wording
from .ledger import Budget, Erased, Head, Ledger, NewEntry, Outcome, Receipt, Verification, Write
from .lists.hub import hub_fetcher
from .lists.subscriptions import Subscriptions
from .pipeline.clip_files import delete_strays, discarder, make_private
from .pipeline.endless import run_for_ever
from .pipeline.errands import Errands
from .pipeline.holds import Holds
from .pipeline.identification import Identification
from .pipeline.intake import House, Intake
from .pipeline.lives import ANNOUNCE, DISCARD, END_HOLD, Event, Lives
from .pipeline.policies import keep_policy
from .pipeline.preparation import Preparation, Studio, discard
from .pipeline.progress import Progress
from .pipeline.redecision import drop_approvals_of_others, redecide_open
from .pipeline.tally import Tally
from .releases.desk import Desk
from .releases.signer_of import signer_of
from .releases.signing import Signer
from .soundness import Soundness
from .sources.doors import Doors
from .sources.post import Post
from .upkeep import Upkeep

_LOGGER = logging.getLogger(__name__)

type RingGuardConfigEntry = ConfigEntry[Guard]

CONF_TOKEN_KEY = "token_key"  # noqa: S105  # a key's name

BUDGET = Budget(per_window=SOURCE_BUDGET, bytes=2 * 1024 * 1024, window=SOURCE_BUDGET_WINDOW)

FOOTAGE_DONE = frozenset({State.DECLINED, State.WITHDRAWN, State.EXPIRED, State.READY})
"""States in which what people brought themselves for a request is no longer needed."""

STRICTNESS = {Mode.POLICY: 0, Mode.ASK: 1, Mode.LOCKDOWN: 2}


class Guard:
    """Everything that runs for one household."""

    def __init__(self, hass: HomeAssistant, entry: RingGuardConfigEntry, ledger: Ledger) -> None:
        """Wire the parts; nothing runs before `async_load` and `async_start`."""
        self._hass = hass
        self._entry = entry
        self.ledger = ledger
        folder = Path(hass.config.path(DOMAIN, "lists"))
        self.subscriptions = Subscriptions(hass, folder, self._wake, hub_fetcher)
        self._cutter = Cutter()
        self._soundness = Soundness(hass, self._current_settings, self.waiting)
        self._recorders = Recorders(hass, self.clip_folder.parent, self._soundness.on_silence)
        self._people = People(hass)
        self.settings: Settings
        self.signer: Signer
        self._read_settings()
        self.lives = Lives(ledger, self._on_step)
        self._examiner = MailExaminer(self._mail_context)
        clock, gather = dt_util.utcnow, self._examiner.examine
        self.intake = Intake(ledger, self.lives, self.house, clock, kinds=frozenset(SourceKind) - MAILS)
        self.mail_intake = Intake(ledger, self.lives, self.house, clock, kinds=MAILS, gather=gather)
        due, ask = Alarm(hass, self._wake), Alarm(hass, self._wake)
        self._alarms = (due, ask)
        self._progress = Progress(self.lives, self.mode, clock, due.set)
        # Its own examiner, so that name servers which are down hold up no new mail.
        self._second_look = MailExaminer(self._mail_context)
        examine = self._second_look.examine
        self._identification = Identification(ledger, self.lives, self.house, examine, clock, ask.set)
        self.preparation = Preparation(ledger, self.lives, self.studio, self.mode, dt_util.utcnow)
        self.holds = Holds(ledger, self.lives, self.studio, lambda: self.settings.hold_budget, dt_util.utcnow)
        self.playables = Playables(self.clip_folder.parent / "holds", lambda: self.settings.hold_budget)
        self.answers = Answers(ledger, self.lives, self._current_settings, self.house, dt_util.utcnow)
        self.desk = Desk(hass, self.answers, lambda: self.settings.link_cool_down, dt_util.utcnow)
        self.mask_changes = MaskChanges(ledger, Path(hass.config.path(DOMAIN)), dt_util.utcnow)
        settings, key = self._current_settings, entry.data[CONF_TOKEN_KEY]
        self.notifier = Notifier(hass, ledger, self.lives, settings, key, self._on_event)
        runners = {ANNOUNCE: self.notifier.announce, DISCARD: discarder(self.clip_folder), END_HOLD: self.holds.end}
        self._errands = Errands(ledger, runners)
        self._flood = self.notifier.flood
        self.tally = Tally(ledger, dt_util.now)
        self.post = Post(ledger, self.mail_intake.wake, self._update)
        self.doors = Doors(hass, entry, self.receive, self.post, self._update)
        self.ledger_available = True
        self.last_verification: Verification | None = None
        self._tasks: list[asyncio.Task[None]] = []
        self._switching = asyncio.Lock()
        self._intervals: list[CALLBACK_TYPE] = []

    @property
    def hass(self) -> HomeAssistant:
        """Return the hub."""
        return self._hass

    @property
    def update_signal(self) -> str:
        """Return the signal that entities listen to."""
        return f"{DOMAIN}_{self._entry.entry_id}_update"

    @property
    def event_signal(self) -> str:
        """Return the signal that carries each event with its life."""
        return f"{DOMAIN}_{self._entry.entry_id}_event"

    @property
    def head(self) -> Head:
        """Return the head of the ledger's chain."""
        return self.ledger.head

    @property
    def clip_folder(self) -> Path:
        """Return the private folder of the clips; `.cache` stays out of backups."""
        return Path(self._hass.config.path(".cache", DOMAIN, "clips"))

    def mode(self) -> Mode:
        """Return the present mode."""
        return self.settings.mode

    def house(self) -> House:
        """Return what the intake needs of the household, as it stands now."""
        settings = self.settings
        return House(
            evaluator=self._evaluator,
            mode=settings.mode,
            reading=ReadingContext(
                time_zone=settings.policy.time_zone,
                cameras={camera.id: camera.name for camera in settings.cameras.values()},
            ),
            registry=self.subscriptions.registry,
            answer_within=settings.answer_within,
        )

    def studio(self) -> Studio:
        """Return what a cut needs, as it stands now."""
        return Studio(
            origins=self._origins,
            cutter=self._cutter,
            folder=self.clip_folder,
            zone=ZoneInfo(self.settings.policy.time_zone),
            signer=self.signer,
            masks=self.settings.masks,
            by_hand=frozenset(camera.id for camera in self.settings.cameras.values() if camera.origin == BY_HAND),
        )

    def waiting(self) -> list[Life]:
        """Return the requests that wait for an answer, oldest first."""
        waiting = [life for life in self.lives.open.values() if life.state is State.AWAITING_CONFIRMATION]
        return sorted(waiting, key=lambda life: life.request.received_at)

    async def async_load(self) -> None:
        """Take up what the ledger holds, and what a crash left over.

        Raises:
            LedgerUnavailable: if the ledger cannot be read or written.
        """
        await self._people.load()
        self._read_settings()
        await self.mask_changes.begin(self.settings.cameras)
        await self._hass.async_add_executor_job(make_private, self.clip_folder)
        self.signer = await signer_of(self.ledger, Path(self._hass.config.path(DOMAIN)), dt_util.utcnow)
        await self._hass.async_add_executor_job(clear, self.studio().scratch)
        await self.subscriptions.async_load(self.settings.lists)
        await self.lives.load()
        await drop_approvals_of_others(self.lives, self.settings.approvers, dt_util.utcnow())
        await self.tally.load()
        await keep_policy(self.ledger, self.settings.policy, dt_util.utcnow())
        await delete_strays(self.ledger, self.clip_folder)
        await self.holds.clear_strays()
        await self.holds.take_in_missed()
        await self._record_buffers()
        private, cameras = self.clip_folder.parent, frozenset(self.settings.cameras)
        await self._hass.async_add_executor_job(brought.tidy, private, cameras, dt_util.utcnow())
        await self.notifier.show_again(self.waiting())

    def async_start(self) -> None:
        """Let everything run, then open the doors."""
        self.ledger.on_availability(self._on_availability)
        for name, work in (
            ("intake", self.intake.run),
            ("mail intake", self.mail_intake.run),
            ("progress", self._progress.run),
            ("preparation", self.preparation.run),
            ("holds", self.holds.run),
            ("errands", self._errands.run),
            ("identification", self._identification.run),
        ):
            self._run(name, work)
        self._intervals = [
            *Upkeep(self._hass, self.ledger, self.async_verify).start(),
            self._hass.bus.async_listen(EVENT_CORE_CONFIG_UPDATE, self._hub_changed),
            *self._people.listen(self.async_apply),
        ]
        self.doors.apply(self.settings.sources)
        self.subscriptions.start()
        self._soundness.look()
        self._update()

    async def async_stop(self) -> None:
        """Close the doors, let go of everything that runs, and close the ledger."""
        self.doors.close()
        await self.async_shut_down()

    async def async_shut_down(self) -> None:
        """Let go of everything that runs, and close the ledger.

        The doors stay where they are: who calls while the hub goes down must hear that nothing was recorded.
        """
        for stop in self._intervals:
            stop()
        self._intervals.clear()
        self._flood.stop()
        self._examiner.stop()
        self._second_look.stop()
        await self.subscriptions.async_stop()
        for alarm in self._alarms:
            alarm.set(None)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._recorders.stop()
        await self.playables.stop()
        await self.ledger.close()

    async def receive(self, arrival: Arrival) -> Receipt:
        """Make an arrival durable; what is decided about it follows by itself.

        Raises:
            LedgerUnavailable: if it could not be made durable; it must not be acknowledged.
        """
        receipt = await self.ledger.record_arrival(arrival, BUDGET)
        if receipt.outcome is Outcome.KEPT:
            (self.mail_intake if arrival.source_kind in MAILS else self.intake).wake()
        elif receipt.outcome is Outcome.AGGREGATED:
            tag, name = f"{DOMAIN}_flood_{arrival.source_id}", self.doors.name(arrival.source_id)
            self._flood.seen(tag, "flood", source=name, count=str(receipt.beyond))
        return receipt

    async def async_set_mode(self, mode: Mode, user_id: str | None) -> None:
        """Switch the mode; stricter by anyone, milder by an approver only.

        Raises:
            Refused: if the mode would become milder and the call is not an approver's; written down.
            LedgerUnavailable: if it could not be made durable.
        """
        # One at a time: what was stricter when it was asked for may be milder once another switch is through.
        async with self._switching:
            if STRICTNESS[mode] < STRICTNESS[self.settings.mode]:
                await self.answers.require_approver(user_id, "mode_changed")
            payload = {"from": self.settings.mode.value, "to": mode.value, "actor": user_id}
            entry = NewEntry(kind="mode_changed", at=dt_util.utcnow(), payload=payload)
            await self.ledger.write(Write(entries=(entry,)))
            options = {**self._entry.options, CONF_MODE: mode.value}
            self.settings = replace(self.settings, mode=mode)
        self.preparation.wake()
        self._hass.config_entries.async_update_entry(self._entry, options=options)
        await self._redecide()

    async def async_apply(self) -> None:
        """Apply changed settings to what runs and to what waits."""
        before = self.settings
        self._read_settings()
        self.doors.apply(self.settings.sources)
        await self.subscriptions.async_apply(self.settings.lists)
        await self._record_buffers()
        self._soundness.look()
        await drop_approvals_of_others(self.lives, self.settings.approvers, dt_util.utcnow())
        if self.settings.policy.digest != before.policy.digest:
            await keep_policy(self.ledger, self.settings.policy, dt_util.utcnow())
            await self._redecide()
        await self.mask_changes.apply(self.settings.cameras, acting_user())
        if loosens(before.policy, self.settings.policy) or uncovers(before.masks, self.settings.masks):
            await self.notifier.say("policy_loosened", f"{DOMAIN}_policy")
        self._wake()

    async def async_verify(self, heads: tuple[Head, ...] = ()) -> Verification:
        """Check the whole ledger, and raise or clear its repair issue."""
        verification = await self.ledger.verify(heads)
        self.last_verification = verification
        words = await Wording.load(self._hass)
        issues.ledger_broken(self._hass, verification, words.word("ledger_problem", str(verification.problem)))
        self._update()
        return verification

    async def async_erase(
        self, reason: str, user_id: str | None, *, request_id: str | None = None, entries: tuple[int, ...] = ()
    ) -> Erased:
        """Erase what an ended request or single entries hold; a clip that is ready goes with its request.

        Raises:
            Refused: if the call is not an approver's; written down.
            NotErasable: if there is nothing to erase, or the request is still under way.
            LedgerUnavailable: if it could not be made durable.
        """
        await self.answers.require_approver(user_id, "erased", request_id)
        life = await self.lives.get(request_id) if request_id else None
        if life and life.state is State.READY:
            await self.answers.withdraw(life.id, user_id=user_id)
        elif life and life.state is State.RELEASED:
            await self.answers.revoke(life.id, user_id=user_id)
        now = dt_util.utcnow()
        # Of the request itself nothing stays, so who asked for this stands in an entry of its own.
        payload = {"actor": user_id, "request": life.id if life else None, "reason": reason}
        await self.ledger.write(Write(entries=(NewEntry(kind="erasure_asked", at=now, payload=payload),)))
        erased = await self.ledger.erase(reason, now, request_id=request_id, seqs=entries)
        if life:
            await self._hass.async_add_executor_job(discard, self.clip_folder, life.id)
            await self.holds.delete(life.id)
            self.notifier.forget(life.id)
        await self.tally.load()
        self._update()
        return erased

    def _current_settings(self) -> Settings:
        """Return the settings as they stand now."""
        return self.settings

    def _read_settings(self) -> None:
        """Read the settings and prepare what depends on them."""
        settings = read_settings(self._entry, self._hass.config.time_zone)
        self.settings = replace(settings, approvers=settings.approvers & self._people.active)
        self._evaluator = prepare(self.settings.policy)
        self._origins = self._build_origins()

    def _build_origins(self) -> Mapping[str, FootageOrigin]:
        """Return the origin of each camera's recordings."""
        context = OriginContext(
            hass=self._hass,
            zone=ZoneInfo(self._hass.config.time_zone),
            prober=self._cutter,
            private=self.clip_folder.parent,
            camera_id="",
        )
        return {
            camera.id: ORIGINS[camera.origin](camera.place, replace(context, camera_id=camera.id))
            for camera in self.settings.cameras.values()
        }

    async def _record_buffers(self) -> None:
        """Record the streams of the cameras for which somebody asked for it."""
        cameras = self.settings.cameras.values()
        await self._recorders.apply({camera.id: camera.place for camera in cameras if camera.origin == BUFFER})

    async def _redecide(self) -> None:
        """Decide anew about everything open; in lockdown it is frozen as it is."""
        if self.settings.mode is not Mode.LOCKDOWN:
            await redecide_open(self.lives, self.house(), dt_util.utcnow())
        self._wake()

    @callback
    def _on_step(self, life: Life) -> None:
        """Let everything that depends on a life look at it again."""
        self.tally.count(life)
        self._soundness.look_at(life)
        self.playables.keep_to(life)
        if life.state in FOOTAGE_DONE:
            self._hass.async_add_executor_job(brought.forget, self.clip_folder.parent, life.id)
        self._wake()

    @callback
    def _wake(self) -> None:
        """Let every part look whether it has something to do."""
        for part in (self._progress, self.preparation, self.holds, self._errands, self._identification):
            part.wake()
        self._update()

    def _mail_context(self, source_id: str) -> MailContext:
        """Return what is known of a mailbox."""
        return mail_context(self.settings.sources.get(source_id))

    @callback
    def _on_event(self, event: Event, life: Life) -> None:
        """Tell the event entity and whoever else listens."""
        async_dispatcher_send(self._hass, self.event_signal, event, life)

    @callback
    def _on_availability(self, available: bool) -> None:
        """Say that the ledger cannot be written, or that it can again."""
        if available:
            _LOGGER.info("The ledger can be written again")
        else:
            _LOGGER.warning("The ledger cannot be written; nothing is acknowledged or moves on until it can")
        self.ledger_available = available
        issues.ledger_unavailable(self._hass, not available)
        self._update()

    @callback
    def _update(self) -> None:
        """Let the entities look again."""
        async_dispatcher_send(self._hass, self.update_signal)

    async def _hub_changed(self, _event: HassEvent) -> None:
        """Take over the hub's time zone, by which rules tell the time of day."""
        await self.async_apply()

    def _run(self, name: str, work: Callable[[], Awaitable[None]]) -> None:
        """Run one of the endless parts in the background."""
        task = self._entry.async_create_background_task(self._hass, run_for_ever(name, work), f"{DOMAIN} {name}")
        self._tasks.append(task)
