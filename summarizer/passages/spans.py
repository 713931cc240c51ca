"""From a run of words to the span that a report shows."""

from summarizer.article.arabic_clauses import behind_joined
from summarizer.passages.words import Words
from summarizer.records import Language, Span
from summarizer.text.folding import fold


def run_span(text: str, words: Words, run: tuple[int, int] | None, language: Language) -> Span | None:
    """The stretch of `text` from the first to the last word of a run, without a joined Arabic "and" before it.

    None for no run.
    """
    if run is None:
        return None
    start, end = int(words.spans[run[0], 0]), int(words.spans[run[1] - 1, 1])
    if language is Language.ARABIC:
        folded = fold(text[start:end])
        start += folded.source(behind_joined(folded.text, 0), len(folded.text))[0]
    return Span.of(text, start, end)
