"""A report as files to take away."""

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from gradio.processing_utils import save_bytes_to_cache
from gradio.utils import get_upload_folder

from summarizer import Report
from summarizer.writers import FORMATS, Entry, ReaderLanguage

OFFERED: Final[Mapping[str, str]] = MappingProxyType(
    {"json": "JSON", "csv": "CSV", "xlsx": "XLSX", "markdown": "Markdown", "html": "HTML"}
)
"""From the names of the formats that the page offers to what people call them."""

LONGEST_NAME: Final = 60  # characters; with two bytes a letter still far below what a file system takes
WORD_RE: Final = re.compile(r"[^\W_]+")


def make_files(text: str, report: Report, language: ReaderLanguage) -> list[str]:
    """The paths of a file for each format offered, in the reader's language, named after the article.

    They lie in Gradio's folder for files, which the page empties as it goes.
    """
    entry, stem = Entry("", text, report, language), file_stem(text)
    formats = [FORMATS[name] for name in OFFERED]
    return [
        save_bytes_to_cache(b"".join(format.write([entry], False)), stem + format.suffix, get_upload_folder())
        for format in formats
    ]


def file_stem(text: str) -> str:
    """The first words of an article as the name of a file without its suffix: letters, digits and hyphens alone.

    Vowel marks are left out. An article that begins with no word gives ``khulasa``.
    """
    line = text.strip().partition("\n")[0]
    bare = "".join(character for character in line if unicodedata.category(character) != "Mn")
    return "-".join(WORD_RE.findall(bare))[:LONGEST_NAME].strip("-") or "khulasa"
