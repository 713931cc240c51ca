"""Persian words that are written together with the number before them: هزارو, هزارتومان, دوساله."""

from dataclasses import replace
from functools import cache, lru_cache

from summarizer.lexicon import load
from summarizer.quantities.tokens import Token, TokenKind
from summarizer.quantities.units import surfaces_by_first
from summarizer.quantities.words import conjunction, number_word
from summarizer.records import Language

_SHORTEST = 4  # letters


def split_fused(language: Language, tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """`tokens`, with each Persian number that is fused to "and" or to a unit as two."""
    if language is not Language.PERSIAN:
        return tokens
    split: list[Token] = []
    for token in tokens:
        cut = _cut(token.text) if token.kind is TokenKind.WORD else 0
        if cut:
            split.append(replace(token, text=token.text[:cut], end=token.start + cut))
            split.append(replace(token, text=token.text[cut:], start=token.start + cut, glued=True))
        else:
            split.append(token)
    return tuple(split)


@lru_cache(maxsize=16384)
def _cut(word: str) -> int:
    """Where the number in front of `word` ends, 0 where `word` is one piece."""
    if len(word) < _SHORTEST or number_word(Language.PERSIAN, word) or word in surfaces_by_first(Language.PERSIAN):
        return 0
    for length in range(len(word) - 1, 1, -1):
        if word[length:] in _endings() and number_word(Language.PERSIAN, word[:length]):
            return length
    return 0


@cache
def _endings() -> frozenset[str]:
    """What may be fused to the end of a number: "and", or a unit of money or time, or "percent"."""
    tables = [load(Language.PERSIAN, name) for name in ("percents", "money", "durations")]
    units = {surface for table in tables for group in table.values() for surface in group}
    return frozenset({conjunction(Language.PERSIAN)} | units)
