"""The markup of the corpus and the quality articles: what is read, what is refused and where, and the files we ship."""

from fractions import Fraction
from pathlib import Path

import pytest

from summarizer.errors import InputValueError
from summarizer.records import Change, Language, Qualifier, QuantityKind
from summarizer.training import markup
from summarizer.training.mark_values import STATISTIC_KINDS, number_fields
from summarizer.training.markup import (
    Article,
    Mark,
    Passage,
    read_article_file,
    read_corpus_file,
    read_marked,
)

ARTICLES = sorted((Path(__file__).parent / "quality" / "articles").glob("*/*.txt"))
CORPUS = sorted((Path(markup.__file__).parent / "corpus").glob("*/*.txt"))


def test_plain_text_has_no_marks() -> None:
    marked = read_marked("no mark\nat all")
    assert marked.text == "no mark\nat all"
    assert marked.marks == ()


def test_nested_marks_give_offsets_into_the_unmarked_text() -> None:
    marked = read_marked("{K|So {C  statistical  hedged|up {N kind=percentage value=5 unit=%|5%}}.}\n{X heading|End}")
    assert marked.text == "So up 5%.\nEnd"
    assert marked.marks == (
        Mark("K", 0, 9, ""),
        Mark("C", 3, 8, "statistical hedged"),
        Mark("N", 6, 8, "kind=percentage value=5 unit=%"),
        Mark("X", 10, 13, "heading"),
    )


def test_marks_that_start_together_stand_outer_first() -> None:
    marked = read_marked("{K|{C statistical|{N kind=count value=7|7} shops}}")
    assert [(mark.kind_letter, mark.start, mark.end) for mark in marked.marks] == [
        ("K", 0, 7),
        ("C", 0, 7),
        ("N", 0, 1),
    ]


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("{C trend|grows", 1, 1, "never closed"),
        ("ends}", 1, 5, "stands alone"),
        ("one\ntwo {C trend two", 2, 5, "stands alone"),
        ("a | b", 1, 3, "stands alone"),
        ("a\n{Q|b}", 2, 1, "unknown letter 'Q'"),
        ("{C rumour|b}", 1, 1, "unknown claim kind 'rumour'"),
        ("{C|b}", 1, 1, "unknown claim kind ''"),
        ("{C trend maybe|b}", 1, 1, "only 'hedged'"),
        ("{X advert|b}", 1, 1, "unknown type 'advert'"),
        ("{K first|b}", 1, 1, "nothing before the bar"),
        ("ab {N kind=count value=1 size=2|1}", 1, 4, "unknown key 'size'"),
        ("{N kind=count value=1 value=2|1}", 1, 1, "each key once"),
        ("{N kind=count value=|1}", 1, 1, "key=value"),
        ("{N kind=date value=1|1}", 1, 1, "unknown statistic kind 'date'"),
        ("{N value=1|1}", 1, 1, "unknown statistic kind ''"),
        ("{N kind=count|1}", 1, 1, "value or both low and high"),
        ("{N kind=count low=1|1}", 1, 1, "value or both low and high"),
        ("{N kind=count value=1 low=1 high=2|1}", 1, 1, "value or both low and high"),
        ("{N kind=count value=1e3|1}", 1, 1, "not a number"),
        ("{N kind=count value=1/0|1}", 1, 1, "not a number"),
        ("{N kind=count value=\N{ARABIC-INDIC DIGIT ONE}|1}", 1, 1, "not a number"),
        ("{N kind=count value=1 qualifier=over|1}", 1, 1, "unknown qualifier 'over'"),
        ("{N kind=count value=1 change=up|1}", 1, 1, "unknown change 'up'"),
        ("{C trend|}", 1, 1, "marks nothing"),
        ("ab {C trend| \n}", 1, 4, "marks nothing"),
        ("{C trend|a {C trend|b}}", 1, 12, "C inside C"),
        ("{C trend|a {X heading|b}}", 1, 12, "X inside C"),
        ("{C trend|a {K|b}}", 1, 12, "K inside C"),
    ],
)
def test_bad_markup_is_refused_with_its_place(text: str, line: int, column: int, words: str) -> None:
    with pytest.raises(InputValueError) as caught:
        read_marked(text)
    assert str(caught.value).startswith(f"line {line}, column {column}: ")
    assert words in str(caught.value)


def test_roles_name_the_statistics_and_claims_that_they_belong_to() -> None:
    marked = read_marked("{S n1 c1|They} say {C c1 statistical|{N n1|5%} of {P n1|us {T n1|today}}}.")
    assert marked.text == "They say 5% of us today."
    assert [(mark.kind_letter, mark.value, marked.text[mark.start : mark.end]) for mark in marked.marks] == [
        ("S", "n1 c1", "They"),
        ("C", "c1 statistical", "5% of us today"),
        ("N", "n1", "5%"),
        ("P", "n1", "us today"),
        ("T", "n1", "today"),
    ]


def test_a_named_number_may_leave_its_fields_to_the_number_finder() -> None:
    assert read_marked("{N n1 change=increase|5%}").marks == (Mark("N", 0, 2, "n1 change=increase"),)
    with pytest.raises(InputValueError, match="unknown change"):
        read_marked("{N n1 change=up|5%}")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{P n2|x}", "n2"),
        ("{N n1|5} {N n1|6}", "n1"),
        ("{S|x}", "S takes the names"),
        ("{P n1 who|x} {N n1|5}", "P takes the names"),
        ("{N c1|5}", "one name at most"),
        ("{C c1 c2 trend|x}", "one name at most"),
        ("{P n1|{C trend|x}} {N n1|5}", "C inside P"),
    ],
)
def test_names_that_fit_nothing_are_refused(text: str, message: str) -> None:
    with pytest.raises(InputValueError, match=message):
        read_marked(text)


def test_number_fields_of_a_value() -> None:
    fields = number_fields("kind=quantity value=4.5 unit=square_metre qualifier=at_most change=decrease")
    assert fields.kind is QuantityKind.QUANTITY
    assert (fields.value, fields.low, fields.high) == (Fraction(9, 2), None, None)
    assert fields.unit == "square metre"
    assert fields.qualifier is Qualifier.AT_MOST
    assert fields.change is Change.DECREASE


def test_number_fields_of_a_range_and_a_third() -> None:
    span = number_fields("kind=count low=2000000 high=3000000")
    assert (span.value, span.low, span.high) == (None, Fraction(2000000), Fraction(3000000))
    assert (span.unit, span.qualifier, span.change) == (None, None, None)
    assert number_fields("kind=fraction value=1/3").value == Fraction(1, 3)


def write(folder: Path, content: str) -> Path:
    path = folder / "file.txt"
    path.write_text(content, encoding="utf-8")
    return path


def test_the_header_says_whether_everything_is_marked(tmp_path: Path) -> None:
    text = "# topic: cars\n# language: fa\n{}\n== 1 | blog | clean\nOne.\n"
    assert read_corpus_file(write(tmp_path, text.format("# annotation: full\n")))[0].full
    assert not read_corpus_file(write(tmp_path, text.format("")))[0].full


def test_corpus_file_gives_its_passages(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "# topic: cars\n# language: fa\n\n== 1 | blog | sloppy\n\nOne.\n{C trend|two}\n\n== 2 | list | clean\nthree\n",
    )
    first, second = read_corpus_file(path)
    assert first == Passage(
        "cars", Language.PERSIAN, False, 1, "blog", "sloppy", markup.Marked("One.\ntwo", (Mark("C", 5, 8, "trend"),))
    )
    assert second == Passage("cars", Language.PERSIAN, False, 2, "list", "clean", markup.Marked("three", ()))


HEAD = "# topic: cars\n# language: ar\n"


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        ("# language: ar\n\n== 1 | blog | clean\na\n", 1, "'# topic: ...'"),
        ("# topic: cars\n# language: en\n\n== 1 | blog | clean\na\n", 1, "'# language: ar, fa', got 'en'"),
        (HEAD + "\n", 3, "expected a line"),
        (HEAD + "\nstray\n== 1 | blog | clean\na\n", 3, "expected a line"),
        (HEAD + "\n== 1 | poem | clean\na\n", 4, "forms are"),
        (HEAD + "\n== 1 | blog | messy\na\n", 4, "typings are"),
        (HEAD + "\n== one | blog | clean\na\n", 4, "starts with"),
        (HEAD + "\n== 1 | blog | clean\n\n== 2 | blog | clean\na\n", 5, "no text here"),
        (HEAD + "\n== 1 | blog | clean\na\nb }\n", 6, "stands alone"),
    ],
)
def test_bad_corpus_file_is_refused_with_path_and_line(tmp_path: Path, content: str, line: int, words: str) -> None:
    path = write(tmp_path, content)
    with pytest.raises(InputValueError) as caught:
        read_corpus_file(path)
    assert str(caught.value).startswith(f"{path}: line {line}, column ")
    assert words in str(caught.value)


def test_article_file_gives_header_and_text(tmp_path: Path) -> None:
    path = write(tmp_path, HEAD + "# typing: clean\n\n{X heading|Cars}\n\nText.\n\n")
    assert read_article_file(path) == Article(
        "cars", Language.ARABIC, "clean", markup.Marked("Cars\n\nText.", (Mark("X", 0, 4, "heading"),))
    )


def test_bad_article_names_the_line_of_the_file(tmp_path: Path) -> None:
    path = write(tmp_path, HEAD + "# typing: clean\n\nText\n{Y|}\n")
    with pytest.raises(InputValueError, match=r"line 6, column 1: unknown letter"):
        read_article_file(path)


def test_article_without_typing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputValueError, match=r"'# typing: clean, sloppy', got None"):
        read_article_file(write(tmp_path, HEAD + "\nText\n"))


def test_there_are_files_to_check() -> None:
    assert CORPUS
    assert len(ARTICLES) > 20


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_shipped_corpus_file_is_sound(path: Path) -> None:
    passages = read_corpus_file(path)
    assert {passage.language for passage in passages} == {Language(path.parent.name)}


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_shipped_article_is_sound(path: Path) -> None:
    article = read_article_file(path)
    text, marks = article.marked.text, article.marked.marks
    assert article.language is Language(path.parent.name)
    assert sum(mark.kind_letter == "K" for mark in marks) == 3
    numbers = [mark for mark in marks if mark.kind_letter == "N"]
    for mark in marks:
        assert text[mark.start : mark.end] == text[mark.start : mark.end].strip()
        if mark.kind_letter == "C":
            holds_number = any(mark.start <= number.start < mark.end for number in numbers)
            assert holds_number == mark.value.startswith("statistical"), text[mark.start : mark.end]


@pytest.mark.parametrize("language", [Language.ARABIC, Language.PERSIAN])
def test_articles_hold_enough_statistics_of_every_kind(language: Language) -> None:
    articles = [read_article_file(path).marked for path in ARTICLES if path.parent.name == language]
    kinds = [
        number_fields(mark.value).kind for article in articles for mark in article.marks if mark.kind_letter == "N"
    ]
    assert len(kinds) >= 130
    assert set(kinds) == STATISTIC_KINDS
    assert sum(all(mark.kind_letter != "N" for mark in article.marks) for article in articles) >= 2
