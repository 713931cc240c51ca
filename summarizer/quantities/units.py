"""What a number counts: percent signs, currencies, durations, measures and multiples, before or after it."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Final

from summarizer.lexicon import load
from summarizer.quantities.line import Line
from summarizer.quantities.phrases import bare_words, phrase_at, phrase_before
from summarizer.quantities.tokens import TokenKind, tokenize
from summarizer.quantities.words import article
from summarizer.records import Language, QuantityKind


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit by its report name; `factor` is how many of it one of the written unit is (0.01 for a cent)."""

    kind: QuantityKind
    name: str | None
    factor: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class UnitMatch:
    """A unit found in tokens ``[start, end)``."""

    unit: Unit
    start: int
    end: int


_SECONDS: Final = {
    "second": 1,
    "minute": 60,
    "hour": 3600,
    "day": 86400,
    "week": 604800,
    "month": 2592000,  # 30 days
    "year": 31536000,  # 365 days
}
FAMILIES: Final = (  # units that stand together in one compound, in the smallest of each family
    _SECONDS,
    {"millimeter": 1, "centimeter": 10, "meter": 1000, "kilometer": 1000000},
    {"inch": 1, "foot": 12},
    {"milligram": 1, "gram": 1000, "kilogram": 1000000, "ton": 1000000000},
)
MULTIPLE: Final = Unit(QuantityKind.MULTIPLE, None)
_GROWTH_REACH: Final = 7  # tokens before a number of times in which a word of growth makes it a multiple
DECADE: Final = Unit(QuantityKind.DURATION, "year", Decimal(10))
_YEARS: Final = {"decade": DECADE, "century": Unit(QuantityKind.DURATION, "year", Decimal(100))}
_Surfaces = dict[str, tuple[tuple[tuple[str, ...], Unit], ...]]


def unit_after(line: Line, start: int) -> UnitMatch | None:
    """The longest unit whose words begin at token `start`; a definite article on its first word is looked through."""
    if line.says(start, "verb") and line.text(start + 1).startswith(article()):
        return None
    for words, unit in surfaces_by_first(line.language).get(line.text(start), ()):
        if all(line.text(start + offset) == word for offset, word in enumerate(words)):
            return UnitMatch(unit, start, start + len(words))
    if line.says(start, "index_unit") and any(line.says(index, "index") for index in range(len(line.tokens))):
        return UnitMatch(Unit(QuantityKind.QUANTITY, "point"), start, start + 1)
    if line.language is Language.ARABIC and line.text(start).startswith(article()):
        for words, unit in surfaces_by_first(line.language).get(line.text(start).removeprefix(article()), ()):
            if len(words) == 1:
                return UnitMatch(unit, start, start + 1)
    return None


def times_after(line: Line, start: int) -> UnitMatch | None:
    """``أضعاف`` or ``برابر`` at token `start`; ``مرات`` only where it compares or tells of growth."""
    times = phrase_at(line, start, "multiples", "times") or phrase_at(line, start, "multiples", "single")
    if times is not None:
        is_equal_to = phrase_at(line, times[1], "multiples", "not_after")
        return None if is_equal_to else UnitMatch(MULTIPLE, start, times[1])
    occasions = phrase_at(line, start, "multiples", "occasions") or phrase_at(line, start, "multiples", "one")
    if occasions is None:
        return None
    return UnitMatch(MULTIPLE, start, occasions[1]) if compares(line, start, occasions[1]) else None


def compares(line: Line, start: int, end: int) -> bool:
    """Whether the "times" in tokens ``[start, end)`` compare ("3 times more") or tell of growth: no occasions."""
    by = phrase_before(line, start - 1, "changes", "by_near")
    if phrase_at(line, end, "multiples", "compared") or phrase_before(
        line, by[1] if by else start - 1, "multiples", "compared"
    ):
        return True
    return any(
        _grows(line, index) or (_is_bound(line, index) and phrase_before(line, index, "multiples", "compared"))
        for index in range(max(1, start - _GROWTH_REACH), start + 1)
    )


def unit_before(line: Line, number: int) -> UnitMatch | None:
    """A sign or Latin code right before the digits at token `number`: ``%37``, ``$20``, ``USD 20``."""
    sign = line.text(number - 1)
    if not sign or not line.is_digits(number):
        return None
    unit = _sign_units().get(sign)
    if unit is None or not (unit.kind is QuantityKind.PERCENTAGE or unit.kind is QuantityKind.MONEY):
        return None
    start = number - 1
    if sign == "$" and start and line.text(start - 1) in ("us", "u") and line.tokens[start].glued:
        start -= 1
    return UnitMatch(unit, start, number)


def dual_unit(line: Line, start: int) -> tuple[UnitMatch, int] | None:
    """Two of a unit in one word (ساعتين, نقطتين مئويتين), with how many characters of small words stand before it."""
    text = line.text(start)
    if line.language is not Language.ARABIC or not text or line.tokens[start].kind is not TokenKind.WORD:
        return None
    for bare in bare_words(line.language, text):
        for words, name in _duals().get(bare, ()):
            if all(line.text(start + offset) == word for offset, word in enumerate(words) if offset):
                match = UnitMatch(named_unit(line.language, name), start, start + len(words))
                return match, len(text) - len(bare)
    return None


@cache
def _duals() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, group in load(Language.ARABIC, "dual_units").items():
        for surface in group:
            words = tuple(surface.split())
            found.setdefault(words[0], []).append((words, name))
    return {first: tuple(sorted(entries, key=lambda entry: -len(entry[0]))) for first, entries in found.items()}


def _is_bound(line: Line, index: int) -> bool:
    """Whether "by" is written together with the front of token `index` (أعلى بثلاث مرات)."""
    word = line.word(index)
    return word is not None and word.bound


def _grows(line: Line, index: int) -> bool:
    found = phrase_before(line, index, "changes")
    return found is not None and found[0] in ("increase", "increases")


@cache
def named_unit(language: Language, name: str) -> Unit:
    """The unit of a lexicon name: ``kilometer``, ``USD``, ``USD/100`` …"""
    for table, make in (("percents", _percent), ("money", _money), ("durations", _duration)):
        if name in load(language, table):
            return make(name)
    return Unit(QuantityKind.QUANTITY, name)


def _percent(name: str) -> Unit:
    if name == "basis_point":
        return Unit(QuantityKind.PERCENTAGE, "pp", Decimal("0.01"))
    return Unit(QuantityKind.PERCENTAGE, name)


def _money(name: str) -> Unit:
    code, _, under = name.partition("/")
    code, _, times = code.partition("*")
    factor = Decimal(times or 1) / Decimal(under or 1)
    return Unit(QuantityKind.MONEY, None if code == "unknown" else code, factor)


def _duration(name: str) -> Unit:
    return _YEARS.get(name) or Unit(QuantityKind.DURATION, name)


@cache
def surfaces_by_first(language: Language) -> _Surfaces:
    """First word to every unit surface that begins with it, as words, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], Unit]]] = {}
    for table in ("percents", "money", "durations", "measures"):
        for name, group in load(language, table).items():
            for surface in group:
                _add(found, surface, named_unit(language, name))
    for name, group in load("common", "units").items():
        for surface in group:
            _add(found, surface, _common_unit(name))
    return {first: tuple(sorted(entries, key=lambda e: -len(e[0]))) for first, entries in found.items()}


def _add(found: dict[str, list[tuple[tuple[str, ...], Unit]]], surface: str, unit: Unit) -> None:
    words = tuple(token.text for token in tokenize(surface))
    found.setdefault(words[0], []).append((words, unit))


def _common_unit(name: str) -> Unit:
    if name == "%":
        return Unit(QuantityKind.PERCENTAGE, "%")
    if name in _SECONDS:
        return Unit(QuantityKind.DURATION, name)
    is_code = len(name) == 3 and name.isupper()
    return Unit(QuantityKind.MONEY if is_code else QuantityKind.QUANTITY, name)


@cache
def _sign_units() -> dict[str, Unit]:
    return {surface: _common_unit(name) for name, group in load("common", "units").items() for surface in group}


@cache
def latin_scales() -> frozenset[str]:
    """Latin letters that stand for a scale behind digits (10K), as they are written."""
    return frozenset(surface for group in load("common", "scales").values() for surface in group)


@cache
def latin_units() -> frozenset[str]:
    """Latin abbreviations that may touch their digits (20kg)."""
    return frozenset(surface for surface in _sign_units() if surface.isascii() and surface.isalpha())
