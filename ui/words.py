"""The words of the interface, read from ``words.toml`` and checked as they are read."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from string import Formatter
from typing import Any

from ui.languages import InterfaceLanguage

WORDS_FILE = Path(__file__).with_name("words.toml")

Table = Mapping[str, str]


class WordsError(ValueError):
    """The file of words misses something, or holds something that nothing reads."""


@dataclass(frozen=True, slots=True)
class Words:
    """Everything the interface says in one language; each table maps a name in the code or the report to its words."""

    language: InterfaceLanguage
    page: Table
    columns: Table
    messages: Table
    kinds: Table
    qualifiers: Table
    changes: Table
    claim_kinds: Table
    units: Table
    numbers: Table


TABLES = tuple(field.name for field in fields(Words) if field.name != "language")


def load_words(path: Path = WORDS_FILE) -> dict[InterfaceLanguage, Words]:
    """The words of all the interface's languages.

    Raises `WordsError` where a language or table is missing or unknown, a text is empty, or two languages differ in
    their keys or in the ``{fields}`` of a text.
    """
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    _demand_same(f"the languages of {path.name}", set(data), set(InterfaceLanguage))
    for language in InterfaceLanguage:
        _demand_same(f"the tables of [{language}]", set(data[language]), set(TABLES))
    for table in TABLES:
        _check_table(table, data)
    return {language: Words(language, **data[language]) for language in InterfaceLanguage}


def _check_table(table: str, data: Mapping[str, Mapping[str, Any]]) -> None:
    """Hold every language's `table` against the first language's."""
    first, *others = InterfaceLanguage
    for other in others:
        _demand_same(f"the keys of [{other}.{table}]", set(data[other][table]), set(data[first][table]))
    for key, pattern in data[first][table].items():
        for language in InterfaceLanguage:
            text = data[language][table][key]
            if not isinstance(text, str) or not text.strip():
                raise WordsError(f"{language}.{table}.{key} must be a text that is not empty, got {text!r}")
            _demand_same(f"the fields of {language}.{table}.{key}", _fields(text), _fields(pattern))


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def _demand_same(what: str, found: set[str], wanted: set[str]) -> None:
    if found != wanted:
        raise WordsError(f"{what}: missing {sorted(wanted - found)}, unknown {sorted(found - wanted)}")
