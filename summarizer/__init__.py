"""Khulasa: claims and statistics from Arabic and Persian articles, with their exact places, offline."""

from summarizer.quantities import find_quantities

__all__ = ["find_quantities"]
