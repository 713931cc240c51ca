"""The tables of the lexicon: which there are, which meanings each may hold, and how one is read.

A table is one TOML file of a language, ``<language>/<table>.toml``: a flat list of ``meaning = ["surface", ...]``.
Surfaces are folded by the function that folds the text, so spelling variants need no entries of their own.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Final

from summarizer.errors import LexiconError
from summarizer.text.folding import fold_word

Table = Mapping[str, tuple[str, ...]]

LANGUAGES: Final = ("ar", "fa", "common")

_QUALIFIERS: Final = "about more_than less_than at_least at_most"


def _meanings(names: str) -> frozenset[str]:
    return frozenset(names.split())


# None: any meaning may stand in the table (values, codes, names of units, the reader's own kinds); else exactly these.
TABLES: Final[Mapping[str, frozenset[str] | None]] = MappingProxyType(
    {
        # words of the language, of pages, of sentences
        "function_words": None,
        "furniture": None,
        "clauses": None,
        # numbers, by value
        "cardinals": None,
        "compound_units": None,
        "scales": None,
        "scale_plurals": None,
        "scale_duals": None,
        "ordinals": None,
        "fractions": None,
        "shared_fractions": None,
        "denominators": None,
        # what builds numbers, and what only looks like one
        "number_words": _meanings(
            "and or minus point over from in of_each part_of between to level_to after per_thousand below_zero for off"
            " which piece people_after verb vague ordinal_ending plural plural_of index index_unit rate"
        ),
        "clitics": _meanings("joined plain ending"),
        "weak_numbers": _meanings("weak homograph"),
        "not_counted": _meanings("word"),
        "idioms": _meanings("idiom"),
        "identifiers": _meanings("before small_before after"),
        "dates": _meanings("month month_weak year decade era clock clock_after weekday before_year"),
        # units, by their names
        "percents": _meanings("% pp basis_point"),
        "multiples": _meanings("times two single before after occasions compared one pair not_after"),
        "durations": _meanings("second minute hour day week month year decade century"),
        "money": None,
        "currency_families": None,
        "currency_places": None,
        "measures": None,
        "dual_units": None,
        "units": None,
        # what the text does with a number
        "qualifiers": _meanings(_QUALIFIERS),
        "qualifiers_after": _meanings(_QUALIFIERS),
        "qualifiers_after_from": _meanings(_QUALIFIERS),
        "qualifiers_split": _meanings(_QUALIFIERS),
        "qualifiers_split_by": _meanings(_QUALIFIERS),
        "qualifier_fillers": _meanings("filler"),
        "changes": _meanings(
            "increase increases dearer decrease decreases cheaper by by_near moved reached level that_is becomes"
            " more_after compared"
        ),
        "comparisons": _meanings("against"),
        "hedges": _meanings("before"),
        "negations": _meanings("word"),
        "windows": _meanings("before after age per listed ranked describing within remaining"),
    }
)


@cache
def load(language: str, table: str) -> Table:
    """Meaning to folded surfaces, in the file's order; read once.

    Raises LexiconError where the table is not declared or missing, or where its file holds what `check` refuses.
    """
    if language not in LANGUAGES:
        raise LexiconError(f"no lexicon for language {language!r}; there are {', '.join(LANGUAGES)}")
    if table not in TABLES:
        raise LexiconError(f"no table {table!r} in the lexicon; declared are {', '.join(TABLES)} (schema.py)")
    name = f"{language}/{table}.toml"
    file = files("summarizer.lexicon").joinpath(language, f"{table}.toml")
    if not file.is_file():
        raise LexiconError(f"{name} is missing from the lexicon")
    try:
        entries = tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{name} is not TOML: {error}") from error
    return check(name, entries, TABLES[table])


@cache
def inverse(language: str, table: str) -> Mapping[str, str]:
    """Folded surface to its one meaning."""
    return MappingProxyType({surface: meaning for meaning, group in load(language, table).items() for surface in group})


def check(name: str, entries: Mapping[str, Any], meanings: frozenset[str] | None) -> Table:
    """Fold the surfaces of `entries`, the content of the file `name`.

    Raises LexiconError for a meaning outside `meanings`, a group that is not a list of strings or is empty, a surface
    that folds to nothing, and a surface that stands under two meanings.
    """
    owner: dict[str, str] = {}
    table: dict[str, tuple[str, ...]] = {}
    for meaning, surfaces in entries.items():
        if meanings is not None and meaning not in meanings:
            raise LexiconError(f"{name}: unknown meaning {meaning!r}; allowed are {', '.join(sorted(meanings))}")
        table[meaning] = _folded(f"{name}: {meaning!r}", surfaces)
        for surface in table[meaning]:
            first = owner.setdefault(surface, meaning)
            if first != meaning:
                raise LexiconError(f"{name}: {surface!r} stands under {first!r} and under {meaning!r}; keep one")
    return MappingProxyType(table)


def _folded(place: str, surfaces: object) -> tuple[str, ...]:
    """The surfaces of one group, folded, each once."""
    if not isinstance(surfaces, list) or not all(isinstance(surface, str) for surface in surfaces):
        raise LexiconError(f"{place} must be a list of strings")
    if not surfaces:
        raise LexiconError(f"{place} is empty; give it a surface or take it out")
    folded = tuple(dict.fromkeys(fold_word(surface) for surface in surfaces))
    if "" in folded:
        raise LexiconError(f"{place} holds a surface with no letter, digit or sign in it")
    return folded
