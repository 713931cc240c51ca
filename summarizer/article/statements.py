"""Which sentences can state anything at all."""

import re
from typing import Final

from summarizer.article.layout import Sentence

_ASKED: Final = re.compile(r"[?\N{ARABIC QUESTION MARK}]\W*\Z")


def is_statement(text: str, sentence: Sentence) -> bool:
    """Whether a sentence is neither a heading nor a question, whatever it says."""
    return not sentence.heading and _ASKED.search(text, sentence.start, sentence.end) is None
