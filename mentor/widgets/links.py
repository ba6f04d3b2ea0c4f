"""A text whose parts can be clicked, without the look of links: what a key does beside it, a click does."""

from __future__ import annotations

from textual.widgets import Static


class Links(Static):
    """A text made with `mentor.widgets.text.link`."""

    auto_links = False
