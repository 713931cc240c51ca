"""What the extractor is trained on: marked text cut into windows, numbers and clauses as the main road does it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from summarizer.article.clauses import clause_spans
from summarizer.article.layout import Layout, read_layout
from summarizer.article.statements import is_statement
from summarizer.claims.shape import clause_shape
from summarizer.model.encoder import Offsets, OnnxEncoder
from summarizer.model.heads import NUMBER_ROLES
from summarizer.model.number_head import CHANGES
from summarizer.passages.passage import passage_words
from summarizer.passages.windows import Window, windows
from summarizer.passages.words import Numbers, Words
from summarizer.quantities.find import Found, find_mentions
from summarizer.records import Change, ClaimKind
from summarizer.stats.select import can_be_statistic, selected
from summarizer.stats.traits import traits
from summarizer.training.mark_values import claim_fields, names
from summarizer.training.markup import Mark, Marked

_ROLE_LETTERS: Final = dict(zip(NUMBER_ROLES, "PMTS", strict=True))
_WORD: Final = re.compile(r"\w+")
_MATCH: Final = 0.5  # of the words of a clause and a mark, the share in both that makes them the same
_INSIDE: Final = 0.6  # of a clause's words, the share inside non-claims that makes it one
_OUTSIDE: Final = 0.1  # of a clause's words, the most inside claims for it to be none
_UNMARKED_WEIGHT: Final = 0.3  # of text that nobody marked, less is sure

Run = tuple[int, int]
"""A half-open run of words or tokens of a window."""


@dataclass(frozen=True, slots=True, eq=False)
class NumberExample:
    """A number of a window: its tokens and words, and what the marks say of it.

    ``roles`` holds for each role the runs of words that fill it: none where it is empty; None where nobody can tell
    from this window.
    """

    tokens: Run
    words: Run
    relations: Numbers
    traits: tuple[float, ...]
    statistic: bool
    change: int
    roles: tuple[tuple[Run, ...] | None, ...]


@dataclass(frozen=True, slots=True, eq=False)
class ClauseExample:
    """A clause of a window, and what the marks say of it.

    ``kind`` is None for statistical claims and for what is no claim; ``weight`` is how sure all that is; ``found`` is
    False for a mark's own span, which is for fitting only; ``judged`` is whether the main road asks the model at all.
    ``source`` is as a role of a number.
    """

    tokens: Run
    words: Run
    relations: Numbers
    shape: tuple[float, ...]
    claim: bool
    kind: ClaimKind | None
    hedged: bool
    weight: float
    found: bool
    judged: bool
    source: tuple[Run, ...] | None


@dataclass(frozen=True, slots=True, eq=False)
class WindowExample:
    """A window: its text, its tokens' ids, the word of each (-1 for none), its sentences as runs of tokens."""

    text: str
    ids: tuple[int, ...]
    word_of: Numbers
    words: int
    sentences: tuple[Run, ...]
    numbers: tuple[NumberExample, ...]
    clauses: tuple[ClauseExample, ...]


def window_examples(marked: Marked, full: bool, tokenizer: OnnxEncoder) -> Iterator[WindowExample]:
    """The windows of a marked text; `full` says that numbers and roles are marked too, not only claims."""
    text = marked.text
    layout = read_layout(text)
    mentions = find_mentions(text)
    chosen = {id(found) for found in selected(mentions)}
    clauses = [clause_spans(text, sentence) for sentence in layout.sentences]
    for window in windows(layout):
        own = layout.sentences[window.own : window.end]
        start, end = layout.sentences[window.first].start, own[-1].end
        ids, offsets = tokenizer.tokenize(text[start:end])
        offsets = offsets + np.int32(start)
        words = passage_words(text, layout, window, clauses, mentions)
        if not ids or not len(words.spans):
            continue
        place = _Place(marked, words, offsets)
        inside = [
            found
            for found in mentions
            if own[0].start <= found.quantity.start and found.quantity.end <= end and can_be_statistic(found)
        ]
        yield WindowExample(
            text=text[start:end],
            ids=tuple(ids),
            word_of=words.owners(offsets),
            words=len(words.spans),
            sentences=tuple(_run(offsets, one.start, one.end) for one in layout.sentences[window.first : window.end]),
            numbers=tuple(place.number(found, id(found) in chosen) for found in inside) if full else (),
            clauses=tuple(_clauses(place, layout, window, clauses, [f for f in mentions if id(f) in chosen], full)),
        )


@dataclass(frozen=True, slots=True)
class _Place:
    """A window with the marks of its text."""

    marked: Marked
    words: Words
    offsets: Offsets

    def number(self, found: Found, ruled: bool) -> NumberExample:
        start, end = found.quantity.start, found.quantity.end
        mark = next(
            (one for one in self.marked.marks if one.kind_letter == "N" and one.start < end and start < one.end), None
        )
        own = names(mark.value) if mark else ()
        return NumberExample(
            tokens=_run(self.offsets, start, end),
            words=self.words.inside(start, end),
            relations=self.words.relations(start, end),
            traits=traits(found, ruled),
            statistic=mark is not None,
            change=CHANGES.index(_change(mark)) if mark else 0,
            roles=tuple(self.role(letter, own) if own else None for letter in _ROLE_LETTERS.values()),
        )

    def role(self, letter: str, own: Sequence[str]) -> tuple[Run, ...] | None:
        """The runs of words of the marks of `letter` that name one of `own`; None where they lie outside the window."""
        wanted = [one for one in self.marked.marks if one.kind_letter == letter and set(own) & set(names(one.value))]
        first, last = self.words.spans[0, 0], self.words.spans[-1, 1]
        runs = [self.words.inside(one.start, one.end) for one in wanted if first <= one.start and one.end <= last]
        runs = [run for run in runs if run[0] < run[1]]
        return None if wanted and not runs else tuple(runs)


def _clauses(
    place: _Place,
    layout: Layout,
    window: Window,
    clauses: Sequence[Sequence[Run]],
    statistics: Sequence[Found],
    full: bool,
) -> Iterator[ClauseExample]:
    """The clauses of a window's own sentences that the marks tell something about, and the marks' own spans."""
    text, marks = place.marked.text, [mark for mark in place.marked.marks if mark.kind_letter in "CX"]
    for index in range(window.own, window.end):
        sentence = layout.sentences[index]
        own = [(mark.start, mark.end) for mark in marks if sentence.start <= mark.start and mark.end <= sentence.end]
        for span in dict.fromkeys((*clauses[index], *own)):
            target = _target(text, span, marks)
            if target is not None:
                holds = any(span[0] <= one.quantity.start and one.quantity.end <= span[1] for one in statistics)
                yield _clause(
                    place, span, target, clause_shape(text, layout.sentences, index, span, holds),
                    found=span in clauses[index], judged=is_statement(text, sentence), full=full,
                )  # fmt: skip


def _clause(
    place: _Place,
    span: Run,
    target: tuple[Mark | None, float],
    shape: tuple[float, ...],
    *,
    found: bool,
    judged: bool,
    full: bool,
) -> ClauseExample:
    mark, weight = target
    kind, hedged = claim_fields(mark.value) if mark is not None and mark.kind_letter == "C" else (None, False)
    own = names(mark.value) if mark is not None and kind else ()
    return ClauseExample(
        tokens=_run(place.offsets, *span),
        words=place.words.inside(*span),
        relations=place.words.relations(*span),
        shape=shape,
        claim=kind is not None,
        kind=None if kind is ClaimKind.STATISTICAL else kind,
        hedged=hedged,
        weight=weight,
        found=found,
        judged=judged,
        source=place.role("S", own) if full and own else None,
    )


def _change(mark: Mark) -> Change | None:
    fields = dict(word.split("=", 1) for word in mark.value.split() if "=" in word)
    return Change(fields["change"]) if "change" in fields else None


def _target(text: str, span: Run, marks: Sequence[Mark]) -> tuple[Mark | None, float] | None:
    """The mark that tells what a clause is, and how sure that is; None where the marks disagree with the clause."""
    words = _words(text, *span)
    if not words:
        return None
    best, most, claimed, refused = None, 0.0, 0.0, None
    for mark in marks:
        shared = words & _words(text, mark.start, mark.end)
        share = len(shared) / len(words | _words(text, mark.start, mark.end))
        if mark.kind_letter == "X":
            refused = mark if len(shared) / len(words) > _INSIDE else refused
        else:
            claimed += len(shared) / len(words)
            best, most = (mark, share) if share > most else (best, most)
    if most >= _MATCH:
        return best, 1.0
    if refused is not None:
        return refused, 1.0
    return (None, _UNMARKED_WEIGHT) if claimed < _OUTSIDE else None


def _words(text: str, start: int, end: int) -> frozenset[int]:
    """The offsets of the words in ``text[start:end]``."""
    return frozenset(match.start() for match in _WORD.finditer(text, start, end))


def _run(offsets: Offsets, start: int, end: int) -> Run:
    """The tokens that touch ``[start, end)``."""
    first = int(np.searchsorted(offsets[:, 1], start, side="right"))
    return first, max(first + 1, int(np.searchsorted(offsets[:, 0], end, side="left")))
