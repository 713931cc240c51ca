"""Passages: which sentences are read together, and how words stand to a number."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.article.layout import Layout, Sentence, read_layout
from summarizer.model.encoder import Encoded
from summarizer.passages.passage import Passage, read_passages, word_vectors
from summarizer.passages.spans import run_span
from summarizer.passages.windows import CONTEXT, OWN, PARAGRAPH, windows
from summarizer.passages.words import RELATIONS, read_words
from summarizer.records import Ignored, Language


def layout_of(lengths: list[int], ignored: tuple[Ignored, ...] = (), paragraphs: bool = True) -> Layout:
    """Sentences of these lengths, one space between two; each a paragraph, or all of them one."""
    sentences, start = [], 0
    for number, length in enumerate(lengths):
        sentences.append(Sentence(start, start + length, Language.ARABIC, False, number if paragraphs else 0))
        start += length + 1
    return Layout(Language.ARABIC, tuple(sentences), ignored)


def cut(lengths: list[int], ignored: tuple[Ignored, ...] = ()) -> list[tuple[int, int, int]]:
    return [(window.first, window.own, window.end) for window in windows(layout_of(lengths, ignored))]


def test_a_short_text_is_one_window() -> None:
    assert cut([100, 100, 100]) == [(0, 0, 3)]


def test_no_sentence_no_window() -> None:
    assert cut([]) == []


def test_the_next_window_has_the_last_sentences_for_context() -> None:
    half = OWN // 2 - 1
    third = CONTEXT // 3
    assert cut([half, half, third, third, half]) == [(0, 0, 2), (1, 2, 4), (2, 4, 5)]


def test_context_reaches_further_within_a_paragraph() -> None:
    lengths = [PARAGRAPH, PARAGRAPH - 1, OWN]
    assert windows(layout_of(lengths))[-1].first == 2
    assert windows(layout_of(lengths, paragraphs=False))[-1].first == 1


def test_a_sentence_longer_than_a_window_is_read_whole_and_alone() -> None:
    assert cut([2 * OWN, 2 * OWN]) == [(0, 0, 1), (1, 1, 2)]


def test_nothing_is_read_across_what_is_ignored() -> None:
    assert cut([50, 50, 50], (Ignored(101, 102, "page_furniture"),)) == [(0, 0, 2), (2, 2, 3)]


@given(st.lists(st.integers(1, 700), max_size=30))
def test_each_sentence_is_own_once_and_context_is_whole_and_short(lengths: list[int]) -> None:
    layout = layout_of(lengths)
    own: list[int] = []
    for window in windows(layout):
        own += range(window.own, window.end)
        assert window.first <= window.own < window.end
        assert layout.sentences[window.own].start - layout.sentences[window.first].start <= CONTEXT
    assert own == list(range(len(lengths)))


TEXT = "زار المعرض 300 شخص. وباع 20 كتابا، واشترى 5 مجلات"
NUMBERS = [(11, 14), (25, 27), (42, 43)]
SENTENCES = [(0, 19), (20, 49)]
CLAUSES = [(0, 18), (21, 33), (36, 49)]


def words_of_text() -> Any:
    return read_words(TEXT, (0, len(TEXT)), SENTENCES, [0, 1], CLAUSES, NUMBERS)


def test_words_and_what_they_lie_in() -> None:
    words = words_of_text()
    assert [TEXT[start:end] for start, end in words.spans] == [
        "زار", "المعرض", "300", "شخص", "وباع", "20", "كتابا", "واشترى", "5", "مجلات",
    ]  # fmt: skip
    assert (words.sentence == [1] * 4 + [2] * 6).all()
    assert (words.numbers == [0, 0, 1, 1, 1, 2, 2, 2, 3, 3]).all()


def test_the_words_inside_a_stretch() -> None:
    words = words_of_text()
    assert words.inside(11, 14) == (2, 3)
    assert words.inside(12, 13) == (2, 3)  # a part of a word touches it
    assert words.inside(0, len(TEXT)) == (0, 10)
    assert words.inside(14, 15)[0] == words.inside(14, 15)[1]  # a space


def test_how_words_stand_to_a_number() -> None:
    distance, sentence, same, between, paragraph = words_of_text().relations(25, 27)
    middle = RELATIONS[0] // 2
    assert (distance - middle).tolist() == [-4, -4, -3, -2, -1, 0, 1, 2, 3, 4]  # four and five words off are alike
    assert len(set(sentence[:4])) == len(set(sentence[4:])) == 1
    assert sentence[0] == sentence[9] - 1
    assert same.tolist() == [0, 0, 0, 0, 1, 1, 1, 0, 0, 0]
    assert (between - RELATIONS[3] // 2).tolist() == [-2, -2, -1, -1, -1, 0, 0, 0, 1, 1]
    assert (paragraph - paragraph[4]).tolist() == [-1] * 4 + [0] * 6


@given(st.text(alphabet="اب 1,.\n", max_size=80), st.integers(0, 79), st.integers(1, 20))
def test_relations_stay_within_their_sizes(text: str, start: int, length: int) -> None:
    words = read_words(text, (0, len(text)), [(0, len(text))], [0], [(0, len(text))], [])
    if len(words.spans) and start < len(text):
        relations = words.relations(start, min(start + length, len(text)))
        for values, size in zip(relations, RELATIONS, strict=True):
            assert (values >= 0).all()
            assert (values < size).all()


def test_a_word_s_vector_is_the_mean_of_its_tokens() -> None:
    words = read_words("كتاب جديد 5", (0, 11), [(0, 11)], [0], [(0, 11)], [])
    offsets = np.array([[0, 2], [2, 4], [4, 9]], dtype=np.int32)  # the last token takes the space along
    tokens = Encoded(np.array([[1, 0], [3, 0], [0, 4]], dtype=np.float32), offsets)
    assert word_vectors(words, tokens).tolist() == [[2, 0], [0, 4], [0, 0]]


class Letters:
    """One token for each character that is no space; its vector is its place."""

    def encode(self, texts: Any) -> tuple[Encoded, ...]:
        found = []
        for text in texts:
            places = [place for place, sign in enumerate(text) if not sign.isspace()]
            vectors = np.array([[place, 1.0] for place in places], dtype=np.float32).reshape(-1, 2)
            offsets = np.array([[place, place + 1] for place in places], dtype=np.int32).reshape(-1, 2)
            found.append(Encoded(vectors, offsets))
        return tuple(found)


@pytest.mark.parametrize(
    "text", ["", "كلمة", "جملة أولى. جملة ثانية.\n\nجملة ثالثة طويلة " + "جدا " * 200 + ". وأخيرة."]
)
def test_passages_cover_the_article_with_offsets_into_it(text: str) -> None:
    layout = read_layout(text)
    passages = read_passages(text, layout, (), Letters())
    assert [index for one in passages for index in range(one.window.own, one.window.end)] == list(
        range(len(layout.sentences))
    )
    for passage in passages:
        assert isinstance(passage, Passage)
        assert all(not text[start:end].isspace() and end == start + 1 for start, end in passage.tokens.offsets)
        assert all(text[start:end].strip() == text[start:end] for start, end in passage.words.spans)
        assert len(passage.vectors) == len(passage.words.spans)


def test_a_run_of_words_is_a_span_of_the_text() -> None:
    span = run_span(TEXT, words_of_text(), (6, 8), Language.ARABIC)
    assert span is not None
    assert span.text == "كتابا، واشترى"
    assert run_span(TEXT, words_of_text(), None, Language.ARABIC) is None


def shown_from(text: str, first: int, language: Language) -> str:
    """The span that the run from word `first` to the last gives."""
    words = read_words(text, (0, len(text)), [(0, len(text))], [0], [(0, len(text))], [])
    span = run_span(text, words, (first, len(words.spans)), language)
    assert span is not None
    return span.text


@pytest.mark.parametrize(
    ("text", "language", "shown"),
    [
        ("والمحاسبون", Language.ARABIC, "المحاسبون"),
        ("وَالمحاسبون", Language.ARABIC, "المحاسبون"),
        ("وزارة العمل", Language.ARABIC, "وزارة العمل"),
        ("واردات کشور", Language.PERSIAN, "واردات کشور"),
        ("و", Language.ARABIC, "و"),
    ],
)
def test_a_joined_and_is_no_part_of_an_arabic_span(text: str, language: Language, shown: str) -> None:
    assert shown_from(text, 0, language) == shown


@pytest.mark.parametrize(
    ("text", "language", "shown"),
    [
        ("هم لا يهتمون", Language.ARABIC, "لا يهتمون"),
        ("هم ولا يهتمون", Language.ARABIC, "لا يهتمون"),
        ("هم دائما يهتمون", Language.ARABIC, "يهتمون"),
        ("شرکت های غیر دولتی", Language.PERSIAN, "غیر دولتی"),
    ],
)
def test_what_denies_a_span_belongs_to_it(text: str, language: Language, shown: str) -> None:
    assert shown_from(text, len(text.split()) - 1, language) == shown


@pytest.mark.parametrize(
    ("text", "run", "shown"),
    [
        ("هم يعدّون البريد", (1, 3), "يعدّون البريد"),  # a mark cuts no word in two
        ("دفعوا شكرًا جزيلًا", (1, 2), "شكرًا"),
        ("قال كتابٌ", (1, 2), "كتابٌ"),  # a mark at the very end
        ("باع 300 كتاب", (1, 2), "300"),
        ("قالت شركة «مدار» أمس", (1, 3), "شركة «مدار»"),
        ("قالت «شركة مدار» أمس", (1, 3), "شركة مدار"),  # what is not opened is not closed
        ("قالت شركة (مدار", (1, 3), "شركة (مدار"),
    ],
)
def test_words_quotations_and_brackets_are_shown_whole(text: str, run: tuple[int, int], shown: str) -> None:
    words = read_words(text, (0, len(text)), [(0, len(text))], [0], [(0, len(text))], [])
    span = run_span(text, words, run, Language.ARABIC)
    assert span is not None
    assert span.text == shown
