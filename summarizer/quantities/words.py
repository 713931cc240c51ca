"""What one word is as part of a number, looked up in the lexicon with its written-together small words taken off."""

from dataclasses import dataclass
from decimal import Context, Decimal
from enum import Enum, auto
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Final

from summarizer.lexicon import load
from summarizer.records import Language


class Role(Enum):
    """The part that a word plays in a number."""

    CARDINAL = auto()  # below a thousand
    COMPOUND_UNIT = auto()  # a unit that needs its tens word beside it
    SCALE = auto()
    SCALE_PLURAL = auto()  # a scale that needs a number before it
    SCALE_DUAL = auto()
    ORDINAL = auto()
    FRACTION = auto()
    SHARED_FRACTION = auto()  # a fraction before a definite noun only
    DENOMINATOR = auto()


@dataclass(frozen=True, slots=True)
class NumberWord:
    """A word's roles with their values; `lead` characters of small words are in front.

    `weak` words are numbers only in company, `homograph` ones also before a noun, `owned` ones end in "of it". `joined`
    where they say "and", `bound` where they say "in", "to" and the like, `definite` where they end in "the".
    """

    roles: MappingProxyType[Role, Decimal]
    lead: int = 0
    joined: bool = False
    bound: bool = False
    definite: bool = False
    weak: bool = False
    homograph: bool = False
    owned: bool = False


_TABLES: Final = {
    "cardinals": Role.CARDINAL,
    "compound_units": Role.COMPOUND_UNIT,
    "scales": Role.SCALE,
    "scale_plurals": Role.SCALE_PLURAL,
    "scale_duals": Role.SCALE_DUAL,
    "ordinals": Role.ORDINAL,
    "fractions": Role.FRACTION,
    "shared_fractions": Role.SHARED_FRACTION,
    "denominators": Role.DENOMINATOR,
}
_OWNED: Final = frozenset({Role.FRACTION, Role.DENOMINATOR})
_ARABIC_ONLY: Final = frozenset({"compound_units", "scale_plurals", "scale_duals", "shared_fractions"})
_FUSED_AT_LEAST: Final = 5  # letters; shorter words are never taken apart
_FUSED_AT_MOST: Final = 60


@lru_cache(maxsize=16384)
def number_word(language: Language, word: str) -> NumberWord | None:
    """What the folded `word` is in a number of `language`, or None."""
    roles = _roles(language).get(word)
    if roles:
        return NumberWord(
            roles, weak=word in _listed(language, "weak"), homograph=word in _listed(language, "homograph")
        )
    if language is Language.PERSIAN:
        front_and = conjunction(language)
        joined = _roles(language).get(word.removeprefix(front_and))
        return NumberWord(joined, len(front_and), joined=True) if joined else _fused(word)
    for front in fronts():
        base = word[len(front.text) :]
        roles = _roles(language).get(base) if word.startswith(front.text) else None
        if roles:
            weak, homograph = (base in _listed(language, meaning) for meaning in ("weak", "homograph"))
            return NumberWord(roles, len(front.text), front.joined, front.bound, front.definite, weak, homograph)
    return _with_ending(word)


def _with_ending(word: str) -> NumberWord | None:
    """An Arabic part with "of it", "of them" at its end (نصفها, أرباعهم)."""
    for ending in load(Language.ARABIC, "clitics")["ending"]:
        base = word[: -len(ending)] if word.endswith(ending) else ""
        for front in ("", *(front.text for front in fronts() if not front.definite)):
            roles = _roles(Language.ARABIC).get(base[len(front) :]) if base.startswith(front) else None
            parts = {role: value for role, value in (roles or {}).items() if role in _OWNED}
            if parts:
                joined = any(known.joined for known in fronts() if known.text == front)
                bound = bool(front) and not joined
                return NumberWord(MappingProxyType(parts), len(front), joined, bound, owned=True)
    return None


@cache
def _roles(language: Language) -> dict[str, MappingProxyType[Role, Decimal]]:
    found: dict[str, dict[Role, Decimal]] = {}
    for table, role in _TABLES.items():
        if language is Language.PERSIAN and table in _ARABIC_ONLY:
            continue
        for meaning, surfaces in load(language, table).items():
            for surface in surfaces:
                found.setdefault(surface, {})[role] = number(meaning)
    for meaning, surfaces in load("common", "scales").items():
        for surface in surfaces:
            found.setdefault(surface, {})[Role.SCALE] = number(meaning)
    return {surface: MappingProxyType(roles) for surface, roles in found.items()}


def number(meaning: str) -> Decimal:
    """A lexicon's number: ``"12"`` or ``"2/3"``."""
    numerator, _, denominator = meaning.partition("/")
    return divide(Decimal(numerator), Decimal(denominator or 1))


def divide(numerator: Decimal, denominator: Decimal) -> Decimal:
    """The quotient to 28 digits, whatever precision the caller counts in."""
    return Context(prec=28).divide(numerator, denominator)


@cache
def _listed(language: Language, meaning: str) -> frozenset[str]:
    return frozenset(load(language, "weak_numbers")[meaning])


@cache
def article() -> str:
    """The Arabic definite article, which is written together with the front of its word."""
    return load(Language.ARABIC, "clitics")["plain"][0]


@cache
def conjunction(language: Language) -> str:
    """The word "and", which Arabic writes together with the next word, and careless Persian with either."""
    return load(language, "number_words")["and"][0]


@dataclass(frozen=True, slots=True)
class Front:
    """Small Arabic words written together with the front of the next word, and what they say."""

    text: str
    joined: bool
    bound: bool
    definite: bool


@cache
def fronts() -> tuple[Front, ...]:
    """Every combination of Arabic front words, the longest first."""
    table = load(Language.ARABIC, "clitics")
    the, conjunctions = article(), table["joined"][:2]
    plain = [Front(text, False, text != the, text.endswith(the)) for text in table["plain"]]
    joined = [
        Front(text, True, text not in conjunctions and text[1:] != the, text.endswith(the)) for text in table["joined"]
    ]
    return tuple(sorted(plain + joined, key=lambda front: -len(front.text)))


def _fused(word: str) -> NumberWord | None:
    """A Persian number written as one word (سیصدوپنجاه, پنجهزار), where nothing is left over."""
    if not _FUSED_AT_LEAST <= len(word) <= _FUSED_AT_MOST:
        return None
    value = _fused_value(word, Decimal("Infinity"))
    return NumberWord(MappingProxyType({Role.CARDINAL: value})) if value else None


def _fused_value(word: str, below: Decimal) -> Decimal | None:
    """Read `word` as cardinal, optional scale, and the rest after "and"; all of it or None."""
    (cardinals, scales), joint = _fused_parts(), conjunction(Language.PERSIAN)
    for length in range(len(word), 1, -1):
        base = cardinals.get(word[:length])
        if base is None or base == 0:
            continue
        for scale_length in range(len(word) - length, -1, -1):
            scale = scales.get(word[length : length + scale_length]) if scale_length else Decimal(1)
            if scale is None or base * scale >= below:
                continue
            rest = word[length + scale_length :]
            if not rest:
                return base * scale
            tail = _fused_value(rest.removeprefix(joint), step(base * scale)) if rest[0] == joint else None
            if tail is not None:
                return base * scale + tail
    return None


def step(value: Decimal) -> Decimal:
    """What may be added to `value` must be less than this: its lowest part (300 takes less than 100)."""
    exponent = value.normalize().as_tuple().exponent
    power = Decimal(10) ** int(exponent)
    return power if power < 1000 else Decimal(1000) ** (int(exponent) // 3)


@cache
def _fused_parts() -> tuple[dict[str, Decimal], dict[str, Decimal]]:
    """Persian cardinals and scales, each surface with its value."""

    def table(name: str) -> dict[str, Decimal]:
        return {s: Decimal(meaning) for meaning, group in load(Language.PERSIAN, name).items() for s in group}

    return table("cardinals"), table("scales")
