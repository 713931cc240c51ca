"""The few things that the rules know of a number, as numbers for the model."""

from typing import Final

from summarizer.quantities.find import Found
from summarizer.records import Change, QuantityKind

TRAITS: Final = (*(kind.value for kind in QuantityKind), "selected", "qualified", "increase", "decrease", "range")


def traits(found: Found, is_selected: bool) -> tuple[float, ...]:
    """One number for each of ``TRAITS``; `is_selected` is whether the rules take it for a statistic."""
    quantity = found.quantity
    return (
        *(float(quantity.kind is kind) for kind in QuantityKind),
        float(is_selected),
        float(quantity.qualifier is not None),
        float(quantity.change is Change.INCREASE),
        float(quantity.change is Change.DECREASE),
        float(quantity.low is not None),
    )
