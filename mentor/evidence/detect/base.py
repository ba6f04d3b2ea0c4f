"""What a detector returns, and the register of detectors by criterion."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Literal

from mentor.content.model import Criterion
from mentor.evidence.checks import Check, Confidence
from mentor.evidence.project import Project
from mentor.evidence.read.markdown import Document, Heading
from mentor.journey.proof import Spot
from mentor.text import one_line, shorten

SPOTS = 8
"""Places shown for one criterion."""


@dataclass(frozen=True)
class Seen:
    """What a detector says. `absent` is nothing found, which proves something only where detection is nearly sure."""

    outcome: Literal["pass", "fail", "absent", "unknown"]
    said: str
    spots: tuple[Spot, ...] = ()
    score: float = 0.0
    hint: str = ""
    confidence: Confidence | None = None
    defensible: bool = True


def met(said: str, *spots: Spot | None, score: float = 1.0, confidence: Confidence | None = None) -> Seen:
    """The criterion holds."""
    return Seen("pass", said, _some(spots), score, confidence=confidence)


def met_lower(said: str, hint: str, *spots: Spot | None) -> Seen:
    """It holds for *shipped*, not yet for *defensible*."""
    return Seen("pass", said, _some(spots), 1.0, hint, defensible=False)


def broken(said: str, hint: str = "", *spots: Spot | None, confidence: Confidence | None = None) -> Seen:
    """Something was found that shows it does not hold."""
    return Seen("fail", said, _some(spots), hint=hint, confidence=confidence)


def absent(said: str, hint: str = "", *spots: Spot | None) -> Seen:
    """Nothing was found that would show it."""
    return Seen("absent", said, _some(spots), hint=hint)


def partly(said: str, hint: str = "", *spots: Spot | None) -> Seen:
    """Half of it was seen, or all that can be seen."""
    return Seen("unknown", said, _some(spots), 0.5, hint)


def unsure(said: str, hint: str = "", *spots: Spot | None) -> Seen:
    """It cannot be told."""
    return Seen("unknown", said, _some(spots), 0.0, hint)


def _some(spots: Iterable[Spot | None]) -> tuple[Spot, ...]:
    return tuple(dict.fromkeys(spot for spot in spots if spot is not None))


Detector = Callable[[Project], Seen]
DETECTORS: dict[str, Detector] = {}
"""The detector of each criterion."""


def detects(criterion: str) -> Callable[[Detector], Detector]:
    """Register a detector for a criterion."""

    def register(detector: Detector) -> Detector:
        DETECTORS[criterion] = detector
        return detector

    return register


def judge(criterion: Criterion, project: Project) -> Check:
    """Ask a criterion's detector, and turn what it says into a check.

    Nothing found is a fail only where the detector is nearly always right and every file was read.
    """
    seen = DETECTORS[criterion.id](project)
    if seen.outcome == "absent":
        sure = criterion.confidence == "H" and not project.tree.cut
        said = seen.said if sure or not project.tree.cut else f"{seen.said} Not every file was read."
        seen = replace(seen, outcome="fail" if sure else "unknown", said=said)
    passed = seen.outcome == "pass"
    hint = seen.hint or ("" if passed else criterion.evidence)
    return Check(
        criterion.id,
        "pass" if passed else "fail" if seen.outcome == "fail" else "unknown",
        seen.score,
        seen.confidence or criterion.confidence,
        shorten(seen.said, 300),
        one_line(hint, 400),
        tuple(Spot(one_line(spot.file, 300), spot.line) for spot in seen.spots[:SPOTS]),
        defensible=passed and seen.defensible,
    )


# ---------------------------------------------------------------------- words


def words(text: str) -> list[str]:
    """The words of a text in lower case."""
    return re.findall(r"[a-z0-9][a-z0-9'-]*", text.lower())


def has(text: str, *stems: str) -> bool:
    """Whether a text has a word that begins with one of these, or, where a stem holds a space, that phrase."""
    low = text.lower()
    return any(low.find(stem) >= 0 and re.search(rf"(?<![a-z0-9]){re.escape(stem)}", low) for stem in stems)


HEADINGS: dict[str, tuple[str, ...]] = {
    "problem": (
        *("problem", "goal", "why", "motivation", "overview", "about", "purpose", "background", "use case"),
        *("what it does", "what this", "the task", "decision", "introduction", "objective"),
    ),
    "data": ("data", "source", "corpus", "documents"),
    "results": ("result", "evaluation", "metric", "performance", "score", "finding", "accuracy", "benchmark"),
    "run": (
        *("run", "quickstart", "quick start", "getting started", "get started", "usage", "install", "setup", "how to"),
        *("reproduce", "start"),
    ),
    "deploy": ("deploy", "serving", "production", "live", "hosting", "hosted", "demo"),
    "limits": (
        *("limit", "caveat", "known issue", "known failure", "out of scope", "weakness", "shortcoming", "not for"),
        *("what it cannot", "where it fails", "intended use"),
    ),
}
"""The six parts of a README, and how their headings begin."""


def headings(document: Document | None, kind: str) -> list[Heading]:
    """The headings of one of the six parts."""
    return [one for one in document.headings if has(one.text, *HEADINGS[kind])] if document else []


def spot(document: Document, heading: Heading) -> Spot:
    """Where a heading stands."""
    return Spot(document.path, heading.line)


def sentences(text: str) -> list[str]:
    """A text's sentences, as well as full stops tell them."""
    return re.split(r"(?<=[.!?])\s+", text)


def find_line(document: Document, *patterns: str) -> Spot | None:
    """The first line of prose that matches each of some patterns."""
    tried = [re.compile(pattern, re.IGNORECASE) for pattern in patterns]
    for number, line in enumerate(document.prose, 1):
        if all(pattern.search(line[:2_000]) for pattern in tried):
            return Spot(document.path, number)
    return None


METRIC_STARTS = (
    *("auc", "accuracy", "precision", "recall", "rmse", "mape", "ndcg", "score", "bleu", "rouge", "brier", "logloss"),
    *("pinball", "smape", "wape", "faithful", "groundedness", "kappa", "perplexity", "macro"),
)
METRIC_NAMES = frozenset(
    (
        "f1",
        "mae",
        "mse",
        "r2",
        "mrr",
        "loss",
        "em",
        "map",
        "acc",
        "hit",
        "support",
        "p50",
        "p90",
        "p95",
        "p99",
        "micro",
        "roc",
        "pr",
        "error",
        "iou",
        "wer",
        "cer",
    )
)
"""How the names of metrics begin, and the short ones in full."""


def is_metric(name: str) -> bool:
    """Whether a column or key names a metric."""
    parts = [part for part in re.split(r"[\s_/().@-]+", name.lower()) if part]
    return any(part.startswith(METRIC_STARTS) or part in METRIC_NAMES for part in parts)
