"""What changes people's things, one verb a function."""

from competence_app.people.actions.telling import dismiss, tell, tell_both

__all__ = ["dismiss", "tell", "tell_both"]
