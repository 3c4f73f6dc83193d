"""Users, the teams they work in, who supervises whom, and what each must know."""

from competence_app.people.models.job_role import CODE, JobRole
from competence_app.people.models.notice import Notice
from competence_app.people.models.supervision import Supervision, SupervisionRequest
from competence_app.people.models.user import Scheme, Team, User

__all__ = ["CODE", "JobRole", "Notice", "Scheme", "Supervision", "SupervisionRequest", "Team", "User"]
