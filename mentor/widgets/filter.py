"""The field over a list that leaves only the rows with some words in it."""

from __future__ import annotations

from textual.binding import Binding
from textual.widgets import Input


class Filter(Input):
    """What is typed filters at each key. The screen has `leave_filter`, to its list, and `show_all`."""

    BINDINGS = [
        Binding("enter,down", "screen.leave_filter", "to the list", id="filter.found", tooltip="To what was found"),
        Binding("escape", "screen.show_all", "show all", key_display="esc", id="filter.all", tooltip="Show every row"),
    ]
