"""Text to numbers: value, unit, kind, range, qualifier and change of every mention, with no model."""

from summarizer.quantities.find import find_quantities

__all__ = ["find_quantities"]
