"""Exercises that run: SQL over small tables in memory, read only and within limits, compared with what is expected."""

from mentor.practice.compare import Diff
from mentor.practice.database import Database, Limits, Result, SqlError
from mentor.practice.grade import Graded, Grader

__all__ = ["Database", "Diff", "Graded", "Grader", "Limits", "Result", "SqlError"]
