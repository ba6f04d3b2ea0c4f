"""A session over a small Library, for the screens that show one."""

from __future__ import annotations

import pytest

from mentor.clock import Clock
from mentor.content import Content
from mentor.journey.records import Profile
from mentor.session import Session
from mentor.store.store import Store
from tests.shelf import small_library


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Content:
    return small_library(tmp_path_factory.mktemp("content") / "data")


@pytest.fixture
def reader(small: Content, store: Store, clock: Clock, profile: Profile) -> Session:
    """A session that opens in the Library."""
    session = Session(small, store, clock)
    session.set_profile(profile)
    session.rate_many(dict.fromkeys(small.areas, 0) | {"python": 4, "hygiene": 4, "sql": 3, "evaluation": 1})
    session.ensure_week()
    session.remember("place", "library")
    return session
