"""What time is spent on, to choose from in a line."""

from __future__ import annotations

from textual.binding import Binding

from mentor.journey.time import KINDS
from mentor.widgets.choices import ChoiceLine


class KindLine(ChoiceLine, inherit_bindings=False):
    """The kinds in a row, the chosen one marked; arrows move the mark, a number sets it."""

    BINDINGS = [
        Binding("left", "move(-1)", "kind", key_display="← →", id="kinds.left", tooltip="The kind before, or after"),
        Binding("right", "move(1)", "kind", show=False, key_display="→", id="kinds.right", tooltip="The kind after"),
        *(
            Binding(str(n), f"pick({n})", kind, show=False, id=f"kinds.{kind}", tooltip=f"It was {kind}")
            for n, kind in enumerate(KINDS, 1)
        ),
    ]

    def __init__(self, kind: str, *, id: str) -> None:  # noqa: A002
        super().__init__({kind: kind for kind in KINDS}, kind, id=id)

    @property
    def kind(self) -> str:
        """The kind chosen."""
        return self.chosen

    @kind.setter
    def kind(self, kind: str) -> None:
        self.chosen = kind
