"""What a look at a deployed service found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentor.errors import InputError
from mentor.session.base import Base

if TYPE_CHECKING:  # it brings the library for HTTP, which nothing but a look needs
    from mentor.evidence.deployment import Look
    from mentor.journey.proof import Deployment


class DeployPart(Base):
    """Deployments."""

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
