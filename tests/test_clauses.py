"""Clauses within a sentence: cases by hand, and what holds of any sentence."""

import time
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.article.clauses import clause_spans
from summarizer.article.layout import Sentence, read_layout
from summarizer.records import Language

CASES = Path(__file__).parent / "cases"
PIECES = [
    "، ", " و", " ف", ": ", " - ", " ", "(", ")", "«", "»", "12%", "قال", " أن ", "فيما ",
    "ارتفعت ", "يزيد ", "السوق ",
    "لكن ", "وفقا ل", "است ", "می‌شود ", "که ", "اما ", "به گفته ", "گفت ", "در حالی که ", "شده و ", "این رقم ", ".",
]  # fmt: skip
TEXTS = st.one_of(st.text(min_size=1), st.lists(st.sampled_from(PIECES), min_size=1).map("".join))
LANGUAGES = st.sampled_from([Language.ARABIC, Language.PERSIAN])


def _cases() -> list[Any]:
    found = []
    for language in ("ar", "fa"):
        for case in tomllib.loads((CASES / language / "clauses.toml").read_text("utf-8"))["case"]:
            found.append(pytest.param(case, language, id=f"{language}: {case['origin']}"))
    return found


@pytest.mark.parametrize(("case", "language"), _cases())
def test_cases(case: dict[str, Any], language: str) -> None:
    text = case["text"]
    sentence = Sentence(0, len(text), Language(language), heading=False, paragraph=0)
    assert [text[start:end] for start, end in clause_spans(text, sentence)] == case["clauses"]


def test_offsets_are_those_of_the_whole_text() -> None:
    text = "عنوان\nارتفعت المبيعات في الصيف، فيما تراجعت الأرباح في الشتاء."
    sentence = read_layout(text).sentences[1]
    assert [text[start:end] for start, end in clause_spans(text, sentence)] == [
        "ارتفعت المبيعات في الصيف",
        "تراجعت الأرباح في الشتاء",
    ]


@given(TEXTS, LANGUAGES, st.integers(0, 3))
def test_clauses_lie_in_order_within_the_sentence(text: str, language: Language, offset: int) -> None:
    whole = "x" * offset + text + "x"
    spans = clause_spans(whole, Sentence(offset, offset + len(text), language, heading=False, paragraph=0))
    assert spans
    before = offset
    for start, end in spans:
        assert before <= start < end <= offset + len(text)
        before = end


@pytest.mark.parametrize(
    "unit", ["ا ", "قال ان ", "، وقال ", "است و ", "به گزارش ،", "که ", "می شود ", "ا", ": ", "وفقا "]
)
@pytest.mark.parametrize("language", [Language.ARABIC, Language.PERSIAN])
def test_long_sentences_are_quick(unit: str, language: Language) -> None:
    text = unit * (20_000 // len(unit))
    began = time.perf_counter()
    for end in (3_900, len(text)):
        clause_spans(text, Sentence(0, end, language, heading=False, paragraph=0))
    assert time.perf_counter() - began < 5
