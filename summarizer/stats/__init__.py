"""Numbers to statistics: which of them quantify something about the world."""

from summarizer.stats.find import find_statistics

__all__ = ["find_statistics"]
