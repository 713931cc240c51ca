"""What can go wrong, as a small family of exceptions with one parent."""


class SummarizerError(Exception):
    """Parent of every error that Khulasa raises on purpose.

    The message says what was given, what is allowed and what to do about it.
    """


class InputTypeError(SummarizerError, TypeError):
    """An argument of the wrong type was given."""


class InputValueError(SummarizerError, ValueError):
    """An argument of the right type but with a value that is not allowed was given."""


class UnreadableInputError(SummarizerError, ValueError):
    """A file or stream could not be read as text."""


class LexiconError(SummarizerError, ValueError):
    """A lexicon file holds something that its schema refuses."""


class ModelError(SummarizerError, RuntimeError):
    """The model's folder is missing, incomplete or damaged."""


class MissingExtraError(SummarizerError, ImportError):
    """A part of Khulasa was asked for whose optional packages are not installed."""
