"""The corpus: every file reads, the splits name files, and nothing that is held out is also fitted on."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from summarizer.text.folding import fold
from summarizer.training.corpus_windows import CORPUS, Split, read_corpus, read_splits
from summarizer.training.mark_values import names
from summarizer.training.markup import Passage, read_article_file

QUALITY = Path(__file__).parent / "quality"
SHINGLE = 6  # words
ALIKE = 0.3  # of the shorter one's shingles, the share in both that makes two texts near-duplicates

WORD = re.compile(r"\w+")


def shingles(text: str) -> frozenset[tuple[str, ...]]:
    words = WORD.findall(fold(text).text)
    return frozenset(tuple(words[place : place + SHINGLE]) for place in range(len(words) - SHINGLE + 1))


def held_texts() -> Iterator[tuple[str, str, frozenset[tuple[str, ...]]]]:
    """Split, name and shingles of every passage, and of the test articles."""
    for split, filed in read_corpus().items():
        for name, passage in filed:
            place = f"{passage.language.value}/{name} {passage.number}"
            yield split.value, place, shingles(passage.marked.text)
    for path in sorted(QUALITY.glob("*/*/*.txt")):
        yield "articles", str(path.relative_to(QUALITY)), shingles(read_article_file(path).marked.text)


def test_near_duplicates_never_stand_in_two_splits() -> None:
    seen: dict[tuple[str, ...], list[int]] = {}
    texts = list(held_texts())
    for number, (_, _, own) in enumerate(texts):
        for shingle in own:
            seen.setdefault(shingle, []).append(number)
    shared: dict[tuple[int, int], int] = {}
    for numbers in seen.values():
        for one in numbers:
            for other in numbers:
                if one < other and texts[one][0] != texts[other][0]:
                    shared[one, other] = shared.get((one, other), 0) + 1
    alike = [
        (texts[one][1], texts[other][1])
        for (one, other), count in shared.items()
        if count > ALIKE * min(len(texts[one][2]), len(texts[other][2]))
    ]
    assert alike == []


def test_two_texts_that_share_a_sentence_would_be_found() -> None:
    text = "ارتفعت مبيعات المتاجر في العاصمة خلال الربع الثاني من العام بنسبة كبيرة"
    assert shingles(text) & shingles(f"وقال التاجر إن كل شيء جيد. {text.replace('أ', 'ا')}")


def test_the_splits_name_files_and_leave_most_to_fit_on() -> None:
    stems = {path.stem for path in CORPUS.glob("*/*.txt")}
    assert read_splits().keys() <= stems
    corpus = read_corpus()
    for language in ("ar", "fa"):
        counts = {split: sum(passage.language == language for _, passage in corpus[split]) for split in Split}
        assert counts[Split.FIT] > 5 * counts[Split.TEST] > 250
        assert counts[Split.VALIDATION] > 50


def numbers(passage: Passage) -> int:
    return sum(mark.kind_letter == "N" for mark in passage.marked.marks)


@pytest.mark.parametrize("language", ["ar", "fa"])
def test_there_is_as_much_as_the_model_card_says(language: str) -> None:
    full = [
        passage
        for filed in read_corpus().values()
        for _, passage in filed
        if passage.language == language and passage.full
    ]
    assert len(full) >= 1500
    assert sum(map(numbers, full)) >= 3000
    assert sum(numbers(passage) == 0 for passage in full) >= 400


def test_nearly_every_statistic_says_of_whom_and_what() -> None:
    with_role = {"P": 0, "M": 0}
    total = 0
    for filed in read_corpus().values():
        for _, passage in filed:
            marks = passage.marked.marks
            own = {name for mark in marks if mark.kind_letter == "N" for name in names(mark.value)}
            total += len(own)
            for letter in with_role:
                told = {name for mark in marks if mark.kind_letter == letter for name in names(mark.value)}
                with_role[letter] += len(own & told)
    assert all(count > 0.97 * total for count in with_role.values())
