"""What a front end holds: content, store and clock. One method for each thing a user does."""

from mentor.journey.evidence import evidence_from
from mentor.session.advert import AdvertPart
from mentor.session.audit import AuditPart
from mentor.session.base import FIRST_STEP
from mentor.session.board import BoardPart
from mentor.session.courses import CoursesPart
from mentor.session.deploy import DeployPart
from mentor.session.drills import DrillsPart
from mentor.session.funnel import FunnelPart
from mentor.session.messages import MessagesPart
from mentor.session.mocks import MocksPart
from mentor.session.notices import NoticesPart
from mentor.session.offers import OffersPart
from mentor.session.own_cards import OwnCardsPart
from mentor.session.portfolio import PortfolioPart
from mentor.session.practice import PracticePart
from mentor.session.resume import ResumePart
from mentor.session.search_files import SearchFilesPart
from mentor.session.timelog import TimeLogPart
from mentor.session.week import WeekPart

__all__ = ["FIRST_STEP", "Session", "evidence_from"]


class Session(
    AdvertPart,
    AuditPart,
    BoardPart,
    DeployPart,
    DrillsPart,
    CoursesPart,
    FunnelPart,
    MessagesPart,
    MocksPart,
    NoticesPart,
    OffersPart,
    OwnCardsPart,
    PortfolioPart,
    PracticePart,
    ResumePart,
    SearchFilesPart,
    TimeLogPart,
    WeekPart,
):
    """Reads the journey, asks the coach, commits changes, takes them back."""
