"""What happens when the button is pressed or the endpoint is called: text in, rendered outputs out."""

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import gradio as gr

from summarizer import Report
from ui.figures import format_number
from ui.languages import InterfaceLanguage, choose_language
from ui.render import render_done, render_problem, render_report, render_working
from ui.words import Words

LIMIT = 50_000
"""The longest article accepted, in characters; Gradio's own limit does not hold for calls from programs."""

# The block of basic Arabic letters: every letter of ordinary Arabic and Persian text lies in it.
FIRST_LETTER, LAST_LETTER = "\N{ARABIC LETTER HAMZA}", "\N{ARABIC LETTER YEH BARREE}"

log = logging.getLogger(__name__)


class ReportMaker(Protocol):
    """What the page needs of a `summarizer.Summarizer`."""

    def summarize(self, text: str, /) -> Report:
        """The report of one article."""
        ...


@dataclass(frozen=True, slots=True)
class Handlers:
    """The page's answers, given by one summarizer in the words of each language."""

    summarizer: ReportMaker
    words: Mapping[InterfaceLanguage, Words]

    def show(self, text: str, request: gr.Request) -> Iterator[tuple[str, str]]:
        """A message and the rendered report of `text`: first that the work goes on, then what came of it.

        The report is empty until it is there, and stays so where the message is of a problem.
        """
        accept = request.headers.get("accept-language", "")
        words = self.words[choose_language(request.query_params, request.cookies, accept)]
        problem = find_problem(text, words)
        if problem:
            yield render_problem(problem), ""
            return
        yield render_working(words), ""
        try:
            report = self.summarizer.summarize(text)
        except Exception:  # The last border: whatever went wrong, the reader gets a sentence and the log the details.
            log.exception("An article could not be analysed.")
            yield render_problem(words.messages["failed"]), ""
        else:
            yield render_done(report, words), render_report(text, report, words)

    def report(self, text: str) -> dict[str, Any]:
        """Summarize an Arabic or Persian article: its report as JSON (schema 1), every span an offset into `text`.

        Raises `gradio.Error`, which reaches the caller as its message, where `text` is no text or too long.
        """
        if not isinstance(text, str):
            raise gr.Error(f"The article must be a text, got {type(text).__name__}.", print_exception=False)
        if len(text) > LIMIT:
            message = f"The article has {len(text)} characters, {LIMIT} are allowed: shorten or split it."
            raise gr.Error(message, print_exception=False)
        return self.summarizer.summarize(text).to_dict()


def find_problem(text: str, words: Words) -> str | None:
    """Why `text` cannot be summarized, said to the reader; ``None`` where it can."""
    if not text.strip():
        return words.messages["empty"]
    if len(text) > LIMIT:
        length, limit = format_number(len(text), words), format_number(LIMIT, words)
        return words.messages["too_long"].format(length=length, limit=limit)
    if not any(FIRST_LETTER <= character <= LAST_LETTER and character.isalpha() for character in text):
        return words.messages["wrong_script"]
    return None
