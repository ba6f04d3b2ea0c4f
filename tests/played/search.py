"""A search of twelve weeks, step by step, and what the program must say of it, worked out without the program.

Sixty cold applications and ten by referral, eight first talks, two interviews that reach the onsite, one offer. What is
told of a day are the counts of its evening. They are made by hand: silence is a no from the 22nd day on, so what went
out on the 8th of January is still waiting on the 29th and decided on the 30th.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

YEAR = 2026


# ---------------------------------------------------------------------------------------------- what a user does


@dataclass(frozen=True)
class Aim:
    """A company comes onto the list."""

    name: str
    kind: str


@dataclass(frozen=True)
class Meet:
    """A person does, with where they were met."""

    name: str
    company: str
    met: str


@dataclass(frozen=True)
class Plan:
    """The next step with somebody gets its day."""

    person: str
    next: str
    on: date


@dataclass(frozen=True)
class Write:
    """The drafted message goes out: what comes next with this person."""

    person: str


@dataclass(frozen=True)
class Answered:
    """The message sent last is answered."""

    person: str


@dataclass(frozen=True)
class Spoke:
    """The step that was planned is done in a talk."""

    person: str


@dataclass(frozen=True)
class Apply:
    """An application goes out; `later` is one that is put down first. `by` helped it in, by id."""

    company: str
    role: str
    channel: str = "cold"
    later: bool = False
    by: str = ""


@dataclass(frozen=True)
class Send:
    """One that was put down goes out."""

    id: str


@dataclass(frozen=True)
class Reach:
    """It reaches its next stage, today or on a day that is arranged."""

    id: str
    stage: str
    on: date | None = None


@dataclass(frozen=True)
class Mistake:
    """Its next stage is noted and taken back."""

    id: str
    stage: str


@dataclass(frozen=True)
class Close:
    id: str
    outcome: str


@dataclass(frozen=True)
class Offered:
    """An offer from an application, as the user was told it."""

    id: str
    company: str
    base: str
    total: str
    region: str
    reply_by: date


Step = Aim | Meet | Plan | Write | Answered | Spoke | Apply | Send | Reach | Mistake | Close | Offered


# ---------------------------------------------------------------------------------------------- what is told


Count = tuple[int, int, int]
"""Of a step: how many went on, how many are decided, how many wait."""
STAGES = ("screen", "technical", "onsite", "offer")
NAMES = {
    "cold": "cold site to screen",
    "referral": "referral to screen",
    "technical": "screen to technical",
    "onsite": "technical to onsite",
    "offer": "onsite to offer",
}


@dataclass(frozen=True)
class Batch:
    """What a week holds, and the sentence that says so."""

    contacts: int
    by_channel: Mapping[str, int]
    minutes: int
    said: str


# Ten hours a week, 35 of 100 for the search: 210 minutes. A message takes 20, an application 45, and each application
# has one message at least: 3 x 65 fit, and no more messages. Half of three is one; that leaves room for eight messages.
THREE = Batch(3, {"cold": 3}, 195, "3 messages, then 3 applications (3 cold), about 3.2 h.")
KNOWN = Batch(3, {"referral": 1, "cold": 2}, 195, "3 messages, then 3 applications (1 referral, 2 cold), about 3.2 h.")
"""With somebody who answered, and through whom nothing went out yet."""
ONE = Batch(8, {"cold": 1}, 205, "8 messages, then 1 application (1 cold), about 3.4 h.")
"""With two talks to prepare for."""
OVER = Batch(0, {}, 0, "A week's batch Nothing. You accepted an offer")


@dataclass(frozen=True)
class Told:
    """An evening's figures.

    Attributes:
        reached: Sent, and how many came to a screen, a technical interview, an onsite, an offer.
        saved: Still to be sent.
        at_offer: With an offer that is neither taken nor declined.
        withdrawn: Referrals that were withdrawn before an answer.
        leak: The step that is named.
        due: People to write to, by id.
        closing: Applications that silence closes within seven days, the next one first.
        batch: What a week holds.
        chances: An offer by the end of some weeks from now, 0-1.
    """

    reached: tuple[int, int, int, int, int]
    cold: Count = (0, 0, 0)
    referral: Count = (0, 0, 0)
    technical: Count = (0, 0, 0)
    onsite: Count = (0, 0, 0)
    offer: Count = (0, 0, 0)
    saved: int = 0
    at_offer: int = 0
    withdrawn: int = 0
    leak: str = ""
    due: str = ""
    closing: str = ""
    batch: Batch = THREE
    chances: Mapping[int, float] = field(default_factory=dict)

    @property
    def counts(self) -> dict[str, Count]:
        """The steps in use."""
        used = {"cold": self.cold, "referral": self.referral} if any(self.referral) else {"cold": self.cold}
        return {**used, "technical": self.technical, "onsite": self.onsite, "offer": self.offer}

    @property
    def waiting(self) -> int:
        return sum(waiting for _, _, waiting in self.counts.values())

    @property
    def open(self) -> tuple[int, ...]:
        """Open ones by how far they came: to send, applied, screen, technical, onsite, offer."""
        later = (self.technical[2], self.onsite[2], self.offer[2], self.at_offer)
        return (self.saved, self.cold[2] + self.referral[2], *later)

    @property
    def closed(self) -> int:
        return self.reached[0] - self.waiting - self.at_offer

    def sent(self, channel: str) -> int:
        _, trials, waiting = self.counts[channel]
        return trials + waiting + (self.withdrawn if channel == "referral" else 0)

    @property
    def all_early(self) -> bool:
        """Whether nothing can be said of any step."""
        return all(self.verdict(step) == "too_early" for step in self.counts)

    def verdict(self, step: str) -> str:
        """What is said of a step; of several that look bad only one is named."""
        passed, trials, _ = self.counts[step]
        verdict = BELIEFS[step, passed, trials].verdict
        return "not_labelled" if verdict in ("watch", "likely_leak") and step != self.leak else verdict


@dataclass(frozen=True)
class Day:
    on: date
    steps: tuple[Step, ...]
    told: Told | None = None


def _on(month: int, day: int) -> date:
    return date(YEAR, month, day)


def _cold(first: int, last: int, role: str) -> tuple[Apply, ...]:
    """Cold applications of these numbers, each at a firm that is called by its number."""
    return tuple(Apply(f"Firm {n:02}", role) for n in range(first, last + 1))


def ids(text: str) -> list[str]:
    """Ids written short: "a2-4 a7" is a2, a3, a4, a7."""
    found = []
    for part in text.split():
        first, _, last = part[1:].partition("-")
        found += [f"{part[0]}{n}" for n in range(int(first), int(last or first) + 1)]
    return found


DAYS = (
    # Week 1. Nothing is sent: only what is usual, and three people to begin with.
    Day(
        _on(1, 5),
        (
            Aim("Acme", "vertical_saas"),
            Aim("Example Co", "mid_market"),
            Aim("Sample Bank", "consulting"),
            Aim("Big One", "big_tech"),
            Meet("First Person", "Acme", "a meetup"),
            Meet("Second Person", "Example Co", "a pull request"),
            Meet("Third Person", "Sample Bank", "an earlier team"),
        ),
        Told((0, 0, 0, 0, 0), chances={4: 0.0, 8: 0.046, 12: 0.089, 16: 0.128, 20: 0.164}),
    ),
    Day(_on(1, 6), (Write("h1"), Write("h2"), Write("h3"))),
    Day(
        _on(1, 8),
        (
            *_cold(1, 4, "MLE"),
            Apply("Big One", "Platform", later=True),
            Apply("Firm 06", "MLE", later=True),
        ),
        Told((4, 0, 0, 0, 0), cold=(0, 0, 4), saved=2),
    ),
    # Week 2. The first answer, and the referral that comes of it.
    Day(
        _on(1, 12),
        (Answered("h1"), Send("a5")),
        Told(
            (5, 0, 0, 0, 0),
            cold=(0, 0, 5),
            saved=1,
            batch=KNOWN,
        ),
    ),
    Day(_on(1, 13), _cold(7, 12, "ML platform")),
    Day(
        _on(1, 14),
        (Apply("Acme", "ML platform", "referral", by="h1"),),
        Told((12, 0, 0, 0, 0), cold=(0, 0, 11), referral=(0, 0, 1), saved=1),
    ),
    # Ten days after the 6th: h2 and h3 are due. The four of the 8th close on the 29th.
    Day(
        _on(1, 16),
        (Close("a1", "rejected"),),
        Told((12, 0, 0, 0, 0), cold=(0, 1, 10), referral=(0, 0, 1), saved=1, due="h2 h3"),
    ),
    # Week 3.
    Day(
        _on(1, 19),
        (Write("h2"), *_cold(14, 21, "Applied ML")),
        Told((20, 0, 0, 0, 0), cold=(0, 1, 18), referral=(0, 0, 1), saved=1, due="h3"),
    ),
    # A screen arranged for Friday counts from today on.
    Day(
        _on(1, 20),
        (Reach("a13", "screen", _on(1, 23)),),
        Told((20, 1, 0, 0, 0), cold=(0, 1, 18), referral=(1, 1, 0), technical=(0, 0, 1), saved=1, due="h3"),
    ),
    Day(_on(1, 21), (Write("h3"), Send("a6"), Meet("Fourth Person", "Firm 31", "a talk"), Write("h4"))),
    # On the 22nd the 29th is seven days off: a2, a3 and a4 are about to close. Second Person has answered and is used.
    Day(
        _on(1, 22),
        (Answered("h2"), Apply("Example Co", "MLE", "referral", by="h2")),
        Told(
            (22, 1, 0, 0, 0),
            cold=(0, 1, 19),
            referral=(1, 1, 1),
            technical=(0, 0, 1),
            closing="a2-4",
        ),
    ),
    # Week 4.
    Day(
        _on(1, 26),
        (Answered("h4"), *_cold(23, 30, "MLOps")),
        Told(
            (30, 1, 0, 0, 0),
            cold=(0, 1, 27),
            referral=(1, 1, 1),
            technical=(0, 0, 1),
            closing="a2-5",
            batch=KNOWN,
        ),
    ),
    Day(
        _on(1, 27),
        (Close("a13", "rejected"),),
        Told(
            (30, 1, 0, 0, 0),
            cold=(0, 1, 27),
            referral=(1, 1, 1),
            technical=(0, 1, 0),
            closing="a2-5 a7-12",
            batch=KNOWN,
        ),
    ),
    Day(
        _on(1, 28),
        (
            Apply("Firm 31", "MLE", "referral", by="h4"),
            Apply("Firm 32", "MLE", "referral"),
            Meet("Fifth Person", "Firm 51", "a forum"),
            Write("h5"),
        ),
    ),
    # The last day on which a2, a3 and a4 wait. Pace: 10, 10, 8 and 4 a week, middle 9; of these 32, 28 were cold.
    Day(
        _on(1, 29),
        (Reach("a22", "screen"),),
        Told(
            (32, 2, 0, 0, 0),
            cold=(0, 1, 27),
            referral=(2, 2, 2),
            technical=(0, 1, 1),
            closing="a2-5 a7-12",
            chances={4: 0.150, 8: 0.311, 12: 0.428, 16: 0.517, 20: 0.586},
        ),
    ),
    Day(
        _on(1, 30),
        (),
        Told(
            (32, 2, 0, 0, 0),
            cold=(0, 4, 24),
            referral=(2, 2, 2),
            technical=(0, 1, 1),
            closing="a5 a7-12",
        ),
    ),
    # Week 5. By Wednesday a5 and a7 to a12 are decided too: 4 + 1 + 6.
    Day(_on(2, 2), _cold(33, 40, "MLE")),
    Day(
        _on(2, 4),
        (
            Reach("a31", "screen"),
            Apply("Firm 41", "MLE", "referral"),
            Apply("Firm 42", "MLE", "referral"),
        ),
        Told(
            (42, 3, 0, 0, 0),
            cold=(0, 11, 25),
            referral=(3, 3, 3),
            technical=(0, 1, 2),
            closing="a14-21 a6",
            # Two talks: a22 and a31.
            batch=ONE,
        ),
    ),
    Day(
        _on(2, 6),
        (Close("a22", "rejected"), Close("a33", "rejected")),
        Told(
            (42, 3, 0, 0, 0),
            cold=(0, 12, 24),
            referral=(3, 3, 3),
            technical=(0, 2, 1),
            closing="a14-21 a6",
        ),
    ),
    # Week 6. h5 was written to on the 28th and is due since the 7th; that is seen before the reminder goes out.
    Day(
        _on(2, 9),
        (*_cold(43, 50, "ML platform"), Meet("Sixth Person", "Firm 59", "an old colleague")),
        Told(
            (50, 3, 0, 0, 0),
            cold=(0, 12, 32),
            referral=(3, 3, 3),
            technical=(0, 2, 1),
            due="h5",
            closing="a14-21 a6 a23-30",
        ),
    ),
    Day(
        _on(2, 10),
        (Write("h5"), Plan("h6", "send the write-up", _on(2, 16)), Answered("h5")),
        Told(
            (50, 3, 0, 0, 0),
            cold=(0, 20, 24),
            referral=(3, 3, 3),
            technical=(0, 2, 1),
            closing="a6 a23-30",
            batch=KNOWN,
        ),
    ),
    Day(
        _on(2, 11),
        (
            Apply("Firm 51", "Applied ML", "referral", by="h5"),
            Apply("Firm 52", "Applied ML", "referral", later=True),
        ),
    ),
    # a6 went out on 21 January and is decided on 12 February.
    Day(_on(2, 12), (Close("a42", "rejected"),)),
    Day(
        _on(2, 13),
        (Reach("a41", "screen"),),
        Told(
            (51, 4, 0, 0, 0),
            cold=(0, 21, 23),
            referral=(4, 5, 2),
            technical=(0, 2, 2),
            saved=1,
            closing="a23-30 a32",
            batch=ONE,
        ),
    ),
    # Week 7. h6 is due for the step that was planned.
    Day(
        _on(2, 16),
        (Send("a52"), *_cold(53, 58, "MLE")),
        Told(
            (58, 4, 0, 0, 0),
            cold=(0, 21, 29),
            referral=(4, 5, 3),
            technical=(0, 2, 2),
            due="h6",
            closing="a23-30 a32 a34-40",
            batch=ONE,
        ),
    ),
    Day(_on(2, 18), (Spoke("h6"), Apply("Firm 59", "ML platform", "referral", by="h6"))),
    # The eight of 26 January are decided since the 17th, a32 of the 28th since the 19th.
    Day(
        _on(2, 20),
        (Reach("a51", "screen"), Close("a41", "rejected")),
        Told(
            (59, 5, 0, 0, 0),
            cold=(0, 29, 21),
            referral=(5, 7, 2),
            technical=(0, 3, 2),
            closing="a34-40 a31",
            batch=ONE,
        ),
    ),
    # Week 8. The seven of 2 February that were left: 0 of 36.
    Day(_on(2, 23), _cold(60, 63, "MLE")),
    Day(
        _on(2, 24),
        (),
        Told(
            (63, 5, 0, 0, 0),
            cold=(0, 36, 18),
            referral=(5, 7, 2),
            technical=(0, 3, 2),
            leak="cold",
            closing="a31 a43-50",
            batch=ONE,
        ),
    ),
    Day(_on(2, 25), (Apply("Firm 64", "MLE", "referral"),)),
    # Nothing came after the screen of 4 February: 0 of 4. Two steps look bad now, and the worse one alone is named.
    # Pace: 5, 8, 9 and 10 a week back from today, middle 8.5; of these 32, 26 were cold.
    Day(
        _on(2, 26),
        (),
        Told(
            (64, 5, 0, 0, 0),
            cold=(0, 36, 18),
            referral=(5, 7, 3),
            technical=(0, 4, 1),
            leak="technical",
            closing="a43-50",
            chances={4: 0.105, 8: 0.254, 12: 0.367, 16: 0.456, 20: 0.527},
        ),
    ),
    # An answer after five weeks opens a20 again.
    Day(
        _on(2, 27),
        (Reach("a20", "screen", _on(3, 2)), Reach("a51", "technical")),
        Told(
            (64, 6, 1, 0, 0),
            cold=(1, 36, 18),
            referral=(5, 7, 3),
            technical=(1, 5, 1),
            onsite=(0, 0, 1),
            leak="technical",
            closing="a43-50",
            batch=ONE,
        ),
    ),
    # Week 9. The eight of 9 February are decided since the 3rd.
    Day(_on(3, 2), _cold(65, 68, "MLOps")),
    Day(
        _on(3, 3),
        (Reach("a59", "screen"),),
        Told(
            (68, 7, 1, 0, 0),
            cold=(1, 44, 14),
            referral=(6, 8, 2),
            technical=(1, 5, 2),
            onsite=(0, 0, 1),
            leak="technical",
            closing="a52-58",
            batch=ONE,
        ),
    ),
    Day(_on(3, 4), (Reach("a51", "onsite", _on(3, 10)),)),
    Day(_on(3, 5), (Reach("a59", "technical"), Mistake("a20", "technical"))),
    Day(
        _on(3, 6),
        (Close("a20", "rejected"),),
        Told(
            (68, 7, 2, 1, 0),
            cold=(1, 44, 14),
            referral=(6, 8, 2),
            technical=(2, 7, 0),
            onsite=(1, 1, 1),
            offer=(0, 0, 1),
            closing="a52-58",
            batch=ONE,
        ),
    ),
    # Week 10.
    Day(
        _on(3, 9),
        _cold(69, 70, "MLE"),
        Told(
            (70, 7, 2, 1, 0),
            cold=(1, 44, 16),
            referral=(6, 8, 2),
            technical=(2, 7, 0),
            onsite=(1, 1, 1),
            offer=(0, 0, 1),
            closing="a52-58 a60-63",
            batch=ONE,
        ),
    ),
    # Six of 16 February, and a rejection: 44 + 6 + 1. With 50 decided it would still be in the normal range.
    Day(
        _on(3, 10),
        (Close("a66", "rejected"),),
        Told(
            (70, 7, 2, 1, 0),
            cold=(1, 51, 9),
            referral=(6, 9, 1),
            technical=(2, 7, 0),
            onsite=(1, 1, 1),
            offer=(0, 0, 1),
            leak="cold",
            closing="a60-63",
            batch=ONE,
        ),
    ),
    # Both interviews stand before the last door. Pace: 2, 4, 5 and 8 a week, middle 4.5; of these 19, 16 were cold.
    Day(
        _on(3, 11),
        (Reach("a59", "onsite"),),
        Told(
            (70, 7, 2, 2, 0),
            cold=(1, 51, 9),
            referral=(6, 9, 1),
            technical=(2, 7, 0),
            onsite=(2, 2, 0),
            offer=(0, 0, 2),
            leak="cold",
            closing="a60-64",
            batch=ONE,
            chances={4: 0.497, 8: 0.550, 12: 0.595, 16: 0.633, 20: 0.667},
        ),
    ),
    Day(
        _on(3, 13),
        (Close("a51", "rejected"), Reach("a61", "screen")),
        Told(
            (70, 8, 2, 2, 0),
            cold=(2, 52, 8),
            referral=(6, 9, 1),
            technical=(2, 7, 1),
            onsite=(2, 2, 0),
            offer=(0, 1, 1),
            closing="a60 a62-64",
            batch=ONE,
        ),
    ),
    # Week 11. What is withdrawn is no trial and waits no more.
    Day(
        _on(3, 16),
        (Close("a64", "withdrawn"),),
        Told(
            (70, 8, 2, 2, 0),
            cold=(2, 52, 8),
            referral=(6, 9, 0),
            withdrawn=1,
            technical=(2, 7, 1),
            onsite=(2, 2, 0),
            offer=(0, 1, 1),
            closing="a60 a62-63 a65 a67-68",
            batch=ONE,
        ),
    ),
    Day(
        _on(3, 20),
        (Offered("a59", "Firm 59", "150k", "165,000", "secondary_metro", _on(3, 27)),),
        Told(
            (70, 8, 2, 2, 1),
            cold=(2, 55, 5),
            referral=(6, 9, 0),
            withdrawn=1,
            technical=(2, 7, 1),
            onsite=(2, 2, 0),
            offer=(1, 2, 0),
            at_offer=1,
            closing="a65 a67-68",
        ),
    ),
    # Week 12. a65, a67 and a68 are decided since the 24th, a69 and a70 wait until the 30th. Pace: 0, 0, 2 and 4 a week,
    # middle 1, all of them cold. What is left is a small chance of another offer.
    Day(
        _on(3, 27),
        (Close("a59", "accepted"),),
        Told(
            (70, 8, 2, 2, 1),
            cold=(2, 58, 2),
            referral=(6, 9, 0),
            withdrawn=1,
            technical=(2, 7, 1),
            onsite=(2, 2, 0),
            offer=(1, 2, 0),
            closing="a69-70 a61",
            batch=OVER,
            chances={4: 0.037, 8: 0.050, 12: 0.062, 16: 0.075, 20: 0.087},
        ),
    ),
)


# ---------------------------------------------------------------------------------------------- what is believed


@dataclass(frozen=True)
class Belief:
    """What some counts make of a step's rate.

    Attributes:
        mean: The rate, with what is usual; `low` and `high` hold nine tenths of the belief.
        below: Probability, by the counts alone, that the rate is under the usual one; `below_half`, under half of it.
        more: Trials that are missing before a verdict.
    """

    mean: float
    low: float
    high: float
    below: float
    below_half: float
    verdict: str
    more: int

    @property
    def text(self) -> str:
        return f"{_percent(self.mean)}% ({_percent(self.low)}-{_percent(self.high)}%)"


def _percent(share: float) -> str:
    """With one decimal where it is under two."""
    return f"{100 * share:.1f}" if share < 0.0195 else f"{100 * share:.0f}"


# What is usual is Beta(3, 47) for cold, (4, 7) for a referral, (5, 5), (4.5, 5.5) and (3, 7) for the stages after it.
# After s of n, the mean is (a + s) / (a + b + n): 0 of 36 cold is 3 / 86 = 0.0349. The limits are the 5% and 95% points
# of Beta(a + s, b + n - s), the two probabilities those of Beta(s + 1/2, n - s + 1/2) at a / (a + b) and at half of it.
# All were made once by the substitution x = sin(t)^2: the distribution function is the integral of
# sin(t)^(2a-1) cos(t)^(2b-1) from 0 to asin(sqrt(x)) over the one to pi/2, by Simpson's rule in 4,000 steps, and its
# inverse by bisection. Too early is what has fewer than 2 / p trials: 34 cold, then 6, 4, 5 and 7.
BELIEFS = {
    ("cold", 0, 0): Belief(0.0600, 0.0169, 0.1230, 0.1575, 0.1108, "too_early", 34),
    ("cold", 0, 1): Belief(0.0588, 0.0166, 0.1206, 0.3087, 0.2194, "too_early", 33),
    ("cold", 0, 4): Belief(0.0556, 0.0156, 0.1141, 0.5321, 0.3895, "too_early", 30),
    ("cold", 0, 11): Belief(0.0492, 0.0138, 0.1012, 0.7621, 0.5923, "too_early", 23),
    ("cold", 0, 12): Belief(0.0484, 0.0135, 0.0996, 0.7818, 0.6124, "too_early", 22),
    ("cold", 0, 20): Belief(0.0429, 0.0120, 0.0884, 0.8866, 0.7333, "too_early", 14),
    ("cold", 0, 21): Belief(0.0423, 0.0118, 0.0872, 0.8951, 0.7448, "too_early", 13),
    ("cold", 0, 29): Belief(0.0380, 0.0106, 0.0785, 0.9429, 0.8181, "too_early", 5),
    ("cold", 0, 36): Belief(0.0349, 0.0097, 0.0722, 0.9658, 0.8627, "likely_leak", 0),
    ("cold", 1, 36): Belief(0.0465, 0.0162, 0.0887, 0.7808, 0.4636, "normal", 0),
    ("cold", 1, 44): Belief(0.0426, 0.0148, 0.0813, 0.8561, 0.5538, "normal", 0),
    ("cold", 1, 51): Belief(0.0396, 0.0138, 0.0757, 0.9012, 0.6223, "watch", 0),
    ("cold", 2, 52): Belief(0.0490, 0.0197, 0.0883, 0.7256, 0.3188, "normal", 0),
    ("cold", 2, 55): Belief(0.0476, 0.0191, 0.0859, 0.7571, 0.3468, "normal", 0),
    ("cold", 2, 58): Belief(0.0463, 0.0186, 0.0835, 0.7855, 0.3747, "normal", 0),
    ("referral", 0, 0): Belief(0.3636, 0.1500, 0.6066, 0.4121, 0.2804, "too_early", 6),
    ("referral", 1, 1): Belief(0.4167, 0.1996, 0.6502, 0.1058, 0.0349, "too_early", 5),
    ("referral", 2, 2): Belief(0.4615, 0.2453, 0.6848, 0.0316, 0.0051, "too_early", 4),
    ("referral", 3, 3): Belief(0.5000, 0.2870, 0.7130, 0.0100, 0.0008, "too_early", 3),
    ("referral", 4, 5): Belief(0.5000, 0.3000, 0.7000, 0.0228, 0.0011, "too_early", 1),
    ("referral", 5, 7): Belief(0.5000, 0.3108, 0.6892, 0.0291, 0.0009, "normal", 0),
    ("referral", 6, 8): Belief(0.5263, 0.3406, 0.7088, 0.0128, 0.0002, "normal", 0),
    ("referral", 6, 9): Belief(0.5000, 0.3201, 0.6799, 0.0318, 0.0006, "normal", 0),
    ("technical", 0, 0): Belief(0.5000, 0.2514, 0.7486, 0.5000, 0.3333, "too_early", 4),
    ("technical", 0, 1): Belief(0.4545, 0.2224, 0.6965, 0.8183, 0.6090, "too_early", 3),
    ("technical", 0, 2): Belief(0.4167, 0.1996, 0.6502, 0.9244, 0.7468, "too_early", 2),
    ("technical", 0, 3): Belief(0.3846, 0.1810, 0.6091, 0.9669, 0.8295, "too_early", 1),
    ("technical", 0, 4): Belief(0.3571, 0.1657, 0.5726, 0.9850, 0.8827, "likely_leak", 0),
    ("technical", 1, 5): Belief(0.4000, 0.2061, 0.6096, 0.9123, 0.5637, "watch", 0),
    ("technical", 2, 7): Belief(0.4118, 0.2267, 0.6090, 0.8719, 0.3865, "normal", 0),
    ("onsite", 0, 0): Belief(0.4500, 0.2087, 0.7032, 0.4681, 0.3146, "too_early", 5),
    ("onsite", 1, 1): Belief(0.5000, 0.2619, 0.7381, 0.1514, 0.0488, "too_early", 4),
    ("onsite", 2, 2): Belief(0.5417, 0.3097, 0.7655, 0.0564, 0.0089, "too_early", 3),
    ("offer", 0, 0): Belief(0.3000, 0.0977, 0.5496, 0.3690, 0.2532, "too_early", 7),
    ("offer", 0, 1): Belief(0.2727, 0.0873, 0.5069, 0.6607, 0.4805, "too_early", 6),
    ("offer", 1, 2): Belief(0.3333, 0.1351, 0.5644, 0.2523, 0.0941, "too_early", 5),
}

RATIO = {"with_usual": (5.2, 11.3, 28), "alone": (6.2, 17, 66)}
"""How many times more often a referral led to a screen than a cold application, at the end: 5%, middle, 95%.

Of 60,000 pairs drawn from Beta(10, 10) and Beta(5, 103); by the counts alone, Beta(6.5, 3.5) and Beta(2.5, 56.5).
"""
PER_OFFER = {"cold": 290.5, "referral": 26.9, "mix": 121.1}
"""Applications to an offer at the end, from the means.

Of screens, 7/17 x 6.5/12 x 4/12 = 0.0743 come to an offer; to a screen, 5/108 of the cold ones and 10/20 of the
referrals; 60 in 70 were cold.
"""
