"""The kinds of form fields that the flows share, so that each form reads as a list of what it asks."""

from collections.abc import Iterable, Sequence

from homeassistant.helpers.selector import (
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
)


def one_of(options: Iterable[str], translation_key: str, *, listed: bool = False) -> SelectSelector:
    """Ask for one of some translated words."""
    mode = SelectSelectorMode.LIST if listed else SelectSelectorMode.DROPDOWN
    return SelectSelector(SelectSelectorConfig(options=list(options), translation_key=translation_key, mode=mode))


def some_of(options: Iterable[str], translation_key: str) -> SelectSelector:
    """Ask for any number of translated words."""
    return SelectSelector(
        SelectSelectorConfig(
            options=list(options), translation_key=translation_key, multiple=True, mode=SelectSelectorMode.DROPDOWN
        )
    )


def some_named(options: Sequence[SelectOptionDict], *, listed: bool = False, custom: bool = False) -> SelectSelector:
    """Ask for any number of things that have names of their own."""
    mode = SelectSelectorMode.LIST if listed else SelectSelectorMode.DROPDOWN
    return SelectSelector(
        SelectSelectorConfig(options=options, multiple=True, custom_value=custom, mode=mode),
    )


def number(unit: str | None = None, *, low: float, high: float, step: float | None = None) -> NumberSelector:
    """Ask for a number between `low` and `high`, in a box with its unit behind it; any fraction if no `step`."""
    config = NumberSelectorConfig(min=low, max=high, mode=NumberSelectorMode.BOX, step=step or "any")
    if unit:
        config["unit_of_measurement"] = unit
    return NumberSelector(config)
