"""How long an editor waits for a revision of 10,000 competences, and what it takes of memory."""

import resource
import time
from collections.abc import Callable
from typing import TypeVar

from competence_app.catalogue.actions import drafting, loading
from competence_app.catalogue.formats.files import FrameworkFile
from competence_app.people.models import User
from scripts.bench.loader import generated_framework
from scripts.bench.requests import Browser


def time_revising() -> dict[str, float]:
    """Return seconds to ``upload``, ``preview`` and ``publish``; the preview's ``bytes``; ``memory`` for both in MB."""
    text = generated_framework().replace("code: generated", "code: revised")
    [former] = loading.load([FrameworkFile.of_text(text)])
    if not isinstance(former, loading.LoadOutcome):
        raise former
    revised = text.replace('version: "1"', 'version: "2"\nchanges: The words are plainer').replace(
        "An ability to draw on", "An ability to use"
    )
    editor = User.objects.create_user("editor@bench.example", full_name="Editor", is_framework_editor=True)
    seconds = {}
    before = _memory()
    draft, seconds["upload"] = _timed(lambda: drafting.upload(FrameworkFile.of_text(revised), by=editor))
    preview = Browser(editor).get(f"/frameworks/revised/{draft.pk}/preview/")
    page, seconds["preview"] = _timed(preview.send)
    seconds["memory"] = _memory() - before
    seconds["bytes"] = len(page)
    _, seconds["publish"] = _timed(lambda: drafting.publish(draft, expected=former.version.pk, by=editor))
    return seconds


Result = TypeVar("Result")


def _timed(do: Callable[[], Result]) -> tuple[Result, float]:
    started = time.perf_counter()
    result = do()
    return result, time.perf_counter() - started


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
