"""What every test shares: a home that is nobody's, a fixed clock, the content, a store and a session."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import settings

from mentor.clock import Clock
from mentor.content import Content
from mentor.journey.records import Profile
from mentor.session import Session
from mentor.store.store import Store

TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)

settings.register_profile("mentor", database=None, deadline=None, derandomize=True, max_examples=60)
settings.load_profile("mentor")


@pytest.fixture(autouse=True)
def nobodys_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the developer's own files out of every test, and of every program a test starts."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(home / name.lower()))
    monkeypatch.setenv("MENTOR_DATA_DIR", str(home / "mentor"))
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.delenv("NO_COLOR", raising=False)
    return home


@pytest.fixture
def clock() -> Clock:
    return Clock(TODAY, lambda: NOW)


@pytest.fixture(scope="session")
def content() -> Content:
    return Content()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder that does not exist yet."""
    return tmp_path / "data"


@pytest.fixture
def store(folder: Path) -> Store:
    return Store(folder)


@pytest.fixture
def session(content: Content, store: Store, clock: Clock) -> Session:
    return Session(content, store, clock)


@pytest.fixture
def profile() -> Profile:
    """The profile of the example in the design."""
    return Profile("profile", "swe_backend", 10, TODAY, target="platform", industry="fintech", region="secondary_metro")


@pytest.fixture
def started(session: Session, profile: Profile) -> Session:
    """A session whose user has answered the first questions."""
    session.set_profile(profile)
    return session


@pytest.fixture
def listing() -> Callable[[Path], list[str]]:
    """The names in a folder, without the lock file."""

    def names(of: Path) -> list[str]:
        return sorted(path.name for path in of.iterdir() if path.suffix != ".lock")

    return names


def pytest_xdist_auto_num_workers() -> int:
    """Half as many again as there are cores: tests of screens wait for a third of their time."""
    return max((os.cpu_count() or 1) * 3 // 2, 2)


def pytest_collection_finish() -> None:
    """Let the collector come seldom, and never to what was imported: going over it took a quarter of the run."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
