"""Passages of an article with the vectors of their tokens and words."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from summarizer.article.clauses import Spans, clause_spans
from summarizer.article.layout import Layout
from summarizer.model.encoder import Encoded, Encoder, Vectors
from summarizer.passages.windows import Window, windows
from summarizer.passages.words import Words, read_words
from summarizer.quantities.find import Found


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """A window of sentences as read.

    ``tokens`` have offsets into the article; ``vectors`` (words, dimensions) are those of the ``words``; ``clauses``
    holds those of each of the window's own sentences.
    """

    window: Window
    tokens: Encoded
    words: Words
    vectors: Vectors
    clauses: tuple[Spans, ...]


def read_passages(text: str, layout: Layout, mentions: Sequence[Found], encoder: Encoder) -> tuple[Passage, ...]:
    """The passages of an article, in order; `mentions` are its numbers."""
    cut = windows(layout)
    clauses = [clause_spans(text, sentence) for sentence in layout.sentences]
    spans = [(layout.sentences[window.first].start, layout.sentences[window.end - 1].end) for window in cut]
    encoded = encoder.encode([text[start:end] for start, end in spans])
    passages = []
    for window, (start, _), found in zip(cut, spans, encoded, strict=True):
        tokens = found.moved(start)
        words = passage_words(text, layout, window, clauses, mentions)
        vectors = word_vectors(words, tokens)
        passages.append(Passage(window, tokens, words, vectors, tuple(clauses[window.own : window.end])))
    return tuple(passages)


def passage_words(
    text: str, layout: Layout, window: Window, clauses: Sequence[Spans], mentions: Sequence[Found]
) -> Words:
    """The words of a window; `clauses` are those of each sentence of the layout."""
    sentences = layout.sentences[window.first : window.end]
    return read_words(
        text,
        (sentences[0].start, sentences[-1].end),
        [(sentence.start, sentence.end) for sentence in sentences],
        [sentence.paragraph for sentence in sentences],
        [clause for own in clauses[window.first : window.end] for clause in own],
        [(found.quantity.start, found.quantity.end) for found in mentions],
    )


def word_vectors(words: Words, tokens: Encoded) -> Vectors:
    """The mean of each word's tokens (words, dimensions); zeros for a word without tokens."""
    owners = words.owners(tokens.offsets)
    kept = owners >= 0
    total = np.zeros((len(words.spans), tokens.vectors.shape[1]), dtype=np.float32)
    np.add.at(total, owners[kept], tokens.vectors[kept])
    count = np.bincount(owners[kept], minlength=len(total)).astype(np.float32)
    return np.asarray(total / np.maximum(count, 1)[:, None], dtype=np.float32)
