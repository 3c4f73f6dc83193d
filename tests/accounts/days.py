"""Days as forms send them."""

from datetime import date


def parts(name: str, day: date | None) -> dict[str, int]:
    """Return what the three boxes of a date called ``name`` send; nothing of an empty one."""
    values = {"day": day.day, "month": day.month, "year": day.year} if day else {}
    return {f"{name}_{part}": value for part, value in values.items()}
