"""What a look at a deployed service found."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter
from typing import TYPE_CHECKING

from mentor.errors import InputError
from mentor.session.base import Base

if TYPE_CHECKING:  # it brings the library for HTTP, which nothing but a look needs
    from mentor.evidence.deployment import Look
    from mentor.journey.proof import Deployment


class DeployPart(Base):
    """Deployments."""

    def look(self, url: str, *, progress: Callable[[int, int, str], None], cancelled: Callable[[], bool]) -> Look:
        """Look at a deployed service over the network, because the user asked for it. Nothing is stored.

        It may run in a thread of its own. Private addresses are left to the command, where they are asked for by name.

        Args:
            url: Its address.
            progress: Told before each request: how many were made, how many there may be, what comes now.
            cancelled: Asked several times a second whether to stop.

        Raises:
            InputError: It is no such address, leads nowhere, or to this machine or a private network.
            StoppedError: It was stopped.
        """
        from mentor.evidence.deployment import probe

        return probe(url, timer=perf_counter, progress=progress, cancelled=cancelled)

    def keep_deployment(self, look: Look, project_id: str = "") -> Deployment:
        """Record a look at a service, for a project or for none.

        Raises:
            InputError: No project has this id.
        """
        from mentor.journey.proof import Deployment

        if project_id and project_id not in self.journey.projects:
            raise InputError(f"No project has the id {project_id}.")
        return self.add(
            f"look at {look.url}",
            lambda: Deployment(
                self.journey.next_id("deployments", "d"),
                look.url,
                self.today,
                look.status,
                project_id,
                look.requests,
                look.failed,
                look.percentile(50),
                look.percentile(95),
                look.percentile(99),
                docs=None if look.docs is None else bool(look.docs),
                health=None if look.health is None else bool(look.health),
            ),
        )
