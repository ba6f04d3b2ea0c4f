"""The user's own cards: writing, changing, taking them from files and writing them into files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from mentor.errors import InputError
from mentor.session.cards import CardsPart
from mentor.session.files import read_text, write_text
from mentor.shape import did_you_mean
from mentor.store.store import OvertakenError
from mentor.text import clean, counted, one_line

if TYPE_CHECKING:  # the records of practice are imported when a card is made
    from mentor.journey.practice import OwnCard
    from mentor.practice.card_files import Form, Row

QUESTION_LENGTH, ANSWER_LENGTH, SHOWS_LENGTH = 500, 2_000, 500
LARGEST_FILE = 5_000_000
"""Bytes of a file of cards."""


@dataclass(frozen=True)
class Imported:
    """What was taken from a file of cards.

    Attributes:
        cards: The new cards.
        problems: One line for each row that could not be taken, or not as it stood, with its number.
    """

    cards: tuple[OwnCard, ...]
    problems: tuple[str, ...]


class OwnCardsPart(CardsPart):
    """Cards, with the user's own."""

    def add_card(self, question: str, answer: str, shows: str = "", group: str = "", area: str = "") -> OwnCard:
        """Write a card.

        Raises:
            InputError: Question or answer is missing, or there is no such group or area.
        """
        from mentor.journey.practice import OwnCard

        def made() -> OwnCard:
            return self._tidy_card(OwnCard(self._free_id(), question, answer, self.today, shows, group, area))

        return self.add("write a card", made)

    def change_card(self, id_: str, **fields: str) -> OwnCard:
        """Change one of the user's own cards; when it comes up stays as it is.

        Args:
            id_: The card.
            fields: question, answer, shows, group, area.

        Raises:
            InputError: It is none of the user's own, or it cannot be so.
        """
        before = self._own_card(id_)
        card = self._tidy_card(replace(before, **fields))  # type: ignore[arg-type]  # the fields that are text
        if card != before:
            self.commit(f"change card {id_}", [card])
        return card

    def remove_card(self, id_: str) -> None:
        """Remove one of the user's own cards with where it stood; its reviews stay in the record.

        Raises:
            InputError: It is none of the user's own.
        """
        card = self._own_card(id_)
        self.commit(f"remove card {id_}", deletes=[(card.table, id_), ("cards", id_)])

    def import_cards(self, text: str) -> Imported:
        """Take cards from the text of a file, all in one step; rows that cannot be taken are named and passed over.

        Raises:
            InputError: It holds no card at all.
        """
        from mentor.practice.card_files import read_cards

        rows, problems = read_cards(text)
        while True:
            cards, told = self._from_rows(rows, list(problems))
            if not cards:
                raise InputError(
                    "No card was taken from the file.",
                    details=told[:20],
                    hint="A row holds a question and its answer; `mentor cards export --all` shows how.",
                )
            try:
                self.commit(f"import {counted(len(cards), 'card')}", cards, only_new=True)
            except OvertakenError:
                continue
            return Imported(tuple(cards), tuple(told))

    def _from_rows(self, rows: Sequence[Row], told: list[str]) -> tuple[list[OwnCard], list[str]]:
        """The new cards of a file; what is wrong with a row is added to `told`, which is then in order of rows."""
        from mentor.journey.practice import OwnCard

        cards: list[OwnCard] = []
        first = int(self._free_id()[1:])
        known = {_folded(card.question): card.id for card in self.deck().values()}
        for row in rows:
            key, on = f"o{first + len(cards)}", self.today
            card = OwnCard(key, row.question, row.answer, on, row.shows, row.group, row.area)
            if card.group and card.group not in self.content.card_groups:
                told.append(f"row {row.number}: no group is called {one_line(card.group, 40)}; taken without")
                card = replace(card, group="")
            if card.area and card.area not in self.content.areas:
                told.append(f"row {row.number}: no area is called {one_line(card.area, 40)}; taken without")
                card = replace(card, area="")
            try:
                card = self._tidy_card(card)
            except InputError as error:
                told.append(f"row {row.number}: {error.message}")
                continue
            if (same := known.setdefault(_folded(card.question), card.id)) != card.id:
                told.append(f"row {row.number}: {same} asks this already")
                continue
            cards.append(card)
        return cards, sorted(told, key=lambda line: int(line.split(":")[0].removeprefix("row ")))

    def export_cards(self, form: Form, *, every: bool = False) -> str:
        """The cards as the text of a file.

        Args:
            form: Its form: `csv` or `anki`.
            every: Whether the program's own cards go with the user's.
        """
        from mentor.coach.cards import OWN
        from mentor.practice.card_files import Row, write_cards

        own = self.journey.own_cards
        cards = [card for card in self.deck().values() if every or card.id in own]
        rows = [
            Row(n, card.question, card.answer, card.shows, "" if card.group == OWN else card.group, card.area)
            for n, card in enumerate(cards, 1)
        ]
        return write_cards(rows, form)

    def import_card_file(self, name: str) -> Imported:
        """The same from a file, by its name; `-` reads the standard input.

        Raises:
            InputError: It cannot be read, or holds no card at all.
        """
        return self.import_cards(read_text(name, LARGEST_FILE, "file of cards"))

    def write_cards(self, name: str, *, every: bool = False, over: bool = False) -> Path:
        """Write the cards into a file: Anki's text where its name ends so (.txt, .tsv), else CSV.

        Raises:
            InputError: It cannot be written there, or something is there already.
        """
        return write_text(name, self.export_cards(form_of(name), every=every), over=over)

    def _free_id(self) -> str:
        # As stored: a review of a removed card still speaks of it, and years of reviews need not be made for that.
        spoken_of = [str(row.get("card", "")) for row in self.store.tables().get("grades", {}).values()]
        return self.journey.next_id("own_cards", "o", spoken_of)

    def _own_card(self, id_: str) -> OwnCard:
        cards = self.journey.own_cards
        if id_ not in cards:
            self.card(id_)
            known = ", ".join(cards) or "none yet"
            raise InputError(f"{id_} is the program's card, not one of yours.", hint=f"Yours are: {known}.")
        return cards[id_]

    def _tidy_card(self, card: OwnCard) -> OwnCard:
        card = replace(
            card,
            question=one_line(card.question, QUESTION_LENGTH),
            answer=clean(card.answer, ANSWER_LENGTH).strip(),
            shows=one_line(card.shows, SHOWS_LENGTH),
        )
        if not (card.question and card.answer):
            raise InputError("A card needs a question and an answer.")
        for what, word, known in (
            ("group", card.group, self.content.card_groups),
            ("area", card.area, self.content.areas),
        ):
            if word and word not in known:
                near = did_you_mean(word, known) or "."
                raise InputError(f"No {what} is called {word}{near}", hint=f"There are: {', '.join(known)}.")
        return card


def form_of(name: str) -> Form:
    """The form of a file of cards, by its name."""
    return "anki" if Path(name.strip()).suffix.lower() in (".txt", ".tsv") else "csv"


def _folded(question: str) -> str:
    return " ".join(question.casefold().split())
