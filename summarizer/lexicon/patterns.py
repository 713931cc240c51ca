"""Patterns from folded surfaces, for searching in folded text."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from summarizer.lexicon.schema import load
from summarizer.records import Language

_JOINED: Final = "(?:[\N{ARABIC LETTER WAW}\N{ARABIC LETTER FEH}] ?)?"  # "and", "so"

# A surface's inner space: Persian writers leave the joiner out, or put a space for it, so words may touch.
_GAP = " *"


def phrase_pattern(surfaces: Iterable[str], *, prefix: str = "") -> re.Pattern[str]:
    """A pattern for any of the folded `surfaces` as whole words, the longest first.

    `prefix` is a pattern for what may be written together with the front of a surface (Arabic one-letter words).
    """
    ordered = sorted(surfaces, key=len, reverse=True)
    body = "|".join(_GAP.join(map(re.escape, surface.split(" "))) for surface in ordered)
    return re.compile(rf"(?<!\w){prefix}(?:{body})(?!\w)")


@cache
def language_pattern(language: Language, table: str, meaning: str) -> re.Pattern[str]:
    """A pattern for the surfaces of one meaning in a table; in Arabic "and" or "so" may be joined to their front."""
    prefix = _JOINED if language is Language.ARABIC else ""
    return phrase_pattern(load(language, table)[meaning], prefix=prefix)
