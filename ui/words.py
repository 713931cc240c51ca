"""The words of the page, read from ``words.toml`` and checked as they are read; those of a report come with them."""

from dataclasses import dataclass
from pathlib import Path

from summarizer.writers import ReaderLanguage, ReportWords, Table, load_report_words, read_tables

WORDS_FILE = Path(__file__).with_name("words.toml")


@dataclass(frozen=True, slots=True)
class Words:
    """Everything the page says in one language; each table maps a name in the code to its words.

    `result` is what the page adds to a report: the words of its controls.
    """

    language: ReaderLanguage
    page: Table
    result: Table
    messages: Table
    report: ReportWords


def load_words(path: Path = WORDS_FILE) -> dict[ReaderLanguage, Words]:
    """The words of the page in each language. Raises `summarizer.writers.WordsError` where the file is damaged."""
    tables = read_tables(path, ("page", "result", "messages"))
    return {language: Words(language, **tables[language], report=load_report_words()[language]) for language in tables}
