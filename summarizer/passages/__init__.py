"""Passages: the few sentences that the encoder reads at once, as words with vectors and as places beside each other."""

from summarizer.passages.passage import Passage, read_passages

__all__ = ["Passage", "read_passages"]
