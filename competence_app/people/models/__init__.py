"""Users, the teams they work in, who supervises whom, and what each must know."""

from competence_app.people.models.job_role import CODE, JobRole
from competence_app.people.models.notice import Notice
from competence_app.people.models.restriction import REASON_MAX_LENGTH, Restriction
from competence_app.people.models.scheme import Scheme
from competence_app.people.models.supervision import Supervision, SupervisionRequest
from competence_app.people.models.team import Team
from competence_app.people.models.user import User

__all__ = [
    "CODE",
    "REASON_MAX_LENGTH",
    "JobRole",
    "Notice",
    "Restriction",
    "Scheme",
    "Supervision",
    "SupervisionRequest",
    "Team",
    "User",
]
