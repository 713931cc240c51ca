"""Stand-ins for the model: passages whose vectors are given, and heads that answer as a test wants."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from summarizer.article.clauses import clause_spans
from summarizer.article.layout import Layout, Sentence
from summarizer.claims.shape import SHAPES
from summarizer.model.asker import Answer
from summarizer.model.claim_head import ClauseReading
from summarizer.model.encoder import Encoded, Vectors
from summarizer.model.heads import CLAUSE_ROLES, NUMBER_ROLES, Meaning
from summarizer.model.number_head import NumberReading
from summarizer.passages import Passage
from summarizer.passages.passage import passage_words, word_vectors
from summarizer.passages.windows import Window
from summarizer.quantities.find import find_mentions
from summarizer.records import Change, Language
from summarizer.stats.traits import TRAITS

NOTHING = Answer(None, 1.0)


def passages_of(text: str, sentences: Sequence[Sentence], vectors: Iterable[Sequence[float]]) -> list[Passage]:
    """A passage for each sentence, all of it one token with the given vector."""
    layout = Layout(Language.ARABIC, tuple(sentences), ())
    clauses = [clause_spans(text, sentence) for sentence in sentences]
    passages = []
    for index, (sentence, vector) in enumerate(zip(sentences, vectors, strict=True)):
        window = Window(index, index, index + 1)
        offsets = np.array([[sentence.start, sentence.end]], dtype=np.int32)
        tokens = Encoded(np.array([vector], dtype=np.float32), offsets)
        words = passage_words(text, layout, window, clauses, find_mentions(text))
        passages.append(Passage(window, tokens, words, word_vectors(words, tokens), (clauses[index],)))
    return passages


@dataclass
class FakeClaimHead:
    """Gives its readings in the order of the questions, and keeps the shapes it was asked with."""

    readings: list[ClauseReading]
    claim_threshold: float = 0.5
    hedged_threshold: float = 0.5
    shapes: list[dict[str, float]] = field(default_factory=list)

    def read(self, clauses: Sequence[Vectors], shapes: Sequence[Sequence[float]]) -> tuple[ClauseReading, ...]:
        assert len(clauses) == len(shapes)
        self.shapes += [dict(zip(SHAPES, shape, strict=True)) for shape in shapes]
        given, self.readings = self.readings[: len(clauses)], self.readings[len(clauses) :]
        return tuple(given)


@dataclass
class FakeNumberHead:
    """Believes the rules: a number is a statistic where its traits say so, and changes as they say."""

    agreed: float = 0.5
    alone: float = 0.5

    def read(self, numbers: Vectors, changes: Sequence[Change | None]) -> tuple[NumberReading, ...]:
        traits = [dict(zip(TRAITS, row[-len(TRAITS) :], strict=True)) for row in numbers]
        return tuple(
            NumberReading(0.9 if row["selected"] else 0.1, change) for row, change in zip(traits, changes, strict=True)
        )


@dataclass
class FakeAsker:
    """Answers each asker in turn with the runs it was given by role; nothing for the rest."""

    roles: tuple[str, ...]
    answers: list[dict[str, tuple[int, int]]] = field(default_factory=list)

    def ask(self, words: Vectors, traits: Any, relations: Any, places: Any) -> tuple[dict[str, Answer], ...]:
        assert len(traits) == len(relations) == len(places)
        found = []
        for _ in places:
            given = self.answers.pop(0) if self.answers else {}
            found.append({role: Answer(given[role], 0.9) if role in given else NOTHING for role in self.roles})
        return tuple(found)


@dataclass
class FakeHeads:
    """What :class:`summarizer.model.heads.Heads` holds."""

    claim: FakeClaimHead = field(default_factory=lambda: FakeClaimHead([]))
    claim_roles: FakeAsker = field(default_factory=lambda: FakeAsker(CLAUSE_ROLES))
    number: FakeNumberHead = field(default_factory=FakeNumberHead)
    number_roles: FakeAsker = field(default_factory=lambda: FakeAsker(NUMBER_ROLES))
    meaning: Meaning = field(default_factory=lambda: Meaning(np.eye(2, dtype=np.float32)))
