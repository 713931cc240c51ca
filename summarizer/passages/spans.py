"""From a run of words to the span that a report shows."""

from typing import Final

from summarizer.article.arabic_clauses import behind_joined
from summarizer.lexicon import load
from summarizer.passages.words import Words
from summarizer.records import Language, Span
from summarizer.text.folding import fold

_OPENED_BY: Final = {
    ")": "(",
    "]": "[",
    "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}": "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}",
    "\N{RIGHT DOUBLE QUOTATION MARK}": "\N{LEFT DOUBLE QUOTATION MARK}",
}


def run_span(text: str, words: Words, run: tuple[int, int] | None, language: Language) -> Span | None:
    """The stretch of `text` from the first to the last word of a run; None for no run.

    A joined Arabic "and" before it is left out, and a word that denies it is taken in: a report must not say the
    opposite of its text. What opens a quotation or bracket is closed.
    """
    if run is None:
        return None
    first, last = run
    if first and _folded(text, words, first - 1, language) in load(language, "negations")["word"]:
        first -= 1
    start, end = int(words.spans[first, 0]), int(words.spans[last - 1, 1])
    end += _closes(text[start:end], text[end : end + 1])
    return Span.of(text, start + _joined(text[start:end], language), end)


def _closes(words: str, sign: str) -> bool:
    """Whether the sign behind some words closes a quotation or bracket that is open in them."""
    opening = _OPENED_BY.get(sign)
    return opening is not None and words.count(opening) > words.count(sign)


def _folded(text: str, words: Words, index: int, language: Language) -> str:
    """A word in folded form, without a joined "and"."""
    word = text[slice(*words.spans[index])]
    return fold(word[_joined(word, language) :]).text


def _joined(words: str, language: Language) -> int:
    """How many characters of `words` are a joined Arabic "and" before the first."""
    if language is not Language.ARABIC:
        return 0
    folded = fold(words)
    behind = behind_joined(folded.text, 0)
    return folded.source(behind, len(folded.text))[0] if 0 < behind < len(folded.text) else 0
