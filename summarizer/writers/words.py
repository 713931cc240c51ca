"""The words around a report, in the language of its reader: read from ``words.toml`` and checked as they are read."""

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cache
from pathlib import Path
from string import Formatter
from types import MappingProxyType
from typing import Any, Final

from summarizer.records import Language, Report

WORDS_FILE: Final = Path(__file__).with_name("words.toml")

Table = Mapping[str, str]


class WordsError(ValueError):
    """A file of words misses something, or holds something that nothing reads."""


class ReaderLanguage(StrEnum):
    """A language to read reports in; the article's own language is another matter."""

    ARABIC = "ar"
    PERSIAN = "fa"
    ENGLISH = "en"

    @property
    def direction(self) -> str:
        """The value of the HTML attribute ``dir``."""
        return "ltr" if self is ReaderLanguage.ENGLISH else "rtl"


@dataclass(frozen=True, slots=True)
class ReportWords:
    """Everything that is said around a report in one language; each table maps a name in the code to its words."""

    language: ReaderLanguage
    sections: Table
    columns: Table
    phrases: Table
    kinds: Table
    qualifiers: Table
    changes: Table
    claim_kinds: Table
    claim_names: Table
    units: Table
    numbers: Table
    charts: Table


TABLES: Final = tuple(field.name for field in fields(ReportWords) if field.name != "language")


@cache
def load_report_words(path: Path = WORDS_FILE) -> Mapping[ReaderLanguage, ReportWords]:
    """The words of a report in each language. Raises `WordsError` as `read_tables` does."""
    tables = read_tables(path, TABLES)
    return MappingProxyType({language: ReportWords(language, **tables[language]) for language in ReaderLanguage})


def words_of(report: Report) -> ReportWords:
    """The words in the article's own language; Arabic for an article in two."""
    language = ReaderLanguage.PERSIAN if report.language is Language.PERSIAN else ReaderLanguage.ARABIC
    return load_report_words()[language]


def read_tables(path: Path, tables: Collection[str]) -> dict[ReaderLanguage, dict[str, Table]]:
    """The `tables` of words in the TOML file at `path`, by language and name.

    Raises `WordsError` where a language or table is missing or unknown, a text is empty, or two languages differ in
    their keys or in the ``{fields}`` of a text.
    """
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    _demand_same(f"the languages of {path.name}", set(data), set(ReaderLanguage))
    for language in ReaderLanguage:
        _demand_same(f"the tables of [{language}]", set(data[language]), set(tables))
    for table in tables:
        _check_table(table, data)
    return {language: data[language] for language in ReaderLanguage}


def _check_table(table: str, data: Mapping[str, Mapping[str, Any]]) -> None:
    """Hold every language's `table` against the first language's."""
    first, *others = ReaderLanguage
    for other in others:
        _demand_same(f"the keys of [{other}.{table}]", set(data[other][table]), set(data[first][table]))
    for key, pattern in data[first][table].items():
        for language in ReaderLanguage:
            text = data[language][table][key]
            if not isinstance(text, str) or not text.strip():
                raise WordsError(f"{language}.{table}.{key} must be a text that is not empty, got {text!r}")
            _demand_same(f"the fields of {language}.{table}.{key}", _fields(text), _fields(pattern))


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def _demand_same(what: str, found: set[str], wanted: set[str]) -> None:
    if found != wanted:
        raise WordsError(f"{what}: missing {sorted(wanted - found)}, unknown {sorted(found - wanted)}")
