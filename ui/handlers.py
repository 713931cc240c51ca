"""What happens when the button is pressed or the endpoint is called: text in, rendered outputs out."""

import logging
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Protocol, TypeVar

import gradio as gr

from summarizer import Report
from summarizer.writers import ReaderLanguage, format_number, render_report
from ui.desk import Desk, DeskFullError, TimeLimitError
from ui.downloads import OFFERED, make_files
from ui.languages import choose_language
from ui.render import render_done, render_problem, render_stopped, render_working
from ui.settings import Settings
from ui.words import Words

# The block of basic Arabic letters: every letter of ordinary Arabic and Persian text lies in it.
FIRST_LETTER, LAST_LETTER = "\N{ARABIC LETTER HAMZA}", "\N{ARABIC LETTER YEH BARREE}"

T = TypeVar("T")

log = logging.getLogger(__name__)

Answer = tuple[Any, ...]
"""A message, the rendered report, and how each button of `changed_buttons` is now."""


class ProblemError(Exception):
    """Why there is no answer, in the reader's language."""


class ReportMaker(Protocol):
    """What the page needs of a `summarizer.Summarizer`."""

    def summarize(self, text: str, /) -> Report:
        """The report of one article."""
        ...


@dataclass(frozen=True, slots=True)
class Handlers:
    """The page's answers, given by one summarizer in the words of each language, within the limits of `settings`."""

    summarizer: ReportMaker
    words: Mapping[ReaderLanguage, Words]
    settings: Settings
    desk: Desk
    unsent: set[str] = field(default_factory=set)
    """Files for an answer that is not given yet, and never is where the reader stops or the time is over. Gradio knows
    the files that it sent, and clears them away; these it must be told of."""

    async def show(self, text: str, request: gr.Request) -> AsyncIterator[Answer]:
        """First the answer that the work goes on, then the one with what came of it.

        The report is empty until it is there, and stays so where the message is of a problem.
        """
        words = self.words_for(request)
        try:
            check_text(text, words, self.settings.max_characters)
            yield render_working(words), "", *changed_buttons(working=True)
            message, result, files = await self.ask_desk(partial(self._read, text, words), request)
        except ProblemError as problem:
            yield render_problem(str(problem)), "", *changed_buttons()
        else:
            self.unsent.difference_update(files)
            yield message, result, *changed_buttons(files)

    def stopped(self, request: gr.Request) -> Answer:
        """The answer to a reader who does not want to wait."""
        return render_stopped(self.words_for(request)), "", *changed_buttons()

    async def left(self, request: gr.Request) -> None:
        """A reader has closed the page, and waits for nothing more."""
        self.desk.leave(request.session_hash)

    async def summarize(self, text: str) -> dict[str, Any]:
        """Summarize an Arabic or Persian article: its summary, statistics and claims, every span an offset into `text`.

        Parameters:
            text: the article, as plain text
        Returns:
            its report as JSON (schema 1)
        """
        if not isinstance(text, str):
            raise _refusal(f"The article must be a text, got {type(text).__name__}.")
        limit = self.settings.max_characters
        if len(text) > limit:
            raise _refusal(f"The article has {len(text)} characters, {limit} are allowed: shorten or split it.")
        try:
            return await self.desk.do(lambda: self.summarizer.summarize(text).to_dict())
        except DeskFullError:
            taken = f"{self.settings.workers} are read and {self.settings.queue} may wait"
            raise _refusal(f"Too many articles at once: {taken}. Try again later.") from None
        except TimeLimitError:
            limit = self.settings.time_limit
            raise _refusal(f"The article took more than {limit} s, the time limit: shorten or split it.") from None

    async def ask_desk(self, work: Callable[[], T], request: gr.Request) -> T:
        """What `work` gives a visitor at the desk. Raises `ProblemError` where it gives nothing."""
        words = self.words_for(request)
        try:
            return await self.desk.do(work, request.session_hash)
        except DeskFullError:
            raise ProblemError(words.messages["busy"]) from None
        except TimeLimitError:
            limit = format_number(self.settings.time_limit, words.report)
            raise ProblemError(words.messages["too_slow"].format(limit=limit)) from None
        except ProblemError:
            raise
        except Exception:
            # The last border: whatever went wrong, the reader gets a sentence and the log the details.
            log.exception("An article could not be analysed.")
            raise ProblemError(words.messages["failed"]) from None

    def words_for(self, request: gr.Request) -> Words:
        """The words of the visitor's language."""
        accept = request.headers.get("accept-language", "")
        return self.words[choose_language(request.query_params, request.cookies, accept)]

    def _read(self, text: str, words: Words) -> tuple[str, str, list[str]]:
        report = self.summarizer.summarize(text)
        files = make_files(text, report, words.language)
        self.unsent.update(files)
        return render_done(report, words), render_report(text, report, words.report), files


def changed_buttons(files: Sequence[str] = (), working: bool = False) -> list[dict[str, Any]]:
    """The download buttons, shown where there are `files`, and Stop, shown during work; the browser reads it, too."""
    downloads = [gr.update(value=file, visible=True) for file in files]
    return [*(downloads or [gr.update(value=None, visible=False) for _ in OFFERED]), gr.update(visible=working)]


def check_text(text: str, words: Words, limit: int) -> None:
    """Raise `ProblemError` where `text` cannot be summarized; `limit` is in characters."""
    if not text.strip():
        raise ProblemError(words.messages["empty"])
    if len(text) > limit:
        length, allowed = format_number(len(text), words.report), format_number(limit, words.report)
        raise ProblemError(words.messages["too_long"].format(length=length, limit=allowed))
    if not any(FIRST_LETTER <= character <= LAST_LETTER and character.isalpha() for character in text):
        raise ProblemError(words.messages["wrong_script"])


def _refusal(message: str) -> gr.Error:
    """An error that reaches a program as its message; the log keeps nothing of it."""
    return gr.Error(message, print_exception=False)
