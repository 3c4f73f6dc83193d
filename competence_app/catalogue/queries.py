"""Reading versions back from their rows."""

from collections.abc import Mapping

from competence_app.catalogue import schema


def content_of(version_id: int) -> schema.Framework:
    """Return the version's whole text; of a published one, read from the database once per process."""
    raise NotImplementedError


def competence_ids(version_id: int) -> Mapping[str, int]:
    """Return the primary key of each competence and part row of the version, by its code."""
    raise NotImplementedError
