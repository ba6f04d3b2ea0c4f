"""The resume: bullets that are checked and kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from mentor.errors import InputError
from mentor.session.base import Base
from mentor.text import one_line

if TYPE_CHECKING:  # the records of proof and the coach are imported when a bullet is made or checked
    from mentor.coach.bullets import Part, Verdict
    from mentor.coach.resume import Resume
    from mentor.journey.proof import Bullet

BULLET_LENGTH = 1_000
"""Characters of a bullet that are kept: twice what 85 words take."""


class ResumePart(Base):
    """Bullets."""

    def resume(self) -> Resume:
        """The kept bullets in their order, each with its verdict, and what holds for all of them."""
        from mentor.coach.resume import make_resume

        return make_resume(self.content, self.journey)

    def check_bullet(self, text: str, part: Part = "project", project: str = "") -> Verdict:
        """Check a bullet; its figures too, where its project's folder was read."""
        from mentor.coach.resume import check_in_journey

        return check_in_journey(self.content, self.journey, text, part, project)

    def keep_bullet(self, text: str, part: Part = "project", project: str = "") -> Bullet:
        """Put a bullet at the end of its part.

        Raises:
            InputError: It is empty, or no project has this id.
        """
        from mentor.coach.resume import in_order
        from mentor.journey.proof import Bullet

        def kept() -> Bullet:
            last = max((bullet.order for bullet in in_order(self.journey, part)), default=0)
            key = self.journey.next_id("bullets", "b")
            return self._tidy_bullet(Bullet(key, text, self.today, part, project, last + 1))

        return self.add("keep a bullet", kept)

    def change_bullet(self, id_: str, text: str) -> None:
        """Give a bullet another text.

        Raises:
            InputError: It is empty, or there is no such bullet.
        """
        self.commit(f"change bullet {id_}", [self._tidy_bullet(replace(self._bullet(id_), text=text, on=self.today))])

    def move_bullet(self, id_: str, by: int) -> None:
        """Move a bullet up (-1) or down (1) within its part; at the end it stays.

        Raises:
            InputError: There is no such bullet.
        """
        from mentor.coach.resume import in_order

        bullet = self._bullet(id_)
        row = in_order(self.journey, bullet.part)
        at = [one.id for one in row].index(id_)
        to = min(max(at + by, 0), len(row) - 1)
        row.insert(to, row.pop(at))
        moved = [replace(one, order=n) for n, one in enumerate(row, 1) if one.order != n]
        if to != at:
            self.commit(f"move bullet {id_}", moved)

    def assign_bullet(self, id_: str, part: Part, project: str = "") -> None:
        """Say what a bullet is about; one that comes into another part goes to its end.

        Raises:
            InputError: There is no such bullet, or no project has this id.
        """
        from mentor.coach.resume import in_order

        bullet = self._bullet(id_)
        last = max((one.order for one in in_order(self.journey, part)), default=0)
        order = bullet.order if bullet.part == part else last + 1
        changed = self._tidy_bullet(replace(bullet, part=part, project=project, order=order))
        if changed != bullet:
            self.commit(f"move bullet {id_}", [changed])

    def remove_bullet(self, id_: str) -> None:
        """Remove a bullet.

        Raises:
            InputError: There is no such bullet.
        """
        self._bullet(id_)
        self.commit(f"remove bullet {id_}", deletes=[("bullets", id_)])

    def write_resume(self, name: str, *, over: bool = False) -> Path:
        """Write the resume as Markdown into a file, whole or not at all.

        Args:
            name: The file.
            over: Whether it may take the place of a file that is there.

        Raises:
            InputError: It cannot be written there, or something is there already.
        """
        from mentor.coach.resume import as_markdown
        from mentor.session.files import write_text

        return write_text(name, as_markdown(self.resume()), over=over)

    def _bullet(self, id_: str) -> Bullet:
        bullets = self.journey.bullets
        if id_ not in bullets:
            raise InputError(f"No bullet has the id {id_}.", hint=f"The ids there are: {', '.join(bullets) or 'none'}.")
        return bullets[id_]

    def _tidy_bullet(self, bullet: Bullet) -> Bullet:
        if not (text := one_line(bullet.text, BULLET_LENGTH)):
            raise InputError("A bullet needs a text.")
        journey = self.journey
        # A bullet may outlive its project; only a link that is made now must lead somewhere.
        before = journey.bullets[bullet.id].project if bullet.id in journey.bullets else ""
        if bullet.project not in ("", before) and bullet.project not in journey.projects:
            raise InputError(f"No project has the id {bullet.project}.")
        return replace(bullet, text=text)
