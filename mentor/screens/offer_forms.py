"""The dialogs in which an offer is put down or changed, and in which answers about it are kept."""

from __future__ import annotations

from collections.abc import Iterator

from textual.containers import Horizontal, Vertical
from textual.suggester import SuggestFromList
from textual.widget import Widget
from textual.widgets import Input, Static

from mentor.coach.offers import Column
from mentor.errors import InputError
from mentor.journey.search import Offer
from mentor.screens.search_entry import read_any_day
from mentor.session import Session
from mentor.session.offers import read_amount
from mentor.session.search_words import LINE_LENGTH
from mentor.text import one_line
from mentor.widgets.bars import KeyLine
from mentor.widgets.choices import ChoiceLine
from mentor.widgets.form import Form
from mentor.widgets.text import MUTED, STRONG, line, plain

NOT_GIVEN = "none"
"""The choice of no region."""
REGIONS = {
    NOT_GIVEN: "not given",
    "top_metro": "top",
    "secondary_metro": "second metro",
    "remote": "remote",
    "canada": "Canada",
    "other": "other",
}
"""The regions in words that fit on a line."""


class OfferForm(Form[Offer]):
    """An offer: amounts are US dollars a year, such as 140k. Tab goes from line to line, enter saves."""

    DEFAULT_CSS = """
    OfferForm ChoiceLine { padding: 0 0 0 1; }
    OfferForm .choices { height: auto; }
    """

    def __init__(self, session: Session, offer: Offer | None = None) -> None:
        """A form for a new offer, or for one to change."""
        super().__init__()
        self._session, self._offer = session, offer

    def compose(self) -> Iterator[Widget]:
        """Company, role, amounts, region, days, application, note."""
        offer, journey = self._offer, self._session.journey
        company = journey.companies.get(offer.company) if offer else None
        names = [one.name for one in journey.companies.values() if not one.archived]
        base, total = (offer.base, offer.total) if offer else (None, None)
        with Vertical():
            yield Static(plain(f"Offer {offer.id}" if offer else "An offer", STRONG), id="title")
            yield _labelled("company", _line("company", company.name if company else "", "Acme", names))
            yield _labelled("role", _line("role", offer.role if offer else "", "the title offered"))
            yield _labelled("base", _line("base", _amount(base), "US dollars a year, such as 140k"))
            yield _labelled("total", _line("total", _amount(total), "with bonus and equity, as they put it"))
            region = (offer.region if offer else "") or NOT_GIVEN
            yield _labelled("region", ChoiceLine(REGIONS, region, id="region"), "choices")
            yield _labelled("came on", _line("on", offer.on.isoformat() if offer else "today", "today or 2026-11-20"))
            reply = offer.reply_by.isoformat() if offer and offer.reply_by else ""
            yield _labelled("reply by", _line("reply_by", reply, "2026-12-01; may stay empty"))
            source = offer.application if offer else ""
            yield _labelled("from", _line("application", source, "the application, such as a12; may stay empty"))
            yield _labelled("note", _line("note", offer.note if offer else "", ""))
            yield Static(id="remark")
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin with the first line."""
        self.query(Input).first().focus()

    def give(self) -> Offer:
        """The offer as stored."""
        session, offer, today = self._session, self._offer, self._session.today
        base, total = self.read("base", read_amount), self.read("total", read_amount)
        on = self.read("on", lambda text: read_any_day(text or "today", today))
        reply_by = self.read("reply_by", lambda text: read_any_day(text, today) if text.strip() else None)
        texts = {name: self.query_one(f"#{name}", Input).value.strip() for name in ("company", "role", "application")}
        region = self.query_one(ChoiceLine).chosen
        fields = {
            "base": base,
            "total": total,
            "on": on,
            "reply_by": reply_by,
            "region": "" if region == NOT_GIVEN else region,
            "note": self.query_one("#note", Input).value,
        }
        if not texts["company"]:
            raise InputError("The company is missing.")
        if offer is None:
            return session.add_offer(texts["company"], texts["role"], application=texts["application"], **fields)
        company = session.journey.companies.get(offer.company)
        if company is not None and texts["company"] == one_line(company.name):
            texts["company"] = offer.company  # a name that stays keeps the record it stands for
        if fields["note"] == one_line(offer.note):
            fields["note"] = offer.note  # its lines stay, which the field shows as one
        # What another window changed meanwhile stays.
        changed = {name: value for name, value in {**texts, **fields}.items() if value != getattr(offer, name)}
        return session.change_offer(offer.id, **changed)


class AnswersForm(Form[Offer]):
    """What they answered, a line a question; an empty one is open. Tab goes from line to line, enter saves."""

    DEFAULT_CSS = """
    AnswersForm .label { width: 16; }
    AnswersForm #title { text-wrap: nowrap; text-overflow: ellipsis; }
    """

    def __init__(self, session: Session, column: Column) -> None:
        super().__init__()
        self._session, self._column = session, column

    def compose(self) -> Iterator[Widget]:
        """A line for each question."""
        column = self._column
        with Vertical():
            title = f"{column.offer.id} {column.company}: what they answered"
            yield Static(line(title, STRONG), id="title")
            for asked in column.asked:
                yield _labelled(asked.question.short, _line(asked.question.id, asked.answer, asked.question.ask))
            yield Static(id="remark")
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin with the first one that is open."""
        open_ = [one.question.id for one in self._column.asked if not one.answer]
        first = self.query_one(f"#{open_[0]}", Input) if open_ else self.query(Input).first()
        first.focus()

    def give(self) -> Offer:
        """The offer as stored."""
        answers = {one.question.id: self.query_one(f"#{one.question.id}", Input).value for one in self._column.asked}
        return self._session.change_offer(self._column.offer.id, answers=answers)


def _labelled(label: str, field: Widget, classes: str = "") -> Horizontal:
    return Horizontal(Static(plain(label, MUTED), classes="label"), field, classes=classes)


def _line(name: str, value: str, hint: str, known: list[str] | None = None) -> Input:
    suggester = SuggestFromList(known, case_sensitive=False) if known else None
    return Input(
        one_line(value),
        id=name,
        max_length=LINE_LENGTH,
        placeholder=hint,
        suggester=suggester,
        select_on_focus=False,
    )


def _amount(amount: int | None) -> str:
    return f"{amount:,}" if amount else ""
