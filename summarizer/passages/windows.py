"""Which sentences are read at once: a few of their own, behind the few before them for context."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from summarizer.article.layout import Layout, Sentence

OWN: Final = 700  # characters of sentences that are read for themselves; at least one sentence
CONTEXT: Final = 600  # characters of whole sentences before them
PARAGRAPH: Final = 1000  # the same within one paragraph: there a speaker goes on without being named again


@dataclass(frozen=True, slots=True)
class Window:
    """Sentences ``first`` to ``end`` (exclusive) of a layout; those before ``own`` are only context."""

    first: int
    own: int
    end: int


def windows(layout: Layout) -> tuple[Window, ...]:
    """The windows of a layout: each sentence is own in exactly one. No window reaches over what is ignored."""
    found: list[Window] = []
    for start, end in _stretches(layout):
        own = start
        while own < end:
            last = _reach(layout.sentences, own, end)
            found.append(Window(_context(layout.sentences, start, own), own, last))
            own = last
    return tuple(found)


def _stretches(layout: Layout) -> list[tuple[int, int]]:
    """Runs of sentences with nothing ignored between them, as half-open indices."""
    sentences = layout.sentences
    cuts = [0]
    ignored = iter(layout.ignored)
    gap = next(ignored, None)
    for index, sentence in enumerate(sentences):
        crossed = False
        while gap is not None and gap.start < sentence.start:
            crossed, gap = True, next(ignored, None)
        if crossed and index:
            cuts.append(index)
    cuts.append(len(sentences))
    return list(pairwise(cuts)) if sentences else []


def _reach(sentences: Sequence[Sentence], own: int, end: int) -> int:
    """Behind the last sentence that is read together with sentence `own`."""
    last = own + 1
    while last < end and sentences[last].end - sentences[own].start <= OWN:
        last += 1
    return last


def _context(sentences: Sequence[Sentence], start: int, own: int) -> int:
    """The first sentence of the context before sentence `own`."""
    first = own
    while first > start:
        before = sentences[first - 1]
        reach = PARAGRAPH if before.paragraph == sentences[own].paragraph else CONTEXT
        if sentences[own].start - before.start > reach:
            break
        first -= 1
    return first
