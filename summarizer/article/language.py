"""Arabic or Persian, by letters that only one of them has and by the small words of each.

Yeh and kaf are typed with either language's keyboard, so which of their forms stands in a text is weak evidence:
it decides only where nothing else does.
"""

import re
from typing import Final

from summarizer.lexicon import inverse
from summarizer.records import Language
from summarizer.text.characters import ZWNJ
from summarizer.text.folding import fold

_SCRIPT: Final = re.compile(r"[\u0620-\u064a\u066e-\u06d3\u06d5\u06fa-\u06ff\ufb50-\ufdff\ufe70-\ufefc]")
_WORD: Final = re.compile(r"[^\W\d_]+")
_ARTICLE: Final = re.compile(
    "[\N{ARABIC LETTER WAW}\N{ARABIC LETTER FEH}\N{ARABIC LETTER BEH}\N{ARABIC LETTER KAF}]?"
    "(?:\N{ARABIC LETTER ALEF}\N{ARABIC LETTER LAM}|\N{ARABIC LETTER LAM}\N{ARABIC LETTER LAM})\\w{2}"
)

_PERSIAN_LETTERS: Final = "\N{ARABIC LETTER PEH}\N{ARABIC LETTER TCHEH}\N{ARABIC LETTER JEH}\N{ARABIC LETTER GAF}"
# Persian has the hamza carriers too, but not at a word's head.
_ARABIC_LETTERS: Final = re.compile(
    "\N{ARABIC LETTER TEH MARBUTA}"
    "|(?<!\\w)[\N{ARABIC LETTER ALEF WITH HAMZA BELOW}\N{ARABIC LETTER ALEF WITH HAMZA ABOVE}]"
)
_PERSIAN_DIGITS: Final = "".join(map(chr, range(0x06F0, 0x06FA)))  # U+06F0..U+06F9, "extended" in Unicode
_ARABIC_DIGITS: Final = "".join(map(chr, range(0x0660, 0x066A)))
_PERSIAN_TYPING: Final = f"\N{ARABIC LETTER KEHEH}\N{ARABIC LETTER FARSI YEH}{ZWNJ}{_PERSIAN_DIGITS}"
_ARABIC_TYPING: Final = f"{_ARABIC_DIGITS}\N{ARABIC LETTER KAF}\N{ARABIC LETTER YEH}\N{ARABIC LETTER ALEF MAKSURA}"

SURE: Final = 2.0  # a letter or a word that the other language all but lacks
_TYPING: Final = 0.5  # all typing habits of a text together: less than one word
_REAL_SHARE: Final = 0.15  # of the letters; below this the other language is a quotation


def paragraph_language(text: str) -> Language | None:
    """Arabic or Persian; None where nothing in `text` tells (no Arabic script, or only words common to both)."""
    balance = evidence(text, fold(text).text)
    if not balance:
        return None
    return Language.PERSIAN if balance > 0 else Language.ARABIC


def evidence(text: str, folded: str) -> float:
    """How much in `text` is Persian (above zero) or Arabic (below zero); `folded` is the same text, folded.

    Below `SURE` either way there is nothing but a habit of typing.
    """
    if not _SCRIPT.search(text):
        return 0.0
    return SURE * (_letters(text) + _words(folded)) + _typing(text)


def detect(text: str) -> Language:
    """The language of a whole text: mixed where each has a real share of its letters, Arabic where nothing tells."""
    letters = {Language.ARABIC: 0, Language.PERSIAN: 0}
    for line in text.splitlines():
        language = paragraph_language(line)
        if language:
            letters[language] += len(_SCRIPT.findall(line))
    return overall(letters[Language.ARABIC], letters[Language.PERSIAN])


def overall(arabic: int, persian: int) -> Language:
    """The language of a text with so many letters in Arabic and in Persian paragraphs."""
    if min(arabic, persian) >= _REAL_SHARE * (arabic + persian) > 0:
        return Language.MIXED
    return Language.PERSIAN if persian > arabic else Language.ARABIC


def _letters(text: str) -> int:
    """Letters of Persian alone less letters of Arabic alone."""
    return sum(map(text.count, _PERSIAN_LETTERS)) - len(_ARABIC_LETTERS.findall(text))


def _words(folded: str) -> int:
    """Small words of Persian less small words of Arabic, and less words with the Arabic article."""
    arabic, persian = inverse("ar", "function_words"), inverse("fa", "function_words")
    balance = 0
    for match in _WORD.finditer(folded):
        word = match.group()
        if word in persian:
            balance += 1
        elif word in arabic or _ARTICLE.match(word):
            balance -= 1
    return balance


def _typing(text: str) -> float:
    difference = sum(map(text.count, _PERSIAN_TYPING)) - sum(map(text.count, _ARABIC_TYPING))
    return _TYPING * ((difference > 0) - (difference < 0))
