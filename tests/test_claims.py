"""Claims: which sentences may hold one, what a claim takes from the head and the statistics, and what repeats."""

from collections.abc import Sequence
from decimal import Decimal

import numpy as np
import pytest

from summarizer.article.layout import Sentence
from summarizer.article.statements import is_statement
from summarizer.claims import find_claims
from summarizer.claims.shape import SHAPES, clause_shape
from summarizer.model.claim_head import ClauseReading
from summarizer.model.heads import CLAUSE_ROLES
from summarizer.records import Claim, ClaimKind, Language, QuantityKind, Statistic
from tests.fakes import FakeAsker, FakeClaimHead, FakeHeads, passages_of

YES = ClauseReading(claim=0.9, hedged=0.1, kind=ClaimKind.TREND)
NO = ClauseReading(claim=0.2, hedged=0.1, kind=ClaimKind.TREND)


def sentence(text: str, part: str, heading: bool = False, paragraph: int = 0, after: int = 0) -> Sentence:
    start = text.index(part, after)
    return Sentence(start, start + len(part), Language.ARABIC, heading, paragraph)


def percentage(text: str, name: str, part: str, after: int = 0) -> Statistic:
    start = text.index(part, after)
    return Statistic(
        id=name, start=start, end=start + len(part), text=part, value=Decimal(part.strip("%")), low=None, high=None,
        kind=QuantityKind.PERCENTAGE, unit="%", qualifier=None, change=None, population=None, measure=None, time=None,
        source=None, compared_with=(), same_as=None, claim=None, confidence=1.0,
    )  # fmt: skip


def found_in(
    text: str, parts: Sequence[Sentence], heads: FakeHeads, statistics: Sequence[Statistic] = (), vectors: object = None
) -> tuple[Claim, ...]:
    passages = passages_of(text, parts, vectors or [(1.0, 0.0)] * len(parts))  # type: ignore[arg-type]
    return find_claims(text, parts, passages, statistics, heads)  # type: ignore[arg-type]


def claims_of(
    text: str, parts: Sequence[Sentence], heads: FakeHeads, statistics: Sequence[Statistic] = (), vectors: object = None
) -> list[tuple[str, str, ClaimKind, str | None]]:
    found = found_in(text, parts, heads, statistics, vectors)
    return [(claim.id, claim.text, claim.kind, claim.same_as) for claim in found]


def reads(*readings: ClauseReading) -> FakeHeads:
    """Heads that read the clauses so, in order."""
    return FakeHeads(FakeClaimHead(list(readings)))


RISE = "ارتفعت المبيعات في الأسواق"
FALL = "تراجعت أرباح المصانع الصغيرة"


def test_only_what_the_head_takes_for_a_claim_is_one() -> None:
    text = f"{FALL}. {RISE}."
    parts = [sentence(text, FALL + "."), sentence(text, RISE + ".")]
    assert claims_of(text, parts, reads(NO, YES)) == [("c1", RISE, ClaimKind.TREND, None)]


def test_the_threshold_itself_is_enough() -> None:
    text = RISE + "."
    head = reads(ClauseReading(claim=0.5, hedged=0.5, kind=ClaimKind.CAUSAL))
    (claim,) = found_in(text, [sentence(text, text)], head)
    assert (claim.confidence, claim.hedged, claim.source) == (0.5, True, None)


def test_who_says_it_comes_from_the_words_of_the_passage() -> None:
    text = f"قال الوزير إن {FALL}."
    heads = FakeHeads(FakeClaimHead([YES]), FakeAsker(CLAUSE_ROLES, [{"source": (1, 2)}]))
    (claim,) = found_in(text, [sentence(text, text)], heads)
    assert claim.source is not None
    assert (claim.source.text, claim.source.start) == ("الوزير", text.index("الوزير"))


@pytest.mark.parametrize(
    ("lead_in", "hedged"),
    [("ومن المنتظر أن ", True), ("ويرجح المحللون أن ", True), ("وأكد الوزير أن ", False), ("", False)],
)
def test_words_before_a_claim_hold_it_back(lead_in: str, hedged: bool) -> None:
    text = f"{lead_in}ترتفع أسعار المواد الغذائية."
    (claim,) = found_in(text, [sentence(text, text)], reads(YES))
    assert claim.text == "ترتفع أسعار المواد الغذائية"
    assert claim.hedged is hedged


def test_headings_and_questions_are_never_asked_about() -> None:
    text = f"{RISE} 12%\n{FALL}؟\n{FALL} اليوم."
    parts = [
        sentence(text, f"{RISE} 12%", heading=True, paragraph=0),
        sentence(text, f"{FALL}؟", paragraph=1),
        sentence(text, f"{FALL} اليوم.", paragraph=2),
    ]
    head = reads(YES)
    found = claims_of(text, parts, head, [percentage(text, "s1", "12%")])
    assert found == [("c1", f"{FALL} اليوم", ClaimKind.TREND, None)]
    assert len(head.claim.shapes) == 1


def test_a_statistic_inside_makes_it_statistical_whatever_the_head_says() -> None:
    text = f"{RISE} 12%. {FALL}."
    parts = [sentence(text, f"{RISE} 12%."), sentence(text, f"{FALL}.")]
    head = reads(YES, YES)
    found = found_in(text, parts, head, [percentage(text, "s1", "12%")], [(1, 0), (0, 1)])
    assert [(claim.kind, claim.statistics) for claim in found] == [
        (ClaimKind.STATISTICAL, ("s1",)),
        (ClaimKind.TREND, ()),
    ]
    assert [shape["holds_statistic"] for shape in head.claim.shapes] == [1.0, 0.0]


def test_a_clause_that_comes_again_points_to_the_first() -> None:
    text = f"{RISE}. {FALL}. {RISE}. {RISE}."
    again = text.index(RISE, 5)
    parts = [
        sentence(text, RISE + "."),
        sentence(text, FALL + "."),
        sentence(text, RISE + ".", after=again),
        sentence(text, RISE + ".", after=again + 5),
    ]
    found = claims_of(text, parts, reads(YES, YES, YES, YES))  # all vectors alike: words must differ too
    assert [same for _, _, _, same in found] == [None, None, "c1", "c1"]


def test_a_repeat_of_a_repeat_points_to_the_first_too() -> None:
    text = f"{RISE}. {RISE}. {RISE}."
    width = len(RISE) + 2
    parts = [sentence(text, RISE + ".", after=place * width) for place in range(3)]
    angles = np.radians([0, 12, 24])  # each near enough to the next, the last too far from the first
    vectors = np.stack([np.cos(angles), np.sin(angles)], axis=1).tolist()
    found = claims_of(text, parts, reads(YES, YES, YES), vectors=vectors)
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
    alike = claims_of(text, parts, reads(YES, YES, YES), figures)
    assert [same for _, _, _, same in alike] == [None, None, "c2"]
    apart = claims_of(text, parts, reads(YES, YES, YES), figures, [(1, 0), (1, 0), (0, 1)])
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
