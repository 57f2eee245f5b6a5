"""Defaults: what holds for a lesson where it says nothing itself. Plain data, quick to import."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Defaults:
    """The layout, the paper, and which documents in which formats; None leaves it open."""

    layout: str | None = None
    paper: str | None = None
    documents: tuple[str, ...] | None = None
    formats: tuple[str, ...] | None = None

    def over(self, others: Defaults) -> Defaults:
        """These, and the others where these leave something open."""
        return Defaults(
            self.layout or others.layout,
            self.paper or others.paper,
            self.documents or others.documents,
            self.formats or others.formats,
        )


NO_DEFAULTS = Defaults()
