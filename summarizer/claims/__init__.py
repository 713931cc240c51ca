"""Claims: the clauses of an article that a reader could check or dispute."""

from summarizer.claims.find import find_claims

__all__ = ["find_claims"]
