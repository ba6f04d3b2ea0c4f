"""Looks at a deployed service, as they are kept."""

from __future__ import annotations

import pytest

from mentor.errors import InputError
from mentor.evidence.deployment import Look
from mentor.journey.proof import Deployment
from mentor.session import Session
from mentor.store.store import Store
from tests.conftest import TODAY

LOOK = Look("https://example.org/", 200, 30, 2, tuple(float(n) for n in range(1, 21)), health="/health", docs="")


def test_a_look_becomes_a_record(started: Session) -> None:
    project = started.add_project("rag", "Answers")
    record = started.keep_deployment(LOOK, project.id)
    assert record == Deployment(
        *("d1", "https://example.org/", TODAY, 200, "p1", 30, 2, 10.0, 19.0, 20.0),
        docs=False,
        health=True,
    )
    assert Store(started.store.folder).read().deployments == {"d1": record}


def test_what_was_not_looked_for_stays_open(started: Session) -> None:
    record = started.keep_deployment(Look("https://example.org/", 0, 1, 1))
    assert (record.project, record.docs, record.health, record.p50, record.p99) == ("", None, None, None, None)


def test_each_look_has_an_id_of_its_own_also_between_two_windows(started: Session) -> None:
    other = Session(started.content, Store(started.store.folder), started.clock)
    assert other.journey.deployments == {}
    ids = [started.keep_deployment(LOOK).id, other.keep_deployment(LOOK).id, started.keep_deployment(LOOK).id]
    assert ids == ["d1", "d2", "d3"]
    assert set(Store(started.store.folder).read().deployments) == {"d1", "d2", "d3"}


def test_a_project_that_is_none(started: Session) -> None:
    with pytest.raises(InputError, match="p9"):
        started.keep_deployment(LOOK, "p9")
    assert started.journey.deployments == {}
