"""Where sentences begin and end: cases by hand, and what holds of any text."""

import re
import time
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.text.sentences import bullet_end, line_spans, sentence_spans

CASES = Path(__file__).parent / "cases"
PIECES = [
    ".", "..", "...", "…", "؟", "!", "؛", "،", " ", "\n", "\r\n", "\t", "\u200c", "\u200f", "»",
    "«", '"', "(", ")", "•", "-",
    "1", "۲", "٣", "12", "د", "كلام", "می‌شود",
    "Inc", "www.a.b/c", "a@b.c", "\u064b", "ـ",
]  # fmt: skip
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map("".join))


def _cases() -> list[Any]:
    found = []
    for language in ("ar", "fa"):
        for case in tomllib.loads((CASES / language / "sentences.toml").read_text("utf-8"))["case"]:
            found.append(pytest.param(case, id=f"{language}: {case['origin']}"))
    return found


@pytest.mark.parametrize("case", _cases())
def test_cases(case: dict[str, Any]) -> None:
    text = case["text"]
    assert [text[start:end] for start, end in sentence_spans(text)] == case["sentences"]


@given(TEXTS)
def test_spans_are_ordered_disjoint_and_trimmed(text: str) -> None:
    before = 0
    for start, end in sentence_spans(text):
        assert before <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        assert re.search(r"\w", text[start:end])
        before = end


@given(TEXTS)
def test_no_letter_is_lost(text: str) -> None:
    covered = {index for start, end in sentence_spans(text) for index in range(start, end)}
    for start, end in line_spans(text):
        bullets = range(start, bullet_end(text, start, end))
        lost = [
            text[i] for i in range(start, end) if re.match(r"\w", text[i]) and i not in covered and i not in bullets
        ]
        assert lost == []
        assert not any(character.isalpha() for character in text[bullets.start : bullets.stop])


@given(TEXTS, TEXTS)
def test_a_stretch_of_a_text_reads_as_the_stretch_alone(before: str, text: str) -> None:
    whole = f"{before}\n{text}\n{before}"
    offset = len(before) + 1
    inside = sentence_spans(whole, offset, offset + len(text))
    assert inside == tuple((start + offset, end + offset) for start, end in sentence_spans(text))


def test_a_long_sentence_stays_whole() -> None:
    text = " ".join(["كلام"] * 400)
    assert sentence_spans(text) == ((0, len(text)),)


@pytest.mark.parametrize("unit", [".", " ", "ا", "ا. ", "1. ", "www.a ", ".)", "ا .\u200f", "(", "a@", "\u064b", "…"])
def test_a_megabyte_takes_linear_time(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    began = time.perf_counter()
    sentence_spans(text)
    assert time.perf_counter() - began < 20  # about one second; quadratic time would take hours
