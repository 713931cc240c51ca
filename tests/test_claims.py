"""Claims: which sentences may hold one, what a claim takes from the head and the statistics, and what repeats."""

from collections.abc import Sequence
from decimal import Decimal

import numpy as np
import pytest

from summarizer.article.layout import Sentence
from summarizer.article.statements import is_statement
from summarizer.claims import find_claims
from summarizer.claims.shape import SHAPES, clause_shape
from summarizer.model.encoder import Encoded, Vectors
from summarizer.model.heads import ClaimHead, Reading
from summarizer.records import ClaimKind, Language, QuantityKind, Statistic

YES = Reading(claim=0.9, hedged=0.1, kind=ClaimKind.TREND)
NO = Reading(claim=0.2, hedged=0.1, kind=ClaimKind.TREND)


class FakeHead:
    """Gives the readings in the order of the questions, and keeps the shapes it was asked with."""

    claim_threshold = 0.5
    hedged_threshold = 0.5

    def __init__(self, *readings: Reading) -> None:
        self._readings = list(readings)
        self.shapes: list[dict[str, float]] = []

    def read(self, clauses: Sequence[Vectors], shapes: Sequence[Sequence[float]]) -> tuple[Reading, ...]:
        self.shapes = [dict(zip(SHAPES, shape, strict=True)) for shape in shapes]
        assert len(clauses) == len(shapes) == len(self._readings)
        return tuple(self._readings)


def sentence(text: str, part: str, heading: bool = False, paragraph: int = 0, after: int = 0) -> Sentence:
    start = text.index(part, after)
    return Sentence(start, start + len(part), Language.ARABIC, heading, paragraph)


def encoded(*vectors: Sequence[float]) -> list[Encoded]:
    """A one-token sentence for each vector; the token covers any sentence."""
    return [
        Encoded(np.array([vector], dtype=np.float32), np.array([[0, 10_000]], dtype=np.int32)) for vector in vectors
    ]


def percentage(text: str, name: str, part: str, after: int = 0) -> Statistic:
    start = text.index(part, after)
    return Statistic(
        id=name, start=start, end=start + len(part), text=part, value=Decimal(part.strip("%")), low=None, high=None,
        kind=QuantityKind.PERCENTAGE, unit="%", qualifier=None, change=None, population=None, measure=None, time=None,
        source=None, compared_with=(), same_as=None, claim=None, confidence=1.0,
    )  # fmt: skip


def claims_of(
    text: str, parts: Sequence[Sentence], head: FakeHead, statistics: Sequence[Statistic] = (), vectors: object = None
) -> list[tuple[str, str, ClaimKind, str | None]]:
    tokens = encoded(*(vectors or [(1.0, 0.0)] * len(parts)))  # type: ignore[misc]
    real: ClaimHead = head  # type: ignore[assignment]
    found = find_claims(text, parts, tokens, statistics, real)
    return [(claim.id, claim.text, claim.kind, claim.same_as) for claim in found]


RISE = "ارتفعت المبيعات في الأسواق"
FALL = "تراجعت أرباح المصانع الصغيرة"


def test_only_what_the_head_takes_for_a_claim_is_one() -> None:
    text = f"{FALL}. {RISE}."
    parts = [sentence(text, FALL + "."), sentence(text, RISE + ".")]
    assert claims_of(text, parts, FakeHead(NO, YES)) == [("c1", RISE, ClaimKind.TREND, None)]


def test_the_threshold_itself_is_enough() -> None:
    text = RISE + "."
    head = FakeHead(Reading(claim=0.5, hedged=0.5, kind=ClaimKind.CAUSAL))
    (claim,) = find_claims(text, [sentence(text, text)], encoded((1, 0)), (), head)  # type: ignore[arg-type]
    assert (claim.confidence, claim.hedged, claim.source) == (0.5, True, None)


def test_headings_and_questions_are_never_asked_about() -> None:
    text = f"{RISE} 12%\n{FALL}؟\n{FALL} اليوم."
    parts = [
        sentence(text, f"{RISE} 12%", heading=True, paragraph=0),
        sentence(text, f"{FALL}؟", paragraph=1),
        sentence(text, f"{FALL} اليوم.", paragraph=2),
    ]
    head = FakeHead(YES)
    found = claims_of(text, parts, head, [percentage(text, "s1", "12%")])
    assert found == [("c1", f"{FALL} اليوم", ClaimKind.TREND, None)]
    assert len(head.shapes) == 1


def test_a_statistic_inside_makes_it_statistical_whatever_the_head_says() -> None:
    text = f"{RISE} 12%. {FALL}."
    parts = [sentence(text, f"{RISE} 12%."), sentence(text, f"{FALL}.")]
    head = FakeHead(YES, YES)
    found = find_claims(text, parts, encoded((1, 0), (0, 1)), [percentage(text, "s1", "12%")], head)  # type: ignore[arg-type]
    assert [(claim.kind, claim.statistics) for claim in found] == [
        (ClaimKind.STATISTICAL, ("s1",)),
        (ClaimKind.TREND, ()),
    ]
    assert [shape["holds_statistic"] for shape in head.shapes] == [1.0, 0.0]


def test_a_clause_that_comes_again_points_to_the_first() -> None:
    text = f"{RISE}. {FALL}. {RISE}. {RISE}."
    again = text.index(RISE, 5)
    parts = [
        sentence(text, RISE + "."),
        sentence(text, FALL + "."),
        sentence(text, RISE + ".", after=again),
        sentence(text, RISE + ".", after=again + 5),
    ]
    found = claims_of(text, parts, FakeHead(YES, YES, YES, YES))  # all vectors alike: words must differ too
    assert [same for _, _, _, same in found] == [None, None, "c1", "c1"]


def test_a_repeat_of_a_repeat_points_to_the_first_too() -> None:
    text = f"{RISE}. {RISE}. {RISE}."
    width = len(RISE) + 2
    parts = [sentence(text, RISE + ".", after=place * width) for place in range(3)]
    angles = np.radians([0, 12, 24])  # each near enough to the next, the last too far from the first
    vectors = np.stack([np.cos(angles), np.sin(angles)], axis=1).tolist()
    found = claims_of(text, parts, FakeHead(YES, YES, YES), vectors=vectors)
    assert [same for _, _, _, same in found] == [None, "c1", "c1"]


def test_other_figures_or_another_meaning_do_not_repeat() -> None:
    text = f"{RISE} 12%. {RISE} 13%. {RISE} 13%."
    second = text.index(RISE, 5)
    third = text.index(RISE, second + 5)
    parts = [
        sentence(text, f"{RISE} 12%."),
        sentence(text, f"{RISE} 13%."),
        sentence(text, f"{RISE} 13%.", after=third),
    ]
    figures = [
        percentage(text, "s1", "12%"),
        percentage(text, "s2", "13%"),
        percentage(text, "s3", "13%", after=third),
    ]
    alike = claims_of(text, parts, FakeHead(YES, YES, YES), figures)
    assert [same for _, _, _, same in alike] == [None, None, "c2"]
    apart = claims_of(text, parts, FakeHead(YES, YES, YES), figures, [(1, 0), (1, 0), (0, 1)])
    assert [same for _, _, _, same in apart] == [None, None, None]


@pytest.mark.parametrize(
    ("ending", "able"), [(".", True), ("", True), ("؟", False), ("?»", False), ("؟!", False), ("؟ نعم.", True)]
)
def test_what_ends_as_a_question_claims_nothing(ending: str, able: bool) -> None:
    text = RISE + ending
    assert is_statement(text, sentence(text, text)) is able


def test_shape() -> None:
    text = f"{RISE}؟ {FALL} جداً!\n{RISE}:"
    parts = [
        sentence(text, f"{RISE}؟ {FALL} جداً!"),
        sentence(text, f"{RISE}:", paragraph=1, after=len(RISE)),
    ]
    start = parts[0].start
    first = dict(zip(SHAPES, clause_shape(text, parts, 0, (start, start + len(RISE)), True), strict=True))
    assert first["holds_statistic"] == first["question_mark"] == first["exclamation_mark"] == first["alone"] == 1
    assert first["full_stop"] == first["colon"] == 0
    assert first["share"] == pytest.approx(4 / 9)  # four of the sentence's nine words
    second = dict(zip(SHAPES, clause_shape(text, parts, 1, (parts[1].start, parts[1].end), False), strict=True))
    assert (second["colon"], second["question_mark"], second["share"]) == (1, 0, 1)
    joined = [parts[0], sentence(text, f"{RISE}:", paragraph=0, after=len(RISE))]
    assert dict(zip(SHAPES, clause_shape(text, joined, 0, (0, 4), False), strict=True))["alone"] == 0
