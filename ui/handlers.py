"""What happens when the button is pressed or the endpoint is called: text in, rendered outputs out."""

import logging
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Protocol

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

log = logging.getLogger(__name__)

Answer = tuple[Any, ...]
"""A message, the rendered report, and how each button of `changed_buttons` is now."""


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
        words = self._words_for(request)
        problem = find_problem(text, words, self.settings.max_characters)
        if problem is None:
            yield render_working(words), "", *changed_buttons(working=True)
            try:
                message, result, files = await self.desk.do(partial(self._read, text, words))
            except DeskFullError:
                problem = words.messages["busy"]
            except TimeLimitError:
                limit = format_number(self.settings.time_limit, words.report)
                problem = words.messages["too_slow"].format(limit=limit)
            except Exception:
                # The last border: whatever went wrong, the reader gets a sentence and the log the details.
                log.exception("An article could not be analysed.")
                problem = words.messages["failed"]
            else:
                self.unsent.difference_update(files)
                yield message, result, *changed_buttons(files)
                return
        yield render_problem(problem), "", *changed_buttons()

    def stopped(self, request: gr.Request) -> Answer:
        """The answer to a reader who does not want to wait."""
        return render_stopped(self._words_for(request)), "", *changed_buttons()

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

    def _words_for(self, request: gr.Request) -> Words:
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


def find_problem(text: str, words: Words, limit: int) -> str | None:
    """Why `text` cannot be summarized, said to the reader; ``None`` where it can. `limit` is in characters."""
    if not text.strip():
        return words.messages["empty"]
    if len(text) > limit:
        length, allowed = format_number(len(text), words.report), format_number(limit, words.report)
        return words.messages["too_long"].format(length=length, limit=allowed)
    if not any(FIRST_LETTER <= character <= LAST_LETTER and character.isalpha() for character in text):
        return words.messages["wrong_script"]
    return None


def _refusal(message: str) -> gr.Error:
    """An error that reaches a program as its message; the log keeps nothing of it."""
    return gr.Error(message, print_exception=False)
