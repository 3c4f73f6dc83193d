"""What changes people's things, one verb a function."""

from competence_app.people.actions.telling import deliver, dismiss, tell, tell_both

__all__ = ["deliver", "dismiss", "tell", "tell_both"]
