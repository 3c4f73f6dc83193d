"""What was entered to get in, who got in and is to come, and what two administrators do to an account together."""

from competence_app.accounts.models.awaited import Awaited
from competence_app.accounts.models.proposal import Proposal
from competence_app.accounts.models.session import Session
from competence_app.accounts.models.sign_in import SignIn

__all__ = ["Awaited", "Proposal", "Session", "SignIn"]
