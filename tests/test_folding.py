"""The folded shadow copy: what becomes of letters, digits and signs, and that every offset leads back."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.text.characters import FOLDED_LETTERS, FOLDED_SIGNS
from summarizer.text.folding import fold, fold_word

ZWNJ = "\N{ZERO WIDTH NON-JOINER}"
HIDDEN = "\u200d\u200e\u200f\u061c\u202a\u202b\u202c\u2066\u2067\u2069\ufeff\u00ad\u0640\u064b\u064e\u0651\u0670"
FORMS = "\ufefb\ufef5\ufdf2\ufb8e\ufe94\uff11\uff05"
TEXTS = st.text(
    st.one_of(
        st.sampled_from([*FOLDED_LETTERS, *FOLDED_SIGNS]),
        st.sampled_from(HIDDEN + FORMS + ZWNJ + " \n\r\t\u00a0\u3000\u2028"),
        st.sampled_from("0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹.,٫٬٪%"),
        st.sampled_from("ابتثکگپچژ"),
        st.characters(),
    )
)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("مسوّقين", "مسوقین"),
        ("كتاب", "کتاب"),
        ("إلى", "الي"),
        ("أُسْرَة", "اسره"),
        ("مئة", "ميه"),
        ("مؤسسة", "موسسه"),
        ("آب", "اب"),
        ("٣٧", "۳۷"),
        ("۳۷", "37"),
        ("٪", "%"),
        ("٣٫٥", "3.5"),
        ("١٬٠٠٠", "1,000"),
        ("٣–٥", "3-5"),
        ("−5", "-5"),
        ("بـــ ١٥", "ب 15"),
        ("\ufefbم", "لام"),
        ("\ufdfc", "ریال"),
        ("می" + ZWNJ + "شود", "می شود"),
        ("\u200f15\u200e%", "15%"),
        ("15\u00a0%", "15 %"),
        ("１２％", "12%"),
    ],
)
def test_spellings_of_the_same_fold_alike(text: str, same: str) -> None:
    assert fold(text).text == fold(same).text


@pytest.mark.parametrize(
    ("text", "other"),
    [("قال", "فال"), ("حب", "جب"), ("سر", "شر"), ("پر", "بر"), ("1.5", "1,5"), ("ء", "ا"), ("½", "12")],
)
def test_what_differs_stays_apart(text: str, other: str) -> None:
    assert fold(text).text != fold(other).text


@pytest.mark.parametrize(
    ("text", "part", "expected"),
    [
        ("بلغَ ٣٧٪ منَ", "37%", "٣٧٪"),
        ("في عــام ٢٠٢٠", "عام", "عــام"),
        ("قالَ مُسَوِّق", "قال", "قالَ"),
        ("ال\ufefbم", "لا", "\ufefb"),
        ("می" + ZWNJ + "شود", "شود", "شود"),
        ("\ufeff\u200f۱۲ نفر", "12", "۱۲"),
        ("12\u200f نفر", "12", "12"),
    ],
)
def test_a_folded_stretch_leads_back_to_what_was_written(text: str, part: str, expected: str) -> None:
    folded = fold(text)
    start = folded.text.index(part)
    source = folded.source(start, start + len(part))
    assert text[slice(*source)] == expected


@given(TEXTS)
def test_offsets_are_in_the_text_and_in_order(text: str) -> None:
    folded = fold(text)
    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    assert list(folded.starts) == sorted(folded.starts)
    assert list(folded.ends) == sorted(folded.ends)
    assert all(0 <= start < end <= len(text) for start, end in zip(folded.starts, folded.ends, strict=True))


@given(TEXTS)
def test_each_character_comes_from_where_it_says(text: str) -> None:
    folded = fold(text)
    for index, character in enumerate(folded.text):
        start, end = folded.source(index, index + 1)
        assert character in fold(text[start:end]).text


@given(TEXTS)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once


@given(TEXTS, TEXTS)
def test_texts_fold_piece_by_piece(first: str, second: str) -> None:
    assert fold(first + second).text == fold(first).text + fold(second).text


@given(TEXTS)
def test_lines_stay_lines(text: str) -> None:
    breaks = sum(character in "\n\u2028\u2029" for character in text)
    assert fold(text).text.count("\n") == breaks


@given(TEXTS)
def test_nothing_foldable_is_left(text: str) -> None:
    folded = fold(text).text
    assert not set(folded) & (FOLDED_LETTERS.keys() | FOLDED_SIGNS.keys() | set(HIDDEN) | {ZWNJ})
    assert all(character.isascii() for character in folded if unicodedata.category(character) == "Nd")


@pytest.mark.parametrize(("word", "folded"), [("  تقريباً ", "تقریبا"), ("می" + ZWNJ + "شود", "می شود"), (ZWNJ, "")])
def test_a_lexicon_entry_folds_without_spaces_around(word: str, folded: str) -> None:
    assert fold_word(word) == fold(folded).text
