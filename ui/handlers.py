"""What happens when the button is pressed or the endpoint is called: text in, rendered outputs out."""

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import gradio as gr

from summarizer import Report
from summarizer.writers import ReaderLanguage, format_number, render_report
from ui.downloads import OFFERED, make_files
from ui.languages import choose_language
from ui.render import render_done, render_problem, render_working
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
    words: Mapping[ReaderLanguage, Words]

    def show(self, text: str, request: gr.Request) -> Iterator[tuple[Any, ...]]:
        """A message, the rendered report of `text` and its download buttons, one for each format that is offered.

        First comes that the work goes on, then what came of it. The report is empty until it is there, and stays so
        where the message is of a problem; as long, the buttons are hidden.
        """
        accept = request.headers.get("accept-language", "")
        words = self.words[choose_language(request.query_params, request.cookies, accept)]
        problem = find_problem(text, words)
        if problem:
            yield render_problem(problem), "", *hidden_buttons()
            return
        yield render_working(words), "", *hidden_buttons()
        try:
            report = self.summarizer.summarize(text)
            files = make_files(text, report, words.language)
        except Exception:  # The last border: whatever went wrong, the reader gets a sentence and the log the details.
            log.exception("An article could not be analysed.")
            yield render_problem(words.messages["failed"]), "", *hidden_buttons()
        else:
            buttons = [gr.update(value=file, visible=True) for file in files]
            yield render_done(report, words), render_report(text, report, words.report), *buttons

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


def hidden_buttons() -> list[dict[str, Any]]:
    """The download buttons while there is nothing to download; the browser, too, hides them by these values."""
    return [gr.update(value=None, visible=False) for _ in OFFERED]


def find_problem(text: str, words: Words) -> str | None:
    """Why `text` cannot be summarized, said to the reader; ``None`` where it can."""
    if not text.strip():
        return words.messages["empty"]
    if len(text) > LIMIT:
        length, limit = format_number(len(text), words.report), format_number(LIMIT, words.report)
        return words.messages["too_long"].format(length=length, limit=limit)
    if not any(FIRST_LETTER <= character <= LAST_LETTER and character.isalpha() for character in text):
        return words.messages["wrong_script"]
    return None
