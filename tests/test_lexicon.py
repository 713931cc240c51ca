"""The lexicon: what the loader refuses, and that every shipped table is sound."""

from pathlib import Path
from typing import Any

import pytest

import summarizer.lexicon
from summarizer.errors import LexiconError
from summarizer.lexicon import inverse, load, phrase_pattern
from summarizer.lexicon.schema import LANGUAGES, TABLES, check
from summarizer.text.folding import fold, fold_word

FOLDER = Path(summarizer.lexicon.__file__).parent
SHIPPED = sorted((file.parent.name, file.stem) for file in FOLDER.glob("*/*.toml"))


@pytest.mark.parametrize(("language", "table"), SHIPPED)
def test_every_shipped_table_loads(language: str, table: str) -> None:
    assert load(language, table)


def test_every_shipped_file_is_declared() -> None:
    assert SHIPPED
    assert {language for language, _ in SHIPPED} <= set(LANGUAGES)
    assert {table for _, table in SHIPPED} <= set(TABLES)


def test_surfaces_are_folded_and_stand_once() -> None:
    table = check("x.toml", {"about": ["حوالی", "حوالي", "  تقریباً "]}, None)
    assert table == {"about": (fold_word("حوالي"), fold_word("تقریبا"))}


def test_inverse_leads_from_a_surface_to_its_meaning() -> None:
    for meaning, surfaces in load("fa", "clauses").items():
        assert {inverse("fa", "clauses")[surface] for surface in surfaces} == {meaning}


@pytest.mark.parametrize(
    ("entries", "meanings", "message"),
    [
        ({"about": []}, None, "'about' is empty"),
        ({"abuot": ["نحو"]}, frozenset({"about"}), "unknown meaning 'abuot'"),
        ({"about": ["كتاب"], "more": ["کتاب"]}, None, "'about' and under 'more'"),
        ({"about": "نحو"}, None, "must be a list of strings"),
        ({"about": ["نحو", 3]}, None, "must be a list of strings"),
        ({"about": {"near": ["نحو"]}}, None, "must be a list of strings"),
        ({"about": ["\u200c"]}, None, "no letter, digit or sign"),
    ],
)
def test_bad_tables_are_refused(entries: dict[str, Any], meanings: frozenset[str] | None, message: str) -> None:
    with pytest.raises(LexiconError, match=message) as refusal:
        check("ar/x.toml", entries, meanings)
    assert "ar/x.toml" in str(refusal.value)


@pytest.mark.parametrize(("language", "table"), [("en", "furniture"), ("ar", "nothing"), ("common", "furniture")])
def test_what_is_not_there_is_refused(language: str, table: str) -> None:
    with pytest.raises(LexiconError):
        load(language, table)


def test_tables_are_read_once_and_cannot_be_changed() -> None:
    assert load("ar", "furniture") is load("ar", "furniture")
    with pytest.raises(TypeError):
        load("ar", "furniture")["new"] = ()  # type: ignore[index]


def test_phrases_match_as_whole_words_with_or_without_their_spaces() -> None:
    pattern = phrase_pattern([fold_word("می‌گوید"), fold_word("گوید")])
    assert [
        fold(text).text[slice(*match.span())]
        for text in ("او می گوید", "او میگوید")
        if (match := pattern.search(fold(text).text))
    ] == [
        fold_word("می گوید"),
        fold_word("میگوید"),
    ]
    assert pattern.search(fold("نمیگویدش").text) is None
