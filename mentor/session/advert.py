"""Advertisements: what they ask for, beside the user; and how a company and a title fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentor.session.search_base import SearchBase

if TYPE_CHECKING:  # the coach's part loads when an ad is read
    from mentor.coach.advert_match import Match
    from mentor.coach.fit import Fit
    from mentor.journey.search import Application


class AdvertPart(SearchBase):
    """Reading ads."""

    def match_advert(self, text: str, application: Application | None = None) -> Match:
        """Read an ad and set it beside the user.

        Args:
            text: The ad.
            application: Where its title and company are known from.
        """
        from mentor.coach.advert import read_advert
        from mentor.coach.advert_match import match_advert

        journey = self.journey
        report = self.plan().audit if journey.profile is not None else None
        company = journey.companies.get(application.company) if application else None
        return match_advert(
            self.content,
            journey,
            self.today,
            read_advert(self.content, text),
            report=report,
            type_=company.type if company else "",
            title=application.role if application else "",
            own_industry=company is not None and company.own_industry,
        )

    def fit_of(self, type_: str = "", title: str = "", *, own_industry: bool = False) -> Fit:
        """How a kind of company and a title fit.

        Raises:
            ValueError: There is no profile yet.
        """
        from mentor.coach.fit import fit

        return fit(self.content, self.journey, type_, title, own_industry)
