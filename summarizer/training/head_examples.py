"""What the claim head is trained on: the corpus cut into clauses as the main road does it, and what the marks say."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from summarizer.article.clauses import clause_spans
from summarizer.article.layout import read_layout
from summarizer.article.statements import is_statement
from summarizer.claims.shape import clause_shape
from summarizer.model.encoder import Encoder, Vectors
from summarizer.model.heads import clause_tokens
from summarizer.records import ClaimKind, Language
from summarizer.stats import find_statistics
from summarizer.training.mark_values import claim_fields
from summarizer.training.markup import Mark, Passage, read_corpus_file

CORPUS: Final = Path(__file__).with_name("corpus")
SPLITS: Final = CORPUS / "splits.toml"

_WORD: Final = re.compile(r"\w+")
_MATCH: Final = 0.5  # of the words of a clause and a mark, the share in both that makes them the same
_INSIDE: Final = 0.6  # of a clause's words, the share inside non-claims that makes it one
_OUTSIDE: Final = 0.1  # of a clause's words, the most inside claims for it to be none
_UNMARKED_WEIGHT: Final = 0.3  # of text that nobody marked, less is sure


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """A clause: its token vectors (tokens, dimensions), its shape, and what the marks say.

    ``kind`` is None for statistical claims and for what is no claim; ``weight`` is how sure all that is. ``found`` is
    False for a mark's own span, which is for fitting only. ``judged`` is whether the main road asks the head at all.
    """

    topic: str
    language: Language
    tokens: Vectors
    shape: tuple[float, ...]
    claim: bool
    kind: ClaimKind | None
    hedged: bool
    weight: float
    found: bool
    judged: bool


def held_out() -> frozenset[str]:
    """The topics that nothing is fitted on."""
    return frozenset(tomllib.loads(SPLITS.read_text(encoding="utf-8"))["validation"])


def corpus_examples(encoder: Encoder, corpus: Path = CORPUS) -> list[Example]:
    """The examples of all corpus files; a file's name is the topic."""
    return [
        example
        for path in sorted(corpus.glob("*/*.txt"))
        for passage in read_corpus_file(path)
        for example in passage_examples(passage, path.stem, encoder)
    ]


def passage_examples(passage: Passage, topic: str, encoder: Encoder) -> Iterator[Example]:
    """The clauses of a passage that its marks tell something about, and the marks' own spans."""
    text = passage.marked.text
    marks = [mark for mark in passage.marked.marks if mark.kind_letter in "CX"]
    sentences = read_layout(text).sentences
    encoded = encoder.encode([text[sentence.start : sentence.end] for sentence in sentences])
    statistics = find_statistics(text, sentences, encoded)
    for index, sentence in enumerate(sentences):
        found = clause_spans(text, sentence)
        own = [(mark.start, mark.end) for mark in marks if sentence.start <= mark.start and mark.end <= sentence.end]
        for start, end in dict.fromkeys((*found, *own)):
            target = _target(text, (start, end), marks)
            if target is None:
                continue
            mark, weight = target
            kind, hedged = _claim_of(mark)
            holds = any(start <= item.start and item.end <= end for item in statistics)
            yield Example(
                topic=topic,
                language=passage.language,
                tokens=clause_tokens(encoded[index], start - sentence.start, end - sentence.start),
                shape=clause_shape(text, sentences, index, (start, end), holds),
                claim=kind is not None,
                kind=None if kind is ClaimKind.STATISTICAL else kind,
                hedged=hedged,
                weight=weight,
                found=(start, end) in found,
                judged=is_statement(text, sentence),
            )


def _claim_of(mark: Mark | None) -> tuple[ClaimKind | None, bool]:
    """Kind and hedging of a claim's mark; no kind for anything else."""
    if mark is None or mark.kind_letter != "C":
        return None, False
    return claim_fields(mark.value)


def _target(text: str, span: tuple[int, int], marks: Sequence[Mark]) -> tuple[Mark | None, float] | None:
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
