"""Lexicon phrases found in a line, forwards or backwards from a token."""

from functools import cache, lru_cache

from summarizer.lexicon import load
from summarizer.quantities.line import Line
from summarizer.quantities.tokens import tokenize
from summarizer.records import Language

_Index = dict[str, tuple[tuple[tuple[str, ...], str], ...]]


def phrase_at(line: Line, start: int, table: str, meaning: str | None = None) -> tuple[str, int] | None:
    """The longest phrase of `table` that begins at token `start`: its meaning and the token after it."""
    for words, says in _index(line.language, table, False).get(line.text(start), ()):
        if meaning in (None, says) and all(line.text(start + offset) == word for offset, word in enumerate(words)):
            return says, start + len(words)
    return None


def phrase_before(line: Line, end: int, table: str, meaning: str | None = None) -> tuple[str, int] | None:
    """The longest phrase of `table` that ends before token `end`: its meaning and its first token.

    Small words may be written together with the phrase's front (ونحو, بأكثر من).
    """
    index = _index(line.language, table, True)
    for last in bare_words(line.language, line.text(end - 1)):
        for words, says in index.get(last, ()):
            if meaning in (None, says) and _stands_before(line, end, words):
                return says, end - len(words)
    return None


def _stands_before(line: Line, end: int, words: tuple[str, ...]) -> bool:
    start = end - len(words)
    rest = all(line.text(start + offset) == word for offset, word in enumerate(words) if offset)
    return start >= 0 and rest and words[0] in bare_words(line.language, line.text(start))


def is_small_word_before(line: Line, end: int, meaning: str) -> bool:
    """Whether the number word `meaning` ("for" …) stands right before token `end`."""
    surfaces = load(line.language, "number_words").get(meaning, ())
    return end > 0 and any(word in surfaces for word in bare_words(line.language, line.text(end - 1)))


@lru_cache(maxsize=8192)
def bare_words(language: Language, word: str) -> tuple[str, ...]:
    """`word` itself, then what is left of it without the small words that may be written together with its front."""
    bare = (word[len(front) :] for front in _fronts(language) if word.startswith(front) and len(word) > len(front) + 1)
    return (word, *sorted(bare, key=len, reverse=True))


@cache
def _fronts(language: Language) -> frozenset[str]:
    """The small words that may be written together with the front of a word."""
    if language is not Language.ARABIC:
        return frozenset()
    return frozenset(front for group in load(language, "clitics").values() for front in group)


@cache
def _index(language: Language, table: str, by_last: bool) -> _Index:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for meaning, group in load(language, table).items():
        for surface in group:
            words = tuple(token.text for token in tokenize(surface))
            found.setdefault(words[-1 if by_last else 0], []).append((words, meaning))
    return {key: tuple(sorted(entries, key=lambda entry: -len(entry[0]))) for key, entries in found.items()}
