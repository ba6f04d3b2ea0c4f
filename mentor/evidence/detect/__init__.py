"""One detector for each criterion, by section of the checklist and by project type."""

from mentor.evidence.detect import (
    data,
    domain,
    engineering,
    features,
    model,
    operations,
    retrieval,
    runs,
    serving,
    tuning,
    writeup,
)
from mentor.evidence.detect.base import DETECTORS, judge

__all__ = [
    "DETECTORS",
    "data",
    "domain",
    "engineering",
    "features",
    "judge",
    "model",
    "operations",
    "retrieval",
    "runs",
    "serving",
    "tuning",
    "writeup",
]
