"""The summary: the few sentences of an article that carry it."""

from collections.abc import Sequence

from summarizer.article.layout import Sentence
from summarizer.model.encoder import Encoded
from summarizer.records import Claim, Span, Statistic, Summary


def choose_summary(
    text: str,
    sentences: Sequence[Sentence],
    encoded: Sequence[Encoded],
    statistics: Sequence[Statistic],
    claims: Sequence[Claim],
) -> Summary:
    """stub"""
    spans = tuple(Span.of(text, s.start, s.end) for s in sentences if not s.heading)[:3]
    return Summary(" ".join(s.text for s in spans), spans)
