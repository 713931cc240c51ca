"""The words of Arabic and Persian, as data: one TOML file per table and language."""

from summarizer.lexicon.patterns import language_pattern, phrase_pattern
from summarizer.lexicon.schema import Table, inverse, load

__all__ = ["Table", "inverse", "language_pattern", "load", "phrase_pattern"]
