"""Template tags; load them with `{% load ui %}`."""
