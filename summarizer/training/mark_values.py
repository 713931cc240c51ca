"""What may stand before the bar of a mark: kinds, types, names, and the fields of a statistic."""

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from summarizer.errors import InputValueError
from summarizer.records import Change, ClaimKind, Qualifier, QuantityKind

NON_CLAIMS: Final = frozenset(
    {"question", "heading", "greeting", "call_to_action", "announcement"}
    | {"contact", "byline", "tags", "form", "feeling"}
)
STATISTIC_KINDS: Final = frozenset(
    set(QuantityKind) - {QuantityKind.NUMBER, QuantityKind.ORDINAL, QuantityKind.DATE, QuantityKind.IDENTIFIER}
)
ROLES: Final = frozenset("PMTS")
_NUMBER_KEYS: Final = ("kind", "value", "low", "high", "unit", "qualifier", "change")
_NAME: Final = re.compile(r"[nc]\d+")


@dataclass(frozen=True, slots=True)
class NumberFields:
    """The fields of an N mark; `value` is ``None`` exactly where `low` and `high` give a range."""

    kind: QuantityKind
    value: Fraction | None
    low: Fraction | None
    high: Fraction | None
    unit: str | None
    qualifier: Qualifier | None
    change: Change | None


def check_value(letter: str, value: str) -> None:
    """Refuse a value that does not fit the letter."""
    own, rest = names(value), [word for word in value.split() if not _NAME.fullmatch(word)]
    if letter in ROLES:
        if not own or rest:
            raise InputValueError(f"{letter} takes the names of statistics or claims, such as n1, got {value!r}")
    elif len(own) > 1 or not all(name.startswith(letter.lower()) for name in own):
        raise InputValueError(f"{letter} takes one name at most, such as {letter.lower()}1, got {value!r}")
    elif letter == "N":
        _check_number(own, rest)
    elif letter == "C":
        kind, *rest = rest or [""]
        _member("claim kind", kind, frozenset(ClaimKind))
        if rest not in ([], ["hedged"]):
            raise InputValueError(f"after the claim kind only 'hedged' may stand, got {' '.join(rest)!r}")
    elif letter == "X":
        _member("type", value, NON_CLAIMS)
    elif value:
        raise InputValueError(f"K takes nothing before the bar, got {value!r}")


def _check_number(own: tuple[str, ...], fields: list[str]) -> None:
    """A named number may leave its fields to the number finder, but for the change that its sentence tells."""
    if not own or any(not field.startswith("change=") for field in fields):
        number_fields(" ".join(fields))
    for field in fields:
        if field.startswith("change="):
            _member("change", field.removeprefix("change="), frozenset(Change))


def names(value: str) -> tuple[str, ...]:
    """The names in a mark's value: its own, or those of the marks that it belongs to."""
    return tuple(word for word in value.split() if _NAME.fullmatch(word))


def claim_fields(value: str) -> tuple[ClaimKind, bool]:
    """The kind of a C mark, and whether it is hedged."""
    kind, *hedged = (word for word in value.split() if not _NAME.fullmatch(word))
    return ClaimKind(kind), bool(hedged)


def number_fields(value: str) -> NumberFields:
    """The fields of an N mark from its ``key=value`` pairs; an underscore in a unit's name stands for a space.

    Raises InputValueError for what is no pair, an unknown or repeated key, an unknown kind, qualifier or change, a
    number that is neither a decimal nor a fraction such as ``1/3``, and for any but a value or both ends of a range.
    """
    fields: dict[str, str] = {}
    for pair in (word for word in value.split() if not _NAME.fullmatch(word)):
        key, sign, content = pair.partition("=")
        _member("key", key, frozenset(_NUMBER_KEYS))
        if not sign or not content or key in fields:
            raise InputValueError(f"{pair!r} must be key=value, each key once")
        fields[key] = content
    if fields.keys() & {"value", "low", "high"} not in ({"value"}, {"low", "high"}):
        raise InputValueError("a statistic needs either value or both low and high")
    _member("statistic kind", fields.get("kind", ""), STATISTIC_KINDS)
    _member("qualifier", fields.get("qualifier", "about"), frozenset(Qualifier))
    _member("change", fields.get("change", "increase"), frozenset(Change))
    return NumberFields(
        kind=QuantityKind(fields["kind"]),
        value=_fraction(fields.get("value")),
        low=_fraction(fields.get("low")),
        high=_fraction(fields.get("high")),
        unit=fields["unit"].replace("_", " ") if "unit" in fields else None,
        qualifier=Qualifier(fields["qualifier"]) if "qualifier" in fields else None,
        change=Change(fields["change"]) if "change" in fields else None,
    )


def _fraction(number: str | None) -> Fraction | None:
    if number is None:
        return None
    if not re.fullmatch(r"-?\d+(\.\d+|/[1-9]\d*)?", number, re.ASCII):
        raise InputValueError(f"{number!r} is not a number; write a plain decimal or a fraction such as 1/3")
    return Fraction(number)


def _member(what: str, name: str, allowed: frozenset[str]) -> None:
    if name not in allowed:
        raise InputValueError(f"unknown {what} {name!r}; allowed are {', '.join(sorted(allowed))}")
