"""What changes people's things, one verb a function."""

from competence_app.people.actions.telling import dismiss, dismiss_all, tell, tell_both

__all__ = ["dismiss", "dismiss_all", "tell", "tell_both"]
