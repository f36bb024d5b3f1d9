"""What the household has to mend: one small function for each repair issue.

The texts are in the translations; nothing that a stranger wrote may stand in an issue.
"""

from collections.abc import Sequence

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir

from .const import DOMAIN
from .ledger import Verification
from .lists.problems import ListProblem
from .sources.door import SourceProblem

LEDGER_UNAVAILABLE = "ledger_unavailable"
LEDGER_BROKEN = "ledger_broken"
LEDGER_LEFT = "ledger_left"
BUFFER_SILENT = "buffer_silent"
MASKS_GONE = "masks_gone"
TOO_FEW_APPROVERS = "too_few_approvers"


@callback
def ledger_unavailable(hass: HomeAssistant, unavailable: bool) -> None:
    """Say that nothing can be recorded and so nothing leaves, or that it can again."""
    if not unavailable:
        ir.async_delete_issue(hass, DOMAIN, LEDGER_UNAVAILABLE)
        return
    _create(hass, LEDGER_UNAVAILABLE, LEDGER_UNAVAILABLE, ir.IssueSeverity.CRITICAL, {})


@callback
def ledger_broken(hass: HomeAssistant, verification: Verification, problem: str) -> None:
    """Say where the ledger's chain breaks, or that it holds; `problem` is in the hub's language."""
    if verification.whole:
        ir.async_delete_issue(hass, DOMAIN, LEDGER_BROKEN)
        return
    where = {"entry": str(verification.broken_at or "?"), "problem": problem}
    _create(hass, LEDGER_BROKEN, LEDGER_BROKEN, ir.IssueSeverity.CRITICAL, where)


@callback
def too_few_approvers(hass: HomeAssistant, needed: int, approvers: int) -> None:
    """Say that a request needs more approvals than there are approvers, or that this is over."""
    if needed <= approvers:
        ir.async_delete_issue(hass, DOMAIN, TOO_FEW_APPROVERS)
        return
    counts = {"needed": str(needed), "approvers": str(approvers)}
    _create(hass, TOO_FEW_APPROVERS, TOO_FEW_APPROVERS, ir.IssueSeverity.ERROR, counts)


@callback
def ledger_left(hass: HomeAssistant, *, left: bool) -> None:
    """Ask what becomes of the ledger of a removed Ring Guard, or no longer ask."""
    if not left:
        ir.async_delete_issue(hass, DOMAIN, LEDGER_LEFT)
        return
    ir.async_create_issue(
        hass,
        DOMAIN,
        LEDGER_LEFT,
        is_fixable=True,
        is_persistent=True,
        severity=ir.IssueSeverity.WARNING,
        translation_key=LEDGER_LEFT,
    )


@callback
def nothing_left(hass: HomeAssistant) -> None:
    """Withdraw everything that a removed Ring Guard wanted mended."""
    for domain, issue_id in list(ir.async_get(hass).issues):
        if domain == DOMAIN:
            ir.async_delete_issue(hass, DOMAIN, issue_id)


@callback
def source_problem(hass: HomeAssistant, source_id: str, name: str, problem: SourceProblem | None) -> None:
    """Say what is wrong with a source, or that it works."""
    for known in SourceProblem:
        if known is not problem:
            ir.async_delete_issue(hass, DOMAIN, f"{known}_{source_id}")
    if problem is not None:
        _create(hass, f"{problem}_{source_id}", problem, ir.IssueSeverity.ERROR, {"name": name})


@callback
def list_problem(hass: HomeAssistant, list_id: str, name: str, problem: ListProblem | None) -> None:
    """Say what is wrong with a subscribed list, or that it is up to date."""
    for known in ListProblem:
        if known is not problem:
            ir.async_delete_issue(hass, DOMAIN, f"{known}_{list_id}")
    if problem is not None:
        _create(hass, f"{problem}_{list_id}", problem, ir.IssueSeverity.WARNING, {"name": name})


@callback
def buffer_silent(hass: HomeAssistant, camera_id: str, name: str, silent: bool) -> None:
    """Say that a camera's buffer has recorded nothing for long, or that it does again."""
    if not silent:
        ir.async_delete_issue(hass, DOMAIN, f"{BUFFER_SILENT}_{camera_id}")
        return
    _create(hass, f"{BUFFER_SILENT}_{camera_id}", BUFFER_SILENT, ir.IssueSeverity.WARNING, {"name": name})


@callback
def masks_gone(hass: HomeAssistant, rules: Sequence[str]) -> None:
    """Name the rules that ask for masks which no camera has any more, or say that there are none."""
    if not rules:
        ir.async_delete_issue(hass, DOMAIN, MASKS_GONE)
        return
    _create(hass, MASKS_GONE, MASKS_GONE, ir.IssueSeverity.ERROR, {"rules": ", ".join(rules)})


def _create(
    hass: HomeAssistant, issue_id: str, key: str, severity: ir.IssueSeverity, placeholders: dict[str, str]
) -> None:
    """Raise an issue that goes away by itself once its cause does."""
    ir.async_create_issue(
        hass,
        DOMAIN,
        issue_id,
        is_fixable=False,
        severity=severity,
        translation_key=key,
        translation_placeholders=placeholders,
    )
