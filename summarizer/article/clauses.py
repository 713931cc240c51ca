"""Clauses within a sentence: the stretches that may be a claim of their own.

A clause is independent and stands with its reasons and relative clauses; what only leads to it (who says so, a
connective, a joined "and") is left out. Where nothing is sure, the sentence stays whole.
"""

from typing import Final

from summarizer.article.arabic_clauses import arabic_pieces
from summarizer.article.layout import Sentence
from summarizer.article.persian_clauses import persian_pieces
from summarizer.records import Language
from summarizer.text.folding import fold

Spans = tuple[tuple[int, int], ...]

_LONGEST: Final = 4000  # characters; what is longer is no sentence that anybody wrote


def clause_spans(text: str, sentence: Sentence) -> Spans:
    """Half-open spans in `text` of the clauses of `sentence`: in order, disjoint, within it, at least one."""
    whole = (sentence.start, sentence.end)
    if sentence.end - sentence.start > _LONGEST:
        return (whole,)
    folded = fold(text[sentence.start : sentence.end])
    pieces = persian_pieces if sentence.language is Language.PERSIAN else arabic_pieces
    spans = []
    for start, end in pieces(folded.text):
        first, last = folded.source(start, end)
        spans.append((sentence.start + first, sentence.start + last))
    return tuple(spans) or (whole,)
