"""The household's settings as typed values, read from the config entry and its subentries.

Options hold lengths of time as plain numbers whose key says nothing of the unit, so the unit stands here:
`answer_within` and `link_life` in hours, `longest_clip` and `longest_total` in seconds, `cool_down` and `link_cool_down` in
minutes, `hold_budget` in gigabytes. Reading never fails for what
the config flow can store.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import sha256
from typing import Any

from homeassistant.config_entries import ConfigEntry, ConfigSubentry

from ..const import (
    CONF_ADDRESS,
    CONF_ANSWER_WITHIN,
    CONF_APPROVALS,
    CONF_APPROVERS,
    CONF_COOL_DOWN,
    CONF_DEFAULT_EFFECT,
    CONF_DOWNLOADS,
    CONF_ENTITY,
    CONF_FORMAT,
    CONF_HOLD_BUDGET,
    CONF_KIND,
    CONF_LINK_COOL_DOWN,
    CONF_LINK_LIFE,
    CONF_LOCAL_ONLY,
    CONF_LONGEST_CLIP,
    CONF_LONGEST_TOTAL,
    CONF_MASK_ALWAYS,
    CONF_MASK_CORNERS,
    CONF_MASK_IDS,
    CONF_MASK_NAME,
    CONF_MASKS,
    CONF_MODE,
    CONF_NOTIFY,
    CONF_ORIGIN,
    CONF_PACKAGES,
    CONF_RULE,
    CONF_SECRET,
    CONF_SHOW_DETAILS,
    CONF_SOUND,
    CONF_VISIBLE_TO,
    DEFAULT_ANSWER_WITHIN,
    DEFAULT_DOWNLOADS,
    DEFAULT_HOLD_BUDGET,
    DEFAULT_LINK_COOL_DOWN,
    DEFAULT_LINK_LIFE,
    DEFAULT_LONGEST_CLIP,
    DEFAULT_PACKAGES,
    SUBENTRY_CAMERA,
    SUBENTRY_LIST,
    SUBENTRY_RULE,
    SUBENTRY_SOURCE,
)
from ..domain.masks import Mask, corners
from ..domain.model import Effect, Level, Mode, SourceKind, Terms, from_plain
from ..domain.policy import Among, Attribute, Condition, Policy, Rule
from ..domain.requesters.lists import ListFormat
from .mailbox_settings import MailboxSettings, read_mailbox

GIGABYTE = 10**9


@dataclass(frozen=True, slots=True, kw_only=True)
class Camera:
    """One camera of the household: its own name for it, and where its recordings are.

    `place` holds what the form of its origin was answered with. `visible_to` holds the levels whose requests may see
    it at all. `masks` cover parts of its picture, in each clip or where a rule says so.
    """

    id: str
    name: str
    origin: str
    place: Mapping[str, Any]
    visible_to: frozenset[Level]
    masks: tuple[Mask, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSettings:
    """One way in; which of the later fields are set depends on the kind."""

    id: str
    name: str
    kind: SourceKind
    webhook_id: str = ""
    secret: str = ""
    local_only: bool = False
    entity_id: str = ""
    packages: frozenset[str] = frozenset()
    mailbox: MailboxSettings | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSettings:
    """One subscribed list: how it is written, and its https address or the full path of its file."""

    id: str
    title: str
    format: ListFormat
    address: str

    @property
    def is_file(self) -> bool:
        """Tell whether the list is a file of this hub."""
        return self.address.startswith("/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that the household has set; `hold_budget` in bytes."""

    approvers: frozenset[str]
    notify: tuple[str, ...]
    show_details: bool
    answer_within: timedelta
    link_cool_down: timedelta
    hold_budget: int
    mode: Mode
    policy: Policy
    cameras: dict[str, Camera]
    sources: dict[str, SourceSettings]
    lists: dict[str, ListSettings]

    @property
    def masks(self) -> dict[str, tuple[Mask, ...]]:
        """Return the masks of all cameras, by camera."""
        return {camera.id: camera.masks for camera in self.cameras.values()}


def read_settings(entry: ConfigEntry[Any], time_zone: str) -> Settings:
    """Read the settings of a config entry; `time_zone` is the hub's."""
    options = entry.options
    cameras = {sub.subentry_id: _camera(sub) for sub in _of_kind(entry, SUBENTRY_CAMERA)}
    sources = {sub.subentry_id: _source(sub) for sub in _of_kind(entry, SUBENTRY_SOURCE)}
    return Settings(
        approvers=frozenset(options[CONF_APPROVERS]),
        notify=tuple(options.get(CONF_NOTIFY, ())),
        show_details=options.get(CONF_SHOW_DETAILS, True),
        answer_within=_hours(options.get(CONF_ANSWER_WITHIN)),
        link_cool_down=_minutes(options.get(CONF_LINK_COOL_DOWN)),
        hold_budget=int(options.get(CONF_HOLD_BUDGET, DEFAULT_HOLD_BUDGET) * GIGABYTE),
        mode=Mode(options.get(CONF_MODE, Mode.POLICY)),
        policy=_policy(entry, cameras, time_zone),
        cameras=cameras,
        sources=sources,
        lists={sub.subentry_id: _list(sub) for sub in _of_kind(entry, SUBENTRY_LIST)},
    )


def _of_kind(entry: ConfigEntry[Any], kind: str) -> list[ConfigSubentry]:
    """Return the subentries of one kind."""
    return [sub for sub in entry.subentries.values() if sub.subentry_type == kind]


def _hours(value: float | None) -> timedelta:
    """Return the time that people have to answer."""
    return DEFAULT_ANSWER_WITHIN if value is None else timedelta(hours=value)


def _minutes(value: float | None) -> timedelta:
    """Return how long a link waits before it opens."""
    return DEFAULT_LINK_COOL_DOWN if value is None else timedelta(minutes=value)


def _policy(entry: ConfigEntry[Any], cameras: dict[str, Camera], time_zone: str) -> Policy:
    """Join the household's rules, its limits and what its cameras keep to themselves."""
    rules = [_rule(sub) for sub in _of_kind(entry, SUBENTRY_RULE)]
    names = frozenset(cameras)
    hidden = [_camera_rule(camera, names) for camera in cameras.values()]
    return Policy(
        rules=(*rules, *(rule for rule in hidden if rule)),
        default=Effect(entry.options.get(CONF_DEFAULT_EFFECT, Effect.CONFIRM)),
        terms=replace(_household_terms(entry), masks=_masks_of_always(cameras.values())),
        cameras=names,
        time_zone=time_zone,
    )


def _masks_of_always(cameras: Iterable[Camera]) -> frozenset[str]:
    """Return the masks that every clip gets: they are agreed with it, so that none can go missing between yes and cut."""
    return frozenset(mask.id for camera in cameras for mask in camera.masks if mask.always)


def _rule(sub: ConfigSubentry) -> Rule:
    """Read one rule; its title is its name, also where it was changed outside the rule's own form."""
    return replace(from_plain(Rule, sub.data[CONF_RULE]), name=sub.title)


def _household_terms(entry: ConfigEntry[Any]) -> Terms:
    """Return the limits that hold for every request."""
    options = entry.options
    seconds = options.get(CONF_LONGEST_CLIP, DEFAULT_LONGEST_CLIP.total_seconds())
    return Terms(
        longest_clip=timedelta(seconds=seconds),
        sound=options.get(CONF_SOUND, False),
        approvals=int(options.get(CONF_APPROVALS, 1)),
        cool_down=timedelta(minutes=options.get(CONF_COOL_DOWN, 0)),
        longest_total=timedelta(seconds=options[CONF_LONGEST_TOTAL]) if options.get(CONF_LONGEST_TOTAL) else None,
        link_life=timedelta(hours=options.get(CONF_LINK_LIFE, DEFAULT_LINK_LIFE / timedelta(hours=1))),
        downloads=int(options.get(CONF_DOWNLOADS, DEFAULT_DOWNLOADS)),
    )


def _camera_rule(camera: Camera, all_cameras: frozenset[str]) -> Rule | None:
    """Keep a camera from everyone who is not certainly of a level that may see it."""
    if camera.visible_to == frozenset(Level):
        return None
    conditions: tuple[Condition, ...] = ()
    if camera.visible_to:
        values = frozenset(str(level) for level in camera.visible_to)
        conditions = (Among(attribute=Attribute.LEVEL, values=values, negated=True),)
    return Rule(
        id=f"camera-{camera.id}",
        name=camera.name,
        effect=None,
        conditions=conditions,
        terms=Terms(cameras=all_cameras - {camera.id}),
    )


def _camera(sub: ConfigSubentry) -> Camera:
    """Read one camera."""
    levels = sub.data.get(CONF_VISIBLE_TO, list(Level))
    return Camera(
        id=sub.subentry_id,
        name=sub.title,
        origin=sub.data[CONF_ORIGIN],
        place=sub.data,
        visible_to=frozenset(Level(level) for level in levels),
        masks=masks_of(sub.subentry_id, sub.data.get(CONF_MASKS, ()), sub.data.get(CONF_MASK_IDS)),
    )


def masks_of(
    camera_id: str, stored: Sequence[Mapping[str, Any]], ids: Mapping[str, str] | None = None
) -> tuple[Mask, ...]:
    """Read a camera's masks; `ids` holds those of masks that were renamed, by their present name.

    Raises:
        ValueError: if one is no polygon within the picture.
    """
    names = [mask[CONF_MASK_NAME].strip() for mask in stored]
    return tuple(
        Mask(id=mask_id, name=name, points=corners(mask[CONF_MASK_CORNERS]), always=mask.get(CONF_MASK_ALWAYS, False))
        for mask, name, mask_id in zip(stored, names, _mask_ids(camera_id, names, ids or {}), strict=True)
    )


def first_mask_id(camera_id: str, name: str) -> str:
    """Return the id of a mask that was never renamed; it tells nothing of the name, since terms with ids leave with a clip."""
    return f"{camera_id}:{sha256(f'{camera_id}:{name}'.encode()).hexdigest()[:12]}"


def _mask_ids(camera_id: str, names: Sequence[str], given: Mapping[str, str]) -> Iterator[str]:
    """Yield the id of each mask; one that took a renamed one's former name is another mask and gets another id."""
    taken = {given[name] for name in names if name in given}
    for name in names:
        mask_id = given.get(name)
        written = name
        while mask_id is None or (name not in given and mask_id in taken):
            mask_id = first_mask_id(camera_id, written)
            written = f"{written}'"
        taken.add(mask_id)
        yield mask_id


def _list(sub: ConfigSubentry) -> ListSettings:
    """Read one subscribed list."""
    return ListSettings(
        id=sub.subentry_id,
        title=sub.title,
        format=ListFormat(sub.data[CONF_FORMAT]),
        address=sub.data[CONF_ADDRESS],
    )


def _source(sub: ConfigSubentry) -> SourceSettings:
    """Read one source."""
    data = sub.data
    kind = SourceKind(data[CONF_KIND])
    return SourceSettings(
        id=sub.subentry_id,
        name=sub.title,
        kind=kind,
        webhook_id=data.get("webhook_id", ""),
        secret=data.get(CONF_SECRET, ""),
        local_only=data.get(CONF_LOCAL_ONLY, False),
        entity_id=data.get(CONF_ENTITY, ""),
        packages=frozenset(data.get(CONF_PACKAGES, DEFAULT_PACKAGES)),
        mailbox=read_mailbox(data) if kind is SourceKind.MAILBOX else None,
    )
