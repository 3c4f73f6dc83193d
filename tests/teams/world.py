"""Two teams to whom anything may happen, and what everybody came to know: kept apart from the app's own rules."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import islice, product
from typing import Any

from django.db.models import F
from django.utils import timezone

from competence_app.assessments.actions import counting
from competence_app.assessments.models import Assessment, Batch, Rating, Showing
from competence_app.assessments.rules.answers import Voice
from competence_app.catalogue.models import Version
from competence_app.catalogue.queries import competence_ids
from competence_app.erasure.actions.erasing import forget
from competence_app.people.models import Team, User
from tests.factories import UserFactory, publish, small_framework

IN_A_TEAM = 18
TEAMS = range(2)
HALF_A_YEAR = timedelta(days=184)
SAME, REWORDED = "K1", "D1"  # in both versions; K2 is as K1


class World:
    """Two teams with those who lead them, who lead all, and who does not lead anything but may yet."""

    def __init__(self) -> None:
        content = small_framework(version="2026")
        content["domains"][1]["competences"][0]["text"] = "Listens to the end, and beyond"
        self.versions = [publish(), publish(content)]
        self.teams = [Team.objects.create(name=f"{name} ward") for name in ("Ash", "Birch")]
        self.nurses = [[UserFactory.create(team=team) for _ in range(IN_A_TEAM)] for team in self.teams]
        self.supervisor = UserFactory.create()
        leads = [UserFactory.create() for _ in self.teams]
        for team, lead in zip(self.teams, leads, strict=True):
            team.leads.add(lead)
        self.readers = [*leads, UserFactory.create(is_organisation_lead=True), UserFactory.create()]
        self.begin()

    def begin(self) -> None:
        """Forget what happened in a life that was taken back."""
        self.version: Version = self.versions[0]
        self.known: dict[int, set[int]] = defaultdict(set)  # assessments, by the reader's key
        self.started = 0

    def send(self, team: int, people: int, level: int) -> None:
        """Let so many of a team send an assessment to its supervisor, who have none on its way, all but one alike."""
        self._count(self._sent(self._free(team, people), level), Voice.SELF)

    def send_to_reader(self, team: int, reader: int) -> None:
        """Let one of a team send theirs to somebody who may read counts, who reveals it."""
        for one in self._sent(self._free(team, 1), 2):
            self._reveal(one, self.readers[reader])
            self._count([one], Voice.SELF)

    def send_elsewhere(self, which: int, reader: int) -> None:
        """Let one that waits be taken back and sent to somebody who may read counts, who reveals it."""
        if one := self._some(which, state="submitted"):
            self._reveal(one, self.readers[reader])

    def agree(self, team: int, people: int) -> None:
        """Let so many of a team's assessments that wait be agreed as they are."""
        waiting = Assessment.objects.filter(practitioner__team=self.teams[team], state__in=["submitted", "reviewed"])
        agreed = list(waiting.order_by("pk")[:people])
        for one in agreed:
            self._reveal(one, one.supervisor or self.supervisor)
            one.state, one.agreed_at = "agreed", timezone.now()
            one.save()
        said = Rating.objects.filter(assessment__in=agreed, voice=Voice.SELF)
        Rating.objects.bulk_create(
            Rating(
                assessment_id=one.assessment_id, competence_id=one.competence_id, voice=Voice.AGREED, level=one.level
            )
            for one in said
        )
        self._count(agreed, Voice.AGREED)

    def share(self, which: int, reader: int) -> None:
        """Let one that was agreed be shared with somebody, or shown by handing over."""
        if one := self._some(which, state="agreed"):
            self._show(one, self.readers[reader], "share")

    def hand_over(self, which: int, reader: int) -> None:
        """Let one that was revealed go on to another supervisor."""
        if one := self._some(which, state="reviewed"):
            one.supervisor, one.handed_over_at = self.readers[reader], timezone.now()
            one.save()
            self._show(one, self.readers[reader], "hand over")

    def take_back(self, which: int) -> None:
        """Let one that waits be taken back, answered otherwise, and sent again."""
        if one := self._some(which, state="submitted"):
            Rating.objects.filter(assessment=one).update(level=1 + which % 4)
            self._count([one], Voice.SELF)

    def move(self, which: int, team: int) -> None:
        """Let somebody change team."""
        people = [nurse for team in self.nurses for nurse in team]
        User.objects.filter(pk=people[which % len(people)].pk).update(team=self.teams[team])

    def leave(self, which: int) -> None:
        """Let somebody's account be closed."""
        people = [nurse for team in self.nurses for nurse in team]
        User.objects.filter(pk=people[which % len(people)].pk).update(is_active=False)

    def erase(self, which: int) -> None:
        """Let somebody's account be closed, and let them be erased."""
        self.leave(which)
        people = [nurse for team in self.nurses for nurse in team]
        forget(User.objects.get(pk=people[which % len(people)].pk))

    def lead(self, reader: int, team: int) -> None:
        """Let somebody lead a team, or lead it no longer."""
        leads, person = self.teams[team].leads, self.readers[reader]
        (leads.remove if leads.contains(person) else leads.add)(person)

    def lead_all(self, reader: int) -> None:
        """Let somebody lead the organisation, or lead it no longer."""
        person = self.readers[reader]
        person.is_organisation_lead = not person.is_organisation_lead
        person.save(update_fields=["is_organisation_lead"])

    def promote(self, which: int, team: int) -> None:
        """Let a nurse lead the team."""
        nurse = self.nurses[team][which % IN_A_TEAM]
        self.teams[team].leads.add(nurse)

    def revise(self) -> None:
        """Let whoever begins from now on answer the newer version."""
        self.version = self.versions[1]

    def wait(self) -> None:
        """Let half a year go by."""
        Assessment.objects.exclude(submitted_at=None).update(submitted_at=F("submitted_at") - HALF_A_YEAR)
        Assessment.objects.exclude(agreed_at=None).update(agreed_at=F("agreed_at") - HALF_A_YEAR)
        counting.count_what_waited()

    def views(self, reader: User) -> Iterator[frozenset[tuple[int, str]]]:
        """Yield whose answers each row counts that somebody may open: by the assessment and the voice.

        What is counted together of all teams is a row too.
        """
        seen = list(Batch.objects.visible_to(reader).prefetch_related("counted__assessment"))
        rows = [(batch.voice, code, self._counted(batch, code)) for batch in seen for code in (SAME, REWORDED)]
        yield from (row for *_, row in rows)
        for together in product((Voice.SELF, Voice.AGREED), (SAME, REWORDED)):
            yield frozenset().union(*(row for *about, row in rows if tuple(about) == together))

    def all_readers(self) -> list[User]:
        """Return everybody who may read any counts."""
        leading = User.objects.get_queryset().filter(teams_led__in=self.teams)
        return list((leading | User.objects.filter(is_organisation_lead=True)).distinct())

    def knows(self, reader: User) -> set[int]:
        """Return the assessments whose answers somebody wrote, or ever read."""
        return self.known[reader.pk] | set(Assessment.objects.filter(practitioner=reader).values_list("pk", flat=True))

    def _counted(self, batch: Batch, code: str) -> frozenset[tuple[int, str]]:
        members = [one.assessment for one in batch.counted.all()]
        counted = {one.pk for one in members if code == SAME or one.version_id == batch.version_id}
        assert sum(batch.counts.get(code, {}).values()) == len(counted)
        return frozenset((pk, batch.voice) for pk in counted)

    def _free(self, team: int, people: int) -> list[User]:
        under_way = Assessment.objects.filter(state__in=["submitted", "reviewed"]).values("practitioner")
        members = User.objects.filter(team=self.teams[team], is_active=True).exclude(pk__in=under_way)
        return list(islice(members.order_by("pk"), people))

    def _sent(self, people: Sequence[User], level: int) -> list[Assessment]:
        now, sent = timezone.now(), []
        for nurse in people:
            self.started += 1
            started = now + timedelta(self.started)
            whose = {"practitioner": nurse, "version": self.version, "framework": self.version.framework}
            when: dict[str, Any] = {"started_at": started, "finished_at": now, "submitted_at": now}
            sent.append(Assessment(**whose, **when, supervisor=self.supervisor, state="submitted"))
        made = Assessment.objects.bulk_create(sent)
        ids = competence_ids(self.version.pk)
        Rating.objects.bulk_create(
            Rating(assessment=one, competence_id=pk, level=1 + (level + place % 2) % 4, voice=Voice.SELF)
            for place, one in enumerate(made)
            for pk in ids.values()
        )
        return made

    def _count(self, assessments: Sequence[Assessment], voice: Voice) -> None:
        for one in assessments[-1:]:
            counting.count(Assessment.objects.select_related("practitioner__team").get(pk=one.pk), voice)

    def _some(self, which: int, **fields: Any) -> Assessment | None:
        found = list(Assessment.objects.filter(**fields).order_by("pk"))
        return found[which % len(found)] if found else None

    def _reveal(self, one: Assessment, to: User) -> None:
        one.state, one.supervisor, one.reviewed_by, one.revealed_at = "reviewed", to, to, timezone.now()
        one.save()
        self._show(one, to, "reveal")

    def _show(self, one: Assessment, to: User, move: str) -> None:
        Showing.objects.get_or_create(assessment=one, reader=to, defaults={"move": move})
        self.known[to.pk].add(one.pk)
