"""What a front end holds: content, store and clock. One method for each thing a user does."""

from mentor.journey.evidence import evidence_from
from mentor.session.audit import AuditPart
from mentor.session.base import FIRST_STEP
from mentor.session.board import BoardPart
from mentor.session.courses import CoursesPart
from mentor.session.deploy import DeployPart
from mentor.session.drills import DrillsPart
from mentor.session.mocks import MocksPart
from mentor.session.notices import NoticesPart
from mentor.session.own_cards import OwnCardsPart
from mentor.session.portfolio import PortfolioPart
from mentor.session.practice import PracticePart
from mentor.session.resume import ResumePart
from mentor.session.search import SearchPart
from mentor.session.timelog import TimeLogPart
from mentor.session.week import WeekPart

__all__ = ["FIRST_STEP", "Session", "evidence_from"]


class Session(
    AuditPart,
    BoardPart,
    DeployPart,
    DrillsPart,
    CoursesPart,
    MocksPart,
    NoticesPart,
    OwnCardsPart,
    PortfolioPart,
    PracticePart,
    ResumePart,
    SearchPart,
    TimeLogPart,
    WeekPart,
):
    """Reads the journey, asks the coach, commits changes, takes them back."""
