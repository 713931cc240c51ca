"""Words before a claim by which the text holds back; those inside it are the model's to see."""

import re
from functools import cache
from typing import Final

from summarizer.lexicon import load, phrase_pattern
from summarizer.records import Language
from summarizer.text.folding import fold

_JOINED: Final = "(?:[\N{ARABIC LETTER WAW}\N{ARABIC LETTER FEH}] ?)?"


def is_held_back(lead_in: str, language: Language) -> bool:
    """Whether the words that lead to a claim, such as "analysts expect that", make it an expectation or a guess."""
    return _pattern(language).search(fold(lead_in).text) is not None


@cache
def _pattern(language: Language) -> re.Pattern[str]:
    prefix = _JOINED if language is Language.ARABIC else ""
    return phrase_pattern(load(language, "hedges")["before"], prefix=prefix)
