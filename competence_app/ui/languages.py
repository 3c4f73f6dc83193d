"""In which language something is said: what we say in ours, a framework's words in that of their version."""

OURS = "en"  # as templates/base.html says of every page


def language_parts(language: str) -> tuple[str, str]:
    """Return a language such as en-GB in two parts, ``en`` and ``GB``; the second is empty where none is named."""
    first, *others = language.split("-")
    region = next((part.upper() for part in others if part.isalpha() and len(part) == len("GB")), "")
    return first.lower(), region
