"""What `find_quantities` finds, against cases thought out by hand: ``tests/cases/{ar,fa}/numbers_*.toml``.

A case is a text and its numbers in order. Values are decimals or fractions in strings; a field that is left out is
``None``. Where a case lists no date, identifier or ordinal, those that are found are no mistake.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, fields
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from summarizer.quantities import find_quantities
from summarizer.records import Change, Qualifier, Quantity, QuantityKind

CASES = Path(__file__).parent / "cases"
LANGUAGES = ("ar", "fa")
ORIGINS = frozenset({"newspaper", "blog", "report", "spoken", "synthetic"})

# Never statistics by themselves, so only their place and kind matter.
LOOSE_KINDS = (QuantityKind.DATE, QuantityKind.IDENTIFIER, QuantityKind.ORDINAL)
TOLERANCE = Fraction(1, 10**9)


@dataclass(frozen=True, slots=True)
class Expected:
    """One number of a case, with the meanings of `Quantity`."""

    text: str
    kind: QuantityKind
    value: Fraction | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    unit: str | None = None
    qualifier: Qualifier | None = None
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """A text, and the numbers that a careful reader finds in it."""

    name: str
    language: str
    text: str
    quantities: tuple[Expected, ...]


def read_expected(row: dict[str, str]) -> Expected:
    """Read one number of a case; unknown keys and kinds are refused by the constructors."""
    converters: dict[str, Any] = {"kind": QuantityKind, "qualifier": Qualifier, "change": Change}
    converters |= dict.fromkeys(("value", "low", "high"), Fraction)
    return Expected(**{key: converters.get(key, str)(value) for key, value in row.items()})


def read_case(name: str, language: str, row: dict[str, Any]) -> Case:
    """Read one case and refuse it where a number does not stand in its text, in order, with a value."""
    if row.keys() != {"text", "origin", "quantities"} or row["origin"] not in ORIGINS:
        raise ValueError(f"{name}: a case needs text, quantities and one of the origins {sorted(ORIGINS)}, got {row}")
    quantities = tuple(read_expected(item) for item in row["quantities"])
    position = 0
    for quantity in quantities:
        found = row["text"].find(quantity.text, position)
        if found < 0:
            raise ValueError(f"{name}: {quantity.text!r} does not stand in {row['text']!r} after offset {position}")
        position = found + len(quantity.text)
        is_range = quantity.low is not None and quantity.high is not None
        if quantity.kind not in LOOSE_KINDS and (quantity.value is None) != is_range:
            raise ValueError(f"{name}: {quantity.text!r} needs either a value or both low and high")
    return Case(name, language, row["text"], quantities)


def read_cases(language: str) -> list[Case]:
    """Read every case of a language; each is named by its language, its file and its place in it."""
    cases = []
    for path in sorted((CASES / language).glob("numbers_*.toml")):
        rows = tomllib.loads(path.read_text(encoding="utf-8"))["case"]
        theme = path.stem.removeprefix("numbers_")
        names = (f"{language}-{theme}-{number:02}" for number in range(1, len(rows) + 1))
        cases += [read_case(name, language, row) for name, row in zip(names, rows, strict=True)]
    return cases


def is_same(field: str, expected: Any, found: Any) -> bool:
    """Whether one field agrees: numbers within the tolerance, everything else exactly."""
    if field in ("value", "low", "high") and expected is not None and found is not None:
        return bool(abs(expected - Fraction(found)) <= TOLERANCE * max(1, abs(expected)))
    return bool(expected == found)


def strict_problems(expected: Sequence[Expected], found: Sequence[Quantity]) -> list[str]:
    """Compare the numbers that carry a value, one by one."""
    if [item.text for item in expected] != [item.text for item in found]:
        return [f"texts: expected {[item.text for item in expected]}, found {[item.text for item in found]}"]
    names = [field.name for field in fields(Expected)]
    return [
        f"{want.text!r} {name}: expected {getattr(want, name)}, found {getattr(got, name)}"
        for want, got in zip(expected, found, strict=True)
        for name in names
        if not is_same(name, getattr(want, name), getattr(got, name))
    ]


def loose_problems(kind: QuantityKind, expected: Sequence[str], found: Sequence[str]) -> list[str]:
    """Compare dates, identifiers or ordinals: each of one side must lie in, or hold, one of the other."""
    if not expected:
        return []
    missed = [text for text in expected if not any(text in other or other in text for other in found)]
    extra = [text for text in found if not any(text in other or other in text for other in expected)]
    return [f"{kind}: {text!r} is missed" for text in missed] + [f"{kind}: {text!r} is too much" for text in extra]


def problems(case: Case, found: Sequence[Quantity]) -> list[str]:
    """Everything in which `found` departs from the case."""
    lines = strict_problems(
        [item for item in case.quantities if item.kind not in LOOSE_KINDS],
        [item for item in found if item.kind not in LOOSE_KINDS],
    )
    for kind in LOOSE_KINDS:
        expected_texts = [item.text for item in case.quantities if item.kind is kind]
        found_texts = [item.text for item in found if item.kind is kind]
        lines += loose_problems(kind, expected_texts, found_texts)
    return lines


ALL_CASES = {language: read_cases(language) for language in LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_cases(language: str) -> None:
    assert ALL_CASES[language], f"no case in {CASES / language}/numbers_*.toml"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_has_two_cases(language: str) -> None:
    texts = [case.text for case in ALL_CASES[language]]
    assert sorted(texts) == sorted(set(texts))


@pytest.mark.parametrize("case", [case for cases in ALL_CASES.values() for case in cases], ids=lambda case: case.name)
def test_quantities(case: Case) -> None:
    found = find_quantities(case.text, language=case.language)
    wrong = problems(case, found)
    assert not wrong, "\n".join([case.name, case.text, *wrong])
