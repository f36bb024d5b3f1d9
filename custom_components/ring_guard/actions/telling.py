"""A request as actions answer with it: words of ours, ids, times of the household, and sentences in its language.

Texts of the request are in here as they came: whoever shows them has to escape them.
"""

from datetime import datetime

from homeassistant.util import dt as dt_util
from homeassistant.util.json import JsonObjectType, JsonValueType

from ..domain.lifecycle import Hold, Life, Offer, Release, keeps_hold
from ..domain.links import links_in
from ..domain.masks import applied
from ..domain.model import CallBack, Decision, FootageRequest, Ground, Terms, Window
from ..domain.policy import assurance_of, assured_of, possible_levels
from ..guard import Guard
from ..household.messages import who
from ..household.wording import Wording
from ..ledger import RequestRow
from ..views import clip_path, hold_path


def told_life(life: Life, guard: Guard, words: Wording) -> JsonObjectType:
    """Return a request with everything that the household may want to know of it."""
    return {
        "request_id": life.id,
        "state": life.state.value,
        "received_at": _time(life.request.received_at),
        "changed_at": _time(life.changed_at),
        "changed_by": life.actor,
        "deadline": _time(life.due),
        "identified_at": _time(life.identified_at),
        "linked_to": life.linked_to,
        "repeats": life.repeats,
        "problem": words.word("problem", life.problem) if life.problem else None,
        "approvals": len(life.approvals),
        "approved_by": [approval.user_id for approval in life.approvals],
        "approvals_missing": life.approvals_missing,
        **told_requester(life.request, words),
        "asked_cameras": _cameras(life.request.cameras, guard),
        **told_decision(life.decision, guard, words),
        "offer": _offer(life.offer, guard),
        "clips": [
            {
                "camera": _camera(clip.camera_id, guard),
                "seconds": clip.length.total_seconds(),
                "size": clip.size,
                "sha256": clip.sha256,
                "path": clip_path(life.id, clip.file_name),
                "gaps": [_window(gap) for gap in clip.gaps],
                "notes": [words.word("footage_note", note) for note in clip.notes],
            }
            for clip in life.clips
        ],
        "left_out": [
            {"camera": _camera(one.camera_id, guard), "problem": words.word("problem", one.problem)}
            for one in life.left_out
        ],
        "hold": _hold(life.id, life.hold, guard, words) if life.hold and keeps_hold(life) else None,
        "release": _release(life.release) if life.release else None,
    }


def told_erased(row: RequestRow) -> JsonObjectType:
    """Return what is left of an erased request."""
    return {"request_id": row.id, "state": row.state, "received_at": _time(row.received_at), "erased": True}


def told_requester(request: FootageRequest, words: Wording) -> JsonObjectType:
    """Return who asks for what, as far as the message says so, and what was noticed about it."""
    requester = request.requester
    return {
        "suspicious": request.suspicious,
        "system": request.system.value,
        "claimed_name": requester.claimed_name,
        "claimed_levels": _sorted(requester.claimed_levels),
        "possible_levels": _sorted(possible_levels(requester)),
        "assurance": assurance_of(requester).name.lower(),
        "assured": assured.value if (assured := assured_of(requester)) else None,
        "proven_domain": requester.proven_domain,
        "who": who(request, words),
        "who_because": [words.reason(reason) for reason in requester.reasons],
        "call_back": _call_back(requester.call_back),
        "officer": request.contact.officer,
        "email": request.contact.email,
        "phone": request.contact.phone,
        "reference": request.reference,
        "title": request.title,
        "text": request.text,
        "links": list(links_in(request.text)),
        "demands": _sorted(request.demands),
        "incident_types": _sorted(request.incident_types),
        "window": _window(request.window),
        "reply_by": _time(request.reply_by),
        "findings": [
            {"key": found.kind.value, "text": words.word("finding", found.kind.value), "evidence": found.evidence}
            for found in request.findings
        ],
    }


def _call_back(found: CallBack | None) -> JsonValueType:
    """Return what an approver found out by calling back."""
    if found is None:
        return None
    return {
        "number": found.number,
        "name": found.name,
        "confirmed_by": found.party.value,
        "level": found.level.value if found.level else None,
        "by": found.by,
        "at": _time(found.at),
    }


def told_decision(decision: Decision, guard: Guard, words: Wording) -> JsonObjectType:
    """Return what the policy says, why, and what would have to be different."""
    return {
        "effect": decision.effect.name.lower(),
        "mode": decision.mode.value,
        "reason": words.reason(decision.deciding.reason),
        "reason_key": decision.deciding.reason.key,
        "grounds": [_ground(ground, words) for ground in decision.grounds],
        "milder": [words.reason(reason) for reason in decision.milder],
        "terms": _terms(decision.terms, guard),
        "policy": decision.policy_digest,
    }


def _ground(ground: Ground, words: Wording) -> JsonObjectType:
    """Return one thing that mattered."""
    return {
        "authority": ground.authority.value,
        "effect": None if ground.effect is None else ground.effect.name.lower(),
        "certain": ground.answer.name.lower(),
        "rule": ground.name or None,
        "key": ground.reason.key,
        "text": words.reason(ground.reason),
    }


def _terms(terms: Terms, guard: Guard) -> JsonObjectType:
    """Return the limits; lengths of time in seconds."""
    return {
        "longest_clip": terms.longest_clip.total_seconds() if terms.longest_clip else None,
        "longest_total": terms.longest_total.total_seconds() if terms.longest_total else None,
        "sound": terms.sound,
        "cameras": _cameras(terms.cameras, guard),
        "masks": _masks(terms, guard),
        "most_lines": terms.most_lines,
        "approvals": terms.approvals,
        "cool_down": terms.cool_down.total_seconds(),
        "link_life": terms.link_life.total_seconds() if terms.link_life else None,
        "fetches": terms.downloads,
    }


def _masks(terms: Terms, guard: Guard) -> list[JsonValueType]:
    """Return the masks that clips under these terms get, each with its camera."""
    return [
        {"camera": camera.name, "camera_id": camera.id, "name": mask.name}
        for camera in guard.settings.cameras.values()
        for mask in applied(camera.masks, terms)
    ]


def _hold(request_id: str, hold: Hold, guard: Guard, words: Wording) -> JsonObjectType:
    """Return what is held back from the recorder's clean-up, and what could not be."""
    return {
        "window": _window(hold.window),
        "cameras": _cameras(hold.cameras or None, guard),
        "size": hold.size,
        "files": [
            {
                "camera": _camera(file.camera_id, guard),
                "start": _time(file.start),
                "seconds": file.duration.total_seconds(),
                "file": file.file_name,
                "path": hold_path(request_id, file.file_name),
            }
            for file in hold.files
        ],
        "gaps": [_window(gap) for gap in hold.gaps],
        "problems": [words.word("problem", problem) for problem in hold.problems],
    }


def _release(release: Release) -> JsonObjectType:
    """Return how a clip leaves, without what would open its link."""
    return {
        "way": release.way.value,
        "released_by": release.by,
        "opens": _time(release.live_from),
        "ends": _time(release.ends),
        "fetches_allowed": release.fetches_allowed,
        "pass_phrase": release.pass_phrase is not None,
        "fetches": [{"at": _time(fetch.at), "address": fetch.address} for fetch in release.fetches],
    }


def _offer(offer: Offer, guard: Guard) -> JsonObjectType:
    """Return what would leave if it were approved now; `mark` names exactly this offer."""
    return {"mark": offer.mark, "window": _window(offer.window), "cameras": _cameras(offer.cameras, guard)}


def _window(window: Window | None) -> JsonValueType:
    """Return a window in the household's time zone, with its length in seconds."""
    if window is None:
        return None
    return {"start": _time(window.start), "end": _time(window.end), "seconds": window.length.total_seconds()}


def _cameras(cameras: frozenset[str] | None, guard: Guard) -> JsonValueType:
    """Return cameras by id and name, None for all of them."""
    return None if cameras is None else [_camera(camera, guard) for camera in sorted(cameras)]


def _camera(camera_id: str, guard: Guard) -> JsonObjectType:
    """Return a camera's id and the household's name for it, None if it was removed."""
    camera = guard.settings.cameras.get(camera_id)
    return {"id": camera_id, "name": camera.name if camera else None}


def _sorted(words: frozenset[str]) -> JsonValueType:
    """Return words of ours in a fixed order."""
    return [str(word) for word in sorted(words)]


def _time(moment: datetime | None) -> str | None:
    """Write a time in the household's time zone."""
    return dt_util.as_local(moment).isoformat() if moment else None
