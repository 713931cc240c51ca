"""Where articles are read: so many at once, so many waiting, none for longer than the time limit.

Gradio has a queue of its own, but it counts each endpoint apart, MCP goes past it, it says that it is full in English
only, and it knows no time limit. So Gradio lets everything through to this desk, which holds the limits for all.
"""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


class DeskFullError(Exception):
    """As many articles are being read and waiting as are allowed."""


class TimeLimitError(Exception):
    """Reading an article took longer than is allowed."""


class Desk:
    """Does work in `workers` threads while at most `queue` more wait, each for at most `time_limit` seconds."""

    def __init__(self, workers: int, queue: int, time_limit: float) -> None:
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="khulasa")
        self._places = threading.BoundedSemaphore(workers + queue)
        self._time_limit = time_limit
        self._waiting: dict[asyncio.Future[None], str | None] = {}

    async def do(self, work: Callable[[], T], visitor: str | None = None) -> T:
        """What `work` returns or raises, once a worker was free for it; it is `visitor` who waits, if that is known.

        Raises `DeskFullError` at once where no place is left, and `TimeLimitError`. Whoever cancels the wait gives up
        the place, too, unless the work has begun.
        """
        if not self._places.acquire(blocking=False):
            raise DeskFullError
        begun: Future[None] = Future()
        done = self._threads.submit(_begin, work, begun)
        done.add_done_callback(lambda _: self._places.release())
        waiting = asyncio.wrap_future(begun)
        self._waiting[waiting] = visitor
        try:
            await waiting
            # A thread cannot be ended from outside: work that takes too long, or that nobody waits for any more, goes
            # on in the background and keeps its worker until it is through; its result is dropped.
            return await asyncio.wait_for(asyncio.wrap_future(done), self._time_limit)
        except TimeoutError:
            raise TimeLimitError from None
        finally:
            del self._waiting[waiting]
            done.cancel()  # Of effect only on work that has not begun.

    def leave(self, visitor: str) -> None:
        """Cancel the waits of a `visitor` who went away; work that has begun goes on."""
        for waiting in [waiting for waiting, who in self._waiting.items() if who == visitor]:
            waiting.cancel()


def _begin(work: Callable[[], T], begun: Future[None]) -> T:
    begun.set_result(None)
    return work()
