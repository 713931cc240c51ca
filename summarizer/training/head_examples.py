"""What the claim head is trained on: the clauses of the corpus as the main road finds them, and what the marks say of them."""

import random
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from summarizer.article.clauses import clause_spans
from summarizer.article.layout import Sentence, read_layout
from summarizer.claims.shape import clause_shape, may_claim
from summarizer.model.encoder import Encoded, Encoder, Vectors
from summarizer.model.heads import clause_tokens
from summarizer.records import ClaimKind, Language, Statistic
from summarizer.stats import find_statistics
from summarizer.training.markup import Mark, Passage, read_corpus_file

CORPUS: Final = Path(__file__).with_name("corpus")
SPLITS: Final = CORPUS / "splits.toml"

_WORD: Final = re.compile(r"\w+")
_MATCH: Final = 0.5  # of the words of a clause and a mark, the share in both that makes them the same
_INSIDE: Final = 0.6  # of a clause's words, the share inside non-claims that makes it one
_OUTSIDE: Final = 0.1  # of a clause's words, the most inside claims for it to be none
_UNMARKED_WEIGHT: Final = 0.3  # of text that nobody marked, less is sure

_ALEFS: Final = "\N{ARABIC LETTER ALEF WITH HAMZA ABOVE}\N{ARABIC LETTER ALEF WITH HAMZA BELOW}\N{ARABIC LETTER ALEF WITH MADDA ABOVE}"
_DIGITS: Final = "0123456789"
_ARABIC_DIGITS: Final = "".join(chr(0x660 + digit) for digit in range(10))
_PERSIAN_DIGITS: Final = "".join(chr(0x6F0 + digit) for digit in range(10))
_TYPING: Final = tuple(
    str.maketrans(before, after)
    for before, after in (
        ("\N{ARABIC LETTER FARSI YEH}", "\N{ARABIC LETTER YEH}"),
        ("\N{ARABIC LETTER YEH}", "\N{ARABIC LETTER FARSI YEH}"),
        ("\N{ARABIC LETTER ALEF MAKSURA}", "\N{ARABIC LETTER YEH}"),
        ("\N{ARABIC LETTER KEHEH}", "\N{ARABIC LETTER KAF}"),
        ("\N{ARABIC LETTER KAF}", "\N{ARABIC LETTER KEHEH}"),
        ("\N{ARABIC LETTER TEH MARBUTA}", "\N{ARABIC LETTER HEH}"),
        (_ALEFS, "\N{ARABIC LETTER ALEF}" * len(_ALEFS)),
        ("\N{ZERO WIDTH NON-JOINER}", " "),
        (_DIGITS, _PERSIAN_DIGITS),
        (_ARABIC_DIGITS + _PERSIAN_DIGITS, _DIGITS * 2),
        ("\N{ARABIC COMMA}\N{ARABIC SEMICOLON}", ",;"),
    )
)
"""How people type, one character for another, so that marks keep their places."""


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """A clause: its token vectors (tokens, dimensions), its shape, and what the marks say.

    ``claim`` is the target and ``weight`` how sure it is; ``kind`` is None for statistical claims and for what is no
    claim. ``found`` is False for a mark's own span, which is for fitting only, and ``typed`` True for a retyped copy.
    ``judged`` says whether the main road asks the head about it at all.
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
    typed: bool
    judged: bool


def held_out() -> frozenset[str]:
    """The topics that nothing is fitted on."""
    return frozenset(tomllib.loads(SPLITS.read_text(encoding="utf-8"))["validation"])


def corpus_examples(encoder: Encoder, corpus: Path = CORPUS) -> list[Example]:
    """The examples of all corpus files, each passage as it stands and once retyped; the same on every run."""
    chance = random.Random(7)
    examples: list[Example] = []
    for path in sorted(corpus.glob("*/*.txt")):
        for passage in read_corpus_file(path):
            text = passage.marked.text
            examples += passage_examples(passage, path.stem, text, encoder)
            if (other := _retyped(text, chance)) != text:
                examples += passage_examples(passage, path.stem, other, encoder, typed=True)
    return examples


def _retyped(text: str, chance: random.Random) -> str:
    for table in _TYPING:
        if chance.random() < 0.4:
            text = text.translate(table)
    return text


def passage_examples(
    passage: Passage, topic: str, text: str, encoder: Encoder, typed: bool = False
) -> Iterator[Example]:
    """The clauses of a passage, written as `text`, that its marks tell something about, and the marks' own spans."""
    marks = [mark for mark in passage.marked.marks if mark.kind_letter in "CX"]
    sentences = read_layout(text).sentences
    encoded = encoder.encode([text[sentence.start : sentence.end] for sentence in sentences])
    statistics = find_statistics(text, sentences, encoded)
    for index, sentence in enumerate(sentences):
        spans = clause_spans(text, sentence)
        own = [(mark.start, mark.end) for mark in marks if sentence.start <= mark.start and mark.end <= sentence.end]
        for span in dict.fromkeys((*spans, *own)):
            target = _target(text, span, marks)
            if target is None:
                continue
            mark, weight = target
            yield _example(
                text, sentences, index, span, encoded[index], statistics, mark, weight,
                topic=topic, language=passage.language, found=span in spans, typed=typed,
            )  # fmt: skip


def _example(
    text: str, sentences: Sequence[Sentence], index: int, span: tuple[int, int], encoded: Encoded,
    statistics: Sequence[Statistic], mark: Mark | None, weight: float, *, topic: str, language: Language, found: bool, typed: bool,
) -> Example:  # fmt: skip
    start, end = (edge - sentences[index].start for edge in span)
    holds = any(span[0] <= item.start and item.end <= span[1] for item in statistics)
    kind, hedged = _claim_of(mark)
    return Example(
        topic=topic,
        language=language,
        tokens=clause_tokens(encoded, start, end),
        shape=clause_shape(text, sentences, index, span, holds),
        claim=kind is not None,
        kind=None if kind is ClaimKind.STATISTICAL else kind,
        hedged=hedged,
        weight=weight,
        found=found,
        typed=typed,
        judged=may_claim(text, sentences[index]),
    )


def _claim_of(mark: Mark | None) -> tuple[ClaimKind | None, bool]:
    """Kind and hedging of a claim's mark; no kind for anything else."""
    if mark is None or mark.kind_letter != "C":
        return None, False
    kind, *hedged = mark.value.split()
    return ClaimKind(kind), bool(hedged)


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
