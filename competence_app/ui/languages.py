"""In which language something is said: what we say in ours, a framework's words in that of their version."""

OURS = "en"  # as templates/base.html says of every page
