"""Reads a project's folder and says what it shows of each criterion. Nothing of the project is run or imported."""

from mentor.evidence.checks import Check, Examination
from mentor.evidence.examine import examine
from mentor.evidence.limits import CancelledError, Limits

__all__ = ["CancelledError", "Check", "Examination", "Limits", "examine"]
