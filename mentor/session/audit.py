"""The profile and what the user can do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mentor.errors import InputError
from mentor.journey.evidence import evidence_from
from mentor.journey.intake import INDUSTRY_LENGTH, level_from, profile_problems
from mentor.journey.record import Record
from mentor.journey.records import Evidence, ProbeAnswer, Profile, Rating
from mentor.journey.snapshot import FIRST_RUN_AUDIT
from mentor.session.base import Base
from mentor.text import one_line


class AuditPart(Base):
    """Profile, ratings, probes."""

    def set_profile(self, profile: Profile) -> None:
        """Store the profile. The first day stays the one of the first profile.

        Raises:
            InputError: A number is out of range.
        """
        self.commit("change the profile", [self._profile(profile)])

    def take_intake(self, profile: Profile, ratings: Sequence[Rating]) -> None:
        """Store an intake whole. A week made for other answers is dropped while nothing in it is ticked.

        Raises:
            InputError: A number is out of range.
        """
        journey = self.journey
        kept = [self._again(replace(r, evidence=r.evidence or journey.evidence_kept(r.id, r.level))) for r in ratings]
        # The file answers the first run's questions, so a first run left half-way is over.
        done = [("notes", FIRST_RUN_AUDIT), *journey.untouched_week(self.today)]
        self.commit("intake", [self._profile(profile), *kept], done)

    def _profile(self, profile: Profile) -> Profile:
        if problems := profile_problems(profile):
            raise InputError("The profile cannot be stored.", details=problems)
        old = self.journey.profile
        industry = one_line(profile.industry, INDUSTRY_LENGTH)
        return replace(profile, id="profile", since=old.since if old else self.today, industry=industry)

    def rate(self, key: str, level: int | None, evidence: Evidence | None = None) -> None:
        """Rate an item or an area 0-4; None passes over it. Evidence given before stays unless new one is given.

        Raises:
            InputError: No area or item has this id, or the level is none.
        """
        self.rate_many({key: level}, evidence)

    def rate_many(self, levels: dict[str, int | None], evidence: Evidence | None = None) -> None:
        """Rate several items or areas in one change."""
        known = self.content.items.keys() | self.content.areas.keys()
        wrong = [key for key, level in levels.items() if key not in known or level_from(level) != level]
        if wrong:
            raise InputError(
                f"These cannot be rated: {', '.join(wrong)}.", hint="Levels are 0 to 4; ids are in mentor audit."
            )
        journey = self.journey
        puts = [
            self._again(Rating(key, level, self.today, evidence or journey.evidence_kept(key, level)))
            for key, level in levels.items()
        ]
        names = ", ".join(levels) if len(levels) < 4 else f"{len(levels)} items"
        self.commit(f"rate {names}", puts)

    def _again(self, rating: Rating) -> Rating:
        """A new rating with the level of an earlier day, where there is one.

        A rating of the whole area stood for an item that had none of its own. What was there before today's first
        rating stays so over the day, also where the level comes out the same.
        """
        ratings, area = self.journey.ratings, self.content.area_of.get(rating.id)
        own = ratings.get(rating.id)
        old = own if area is None or (own is not None and own.level is not None) else ratings.get(area.id, own)
        if old is None:
            return rating
        if old.level is None or old.on >= rating.on:
            return replace(rating, before=old.before, before_on=old.before_on)
        return replace(rating, before=old.level, before_on=old.on)

    def never_touched(self, area_id: str) -> None:
        """Rate a whole area and its core items 0, its probe "I don't know"."""
        area = self.content.areas[area_id]
        keys = [*(item.id for item in area.items if item.foundation), area_id]
        puts: list[Record] = [self._again(Rating(key, 0, self.today)) for key in keys]
        # A probe that was not asked yet is kept for the next time.
        probe = self.probe(area_id, again=False)
        puts.append(ProbeAnswer(probe.id, None, 0, right=False, on=self.today))
        self.commit(f"never touched {area.title}", puts)

    def attach_evidence(self, key: str, text: str) -> None:
        """Attach a link, a path or a sentence to a rating; an empty text takes it off.

        Raises:
            InputError: The item is not rated 3 or 4.
        """
        rating = self.journey.ratings.get(key)
        if rating is None or rating.level is None or rating.level < 3:
            raise InputError("Evidence goes with a rating of 3 or 4.", hint="Rate the item first.")
        evidence = evidence_from(text, self.today)
        self.commit(f"evidence for {key}", [replace(rating, evidence=evidence)])

    def answer_probe(self, area_id: str, choice: int | None, certainty: int) -> bool:
        """Record the answer to an area's probe and whether it is right. `choice` indexes its options as stored."""
        probe = self.probe(area_id)
        right = choice == probe.right
        self.commit(f"answer {probe.id}", [ProbeAnswer(probe.id, choice, certainty, right, self.today)])
        return right
