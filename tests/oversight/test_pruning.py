"""How long the record is kept, and what goes when."""

import subprocess
import sys
from datetime import datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from competence_app.assessments.models import Assessment
from competence_app.audit.actions import record
from competence_app.audit.models import Entry, Pruning
from competence_app.oversight import actions
from competence_app.people.models import User
from tests.factories import AssessmentFactory, UserFactory, restrict

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-11-22 12:00Z", tick=False)]
NOW, KEPT = datetime.fromisoformat("2026-11-22 12:00Z"), timedelta(days=2192)


class Interrupting(StringIO):
    """What Ctrl+C is pressed at, once the first line is on it."""

    def write(self, text: str) -> int:
        """Write it, and be interrupted."""
        written = super().write(text)
        if "…" in text:
            raise KeyboardInterrupt
        return written


@pytest.fixture
def amara():
    return UserFactory.create()


@pytest.fixture
def of_long_ago(amara, time_machine):
    """Six old lines about an account, one about an assessment that is there and one about one that is gone."""
    assessment = AssessmentFactory.create(practitioner=amara)
    time_machine.move_to(NOW - KEPT - timedelta(seconds=1), tick=False)
    for _ in range(6):
        record("change", amara, by=amara, about=amara)
    record("see profile", assessment, by=UserFactory.create(), about=amara)
    record("see profile", Assessment(pk=99), by=None, about=amara)
    time_machine.move_to(NOW, tick=False)
    return assessment


def prune(**options: bool) -> tuple[str, str]:
    """Run the command, and return what it says and how far it said it was."""
    out, progress = StringIO(), StringIO()
    call_command("prune_record", stdout=out, stderr=progress, **options)
    return out.getvalue(), progress.getvalue()


def lines(about: User) -> list[tuple[str, str]]:
    """Return what is on record about somebody, the oldest first."""
    return list(Entry.objects.about(about).order_by("pk").values_list("verb", "what"))


def test_what_is_older_than_it_is_kept_goes_and_looks_at_what_is_there_stay(amara, of_long_ago, time_machine):
    time_machine.move_to(NOW - KEPT, tick=False)
    record("change", amara, by=amara, about=amara)  # at the first moment that is kept
    time_machine.move_to(NOW, tick=False)

    said, progress = prune()

    look = ("see profile", f"assessments.assessment {of_long_ago.pk}")
    assert lines(amara) == [look, ("change", f"people.user {amara.pk}")]
    assert said == "Lines from before 21 November 2020: 7 removed; 1 kept, which are still needed.\n"
    assert progress == "7 removed, 1 kept …\n"
    assert not Pruning.objects.exists()


def test_that_it_was_pruned_is_on_record_once(amara, of_long_ago):
    last = Entry.objects.before(NOW - KEPT).latest("at", "pk")

    prune()
    prune()

    pruned = Entry.objects.filter(verb="prune")
    assert [(entry.by, entry.about, entry.what, entry.at) for entry in pruned] == [
        (None, None, f"audit.entry {last.pk}", timezone.now())
    ]


def test_a_dry_run_says_what_would_go_and_removes_nothing(amara, of_long_ago):
    said, _ = prune(dry_run=True)

    assert said.startswith("Lines from before 21 November 2020: 7 to remove; 1 to keep,")
    assert len(lines(amara)) == 8
    assert not Entry.objects.filter(verb="prune").exists()


def test_it_goes_on_step_by_step_and_what_was_removed_before_it_was_stopped_is(amara, of_long_ago, monkeypatch):
    monkeypatch.setattr(actions, "AT_ONCE", 3)
    stopped = Interrupting()

    with pytest.raises(SystemExit) as exit_:
        call_command("prune_record", stdout=StringIO(), stderr=stopped)

    assert exit_.value.code == 130
    assert "Stopped. Removed so far: 3. Run it again for the others." in stopped.getvalue()
    assert len(lines(amara)) == 5
    assert prune()[1].splitlines() == ["3 removed, 0 kept …", "4 removed, 1 kept …"]
    assert Entry.objects.filter(verb="prune").count() == 2


def test_nothing_that_is_old_is_no_error(amara):
    assert prune() == (
        "Lines from before 21 November 2020: 0 removed; 0 kept, which are still needed.\n",
        "",
    )


def test_less_than_a_year_cannot_be_set():
    code = "import os; os.environ.update(AUDIT_RETENTION_DAYS='365', DEBUG='1'); import competence_app.settings"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert "AUDIT_RETENTION_DAYS: “365” is not understood. Write a whole number from 366" in ended.stderr


def test_what_is_by_or_about_whoever_asked_that_all_be_kept_stays(amara, of_long_ago, time_machine):
    other = UserFactory.create()
    time_machine.move_to(NOW - KEPT - timedelta(seconds=1), tick=False)
    record("change", other, by=amara, about=other)
    record("change", other, by=other, about=other)
    time_machine.move_to(NOW, tick=False)
    restrict(amara)

    said, _ = prune()

    assert "1 removed; 9 kept, which are still needed." in said
    assert len(lines(amara)) == 8
    assert Entry.objects.filter(by=amara, about=other).exists()
