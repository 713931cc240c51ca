"""The command ``khulasa``: articles in, reports out.

Exit status: 0 where every input was read, 1 where some input could not be read (the others are still done) or the work
could not be finished, 2 for wrong usage.
"""

import argparse
import io
import os
import shutil
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import Final, Protocol

from summarizer.errors import SummarizerError, UnreadableInputError
from summarizer.readers import MAX_BYTES, STANDARD_STREAM, read_text
from summarizer.records import Report
from summarizer.version import __version__
from summarizer.writers import FORMATS, Entry

_DESCRIPTION: Final = "Summary, statistics and claims of Arabic and Persian articles, with no network."
_EPILOG: Final = f"""\
examples:
  khulasa ARTICLE.txt                          a readable report
  khulasa - < ARTICLE.txt                      standard input
  khulasa A.txt B.txt --format jsonl | jq .    one JSON report a line, each with its path
  khulasa *.txt --format xlsx -o numbers.xlsx  statistics and claims, for a spreadsheet
  khulasa ARTICLE.txt -f html -o report.html   a page to read, print or mail

Articles are plain text, at most {MAX_BYTES // 2**20} MiB, in UTF-8, UTF-16 (with a byte order mark) or Windows-1256.
Exit status: 0 all read; 1 some input could not be read, the others are done; 2 wrong usage.
"""
_BAR_WIDTH: Final = 30


class ManySummarizer(Protocol):
    """What the command needs of a summarizer."""

    def summarize_many(self, texts: Iterable[str]) -> Iterator[Report]:
        """One report a text, in order, taking texts as it goes."""


def main(argv: Sequence[str] | None = None, summarizer: ManySummarizer | None = None) -> int:
    """Run the command with `argv` (the process's own by default) and return its exit status.

    `summarizer` is loaded where none is given. Raises SystemExit for ``--help``, ``--version`` and wrong usage.
    """
    options = _parse(argv)
    progress = _Progress(len(options.inputs))
    articles = _Articles(options.inputs, progress)
    try:
        texts = articles.texts()
        # Without a single text there is nothing to load the model for, and nothing to write.
        if first := next(texts, None):
            progress.draw()
            reports = (summarizer or _load_summarizer()).summarize_many(chain([first], texts))
            pieces = FORMATS[options.format].write(articles.entries(reports), len(options.inputs) > 1)
            _write(pieces, options.output, progress)
    except SummarizerError as error:
        progress.complain(str(error))
        return 1
    except OSError as error:
        progress.complain(f"cannot write the output ({error.strerror or error}); give another place with -o")
        return 1
    finally:
        progress.clear()
    return 1 if articles.failed else 0


class _Progress:
    """A bar on standard error, drawn only on a terminal and for several inputs; complaints go around it."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._done = 0
        self._is_shown = total > 1 and sys.stderr.isatty()

    def advance(self) -> None:
        """One more input is done with."""
        self._done += 1
        self.draw()

    def draw(self) -> None:
        """Show how far the work is."""
        if self._is_shown:
            filled = _BAR_WIDTH * self._done // self._total
            bar = "#" * filled + "." * (_BAR_WIDTH - filled)
            print(f"\r[{bar}] {self._done}/{self._total}", end="", file=sys.stderr, flush=True)

    def clear(self) -> None:
        """Leave the line empty for what comes next; by spaces, as not every terminal knows how to erase."""
        if self._is_shown:
            width = _BAR_WIDTH + len(f"[] {self._total}/{self._total}")
            print(f"\r{' ' * width}\r", end="", file=sys.stderr, flush=True)

    def complain(self, message: str) -> None:
        """One line on standard error."""
        self.clear()
        print(f"khulasa: {message}", file=sys.stderr)


class _Articles:
    """The inputs, read one by one as the summarizer asks for them, and the paths of those that could be read."""

    def __init__(self, paths: Sequence[str], progress: _Progress) -> None:
        self.failed = False
        self._paths = paths
        self._progress = progress
        self._waiting: deque[tuple[str, str]] = deque()  # not yet reported on: the summarizer reads ahead

    def texts(self) -> Iterator[str]:
        """The texts that can be read; a complaint for each that cannot."""
        for path in self._paths:
            try:
                text = read_text(path)
            except UnreadableInputError as error:
                self.failed = True
                self._progress.complain(str(error))
                self._progress.advance()
            else:
                self._waiting.append((path, text))
                yield text

    def entries(self, reports: Iterable[Report]) -> Iterator[Entry]:
        """Each report with its text and its path, the path as text that every format can hold."""
        for report in reports:
            path, text = self._waiting.popleft()
            self._progress.advance()
            yield Entry(os.fsencode(path).decode("utf-8", errors="replace"), text, report)


def _parse(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="khulasa",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("inputs", nargs="+", metavar="ARTICLE", help="a text file, or - for standard input")
    parser.add_argument(
        *("-f", "--format"),
        choices=FORMATS,
        default="text",
        metavar="FORMAT",
        help=f"{', '.join(FORMATS)} (default: %(default)s)",
    )
    parser.add_argument(
        *("-o", "--output"),
        default=STANDARD_STREAM,
        metavar="OUT",
        help="file to write, whole or not at all (default: standard output)",
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    options = parser.parse_args(argv)
    if options.inputs.count(STANDARD_STREAM) > 1:
        parser.error("standard input (-) was given more than once; it can be read once")
    if options.output == STANDARD_STREAM:
        if sys.stdout.isatty() and not FORMATS[options.format].is_text:
            parser.error(f"{options.format} is not for a terminal; give a file to write with -o, or a pipe")
    else:
        if os.path.isdir(options.output):
            parser.error(f"-o {options.output!r} is a folder; give the name of a file")
        if not Path(options.output).resolve().parent.is_dir():
            parser.error(f"-o {options.output!r} is in a folder that does not exist; make the folder first")
    return options


def _load_summarizer() -> ManySummarizer:
    # Imported late: the model's runtime takes long to load, and `--help` or a mistyped path should not wait for it.
    from summarizer.summarizer import Summarizer

    return Summarizer()


def _write(pieces: Iterator[bytes], output: str, progress: _Progress) -> None:
    if output == STANDARD_STREAM:
        _write_standard_output(pieces, progress)
    elif os.path.exists(output) and not os.path.isfile(output):
        # A device or a pipe (/dev/null) is written to: it must never be replaced by a file.
        with open(output, "wb") as file:
            file.writelines(pieces)
    else:
        _write_whole(pieces, Path(output).resolve())


def _write_standard_output(pieces: Iterator[bytes], progress: _Progress) -> None:
    """Piece by piece, the same bytes whatever the locale; quietly no further where the reader has gone."""
    try:
        for piece in pieces:
            progress.clear()
            sys.stdout.buffer.write(piece)
            sys.stdout.buffer.flush()
            progress.draw()
    except OSError as error:
        _drop_standard_output()
        if not isinstance(error, BrokenPipeError):
            raise


def _drop_standard_output() -> None:
    """Keep Python from complaining, as it ends, of what could not be written."""
    with suppress(io.UnsupportedOperation):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _write_whole(pieces: Iterator[bytes], target: Path) -> None:
    """To a file beside `target`, which then takes its place and its permissions."""
    beside = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        with open(beside, "xb") as file:
            file.writelines(pieces)
        if target.exists():
            shutil.copymode(target, beside)
        os.replace(beside, target)
    finally:
        beside.unlink(missing_ok=True)
