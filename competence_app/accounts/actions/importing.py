"""Bringing people in from a file: what was shown is done, wholly or not at all, and each thing is on record."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from django.db import transaction
from django.urls import reverse

from competence_app.accounts.actions.letting_in import invite_new
from competence_app.accounts.formats.wording import told_in_words
from competence_app.accounts.queries.importing import lock, people_with, surroundings_of, titles_by_code
from competence_app.accounts.rules.importing.deciding import decide
from competence_app.accounts.rules.importing.plans import Line, Outcome, Plan
from competence_app.accounts.rules.importing.rows import Field, Row
from competence_app.audit.actions import NOBODY, record_each
from competence_app.people.actions.supervising import begin_each
from competence_app.people.actions.telling import Told, tell_each
from competence_app.people.models import JobRole, Team, User
from competence_app.people.models.namesakes import take_turn
from competence_app.people.rules.roles import ROLES, role_verb

AT_ONCE = 500  # rows
_COLUMNS = {Field.NAME: "full_name", Field.JOB_ROLE: "job_role_id", Field.TEAM: "team_id"}
_COLUMN_OF_ROLE = {role: column for column, role in ROLES.items()}


class OvertakenError(Exception):
    """What the file would do is something else than what was shown; ``plan`` is what it would do now."""

    def __init__(self, plan: Plan) -> None:
        super().__init__()
        self.plan = plan


def plan_of(rows: Collection[Row], *, by: User) -> Plan:
    """Return what is to become of the rows of a file that ``by`` brings."""
    return decide(rows, surroundings_of(rows, by=by))


@transaction.atomic
def bring(rows: Collection[Row], *, expected: str, by: User) -> Plan:
    """Do what the plan with the digest ``expected`` says, and return it; raise ``OvertakenError`` where it is another.

    Where nothing is left to do, that is no error: the button was pressed twice.
    """
    take_turn()  # whoever brings people waits for whoever does
    lock({row.cell(Field.ADDRESS).text for row in rows})
    plan = plan_of(rows, by=by)
    if plan.acting and plan.digest != expected:
        raise OvertakenError(plan)
    if plan.acting:
        _Bringing(plan, by).do()
    return plan


class _Bringing:
    """One plan that is being done."""

    def __init__(self, plan: Plan, by: User) -> None:
        self._plan, self._by = plan, by
        self._new, self._changed = plan.of(Outcome.CREATED), plan.of(Outcome.CHANGED)
        self._titles = titles_by_code()
        self._roles = dict(JobRole.objects.values_list("code", "pk"))

    def do(self) -> None:
        """Store and tell everything."""
        self._add_teams()
        self._teams = dict(Team.objects.values_list("name", "pk"))
        self._store()
        addresses = {address for line in self._plan.acting for address in (line.address, line.after(Field.SUPERVISOR))}
        people = {person.email: person for person in people_with(addresses)}  # with who shares a name by now
        new = [people[line.address] for line in self._new]
        self._write_down(people)
        invite_new(new, by=self._by)
        newcomers = {person.pk for person in new}
        self._tell(people, newcomers)
        pairs = [(people[line.address], people[line.after(Field.SUPERVISOR)]) for line in self._supervised()]
        begin_each(pairs, newcomers=newcomers, by=self._by)

    def _supervised(self) -> list[Line]:
        return [line for line in self._plan.acting if line.after(Field.SUPERVISOR)]

    def _add_teams(self) -> None:
        added = Team.objects.bulk_create([Team(name=name) for name in self._plan.new_teams], batch_size=AT_ONCE)
        record_each("add", Team, [(team.pk, None) for team in added], by=self._by)

    def _store(self) -> None:
        new = [User(email=line.address) for line in self._new]
        for person, line in zip(new, self._new, strict=True):
            person.set_unusable_password()
            self._fill(person, line)
        User.objects.bulk_create(new, batch_size=AT_ONCE)
        lines = {line.address: line for line in self._changed}
        known = list(people_with(lines))
        columns = {column for person in known for column in self._fill(person, lines[person.email])}
        if columns:
            User.objects.bulk_update(known, columns, batch_size=AT_ONCE)

    def _fill(self, person: User, line: Line) -> Iterable[str]:
        """Set what is new, and return its columns."""
        kept: Mapping[Field, Mapping[str, int]] = {Field.JOB_ROLE: self._roles, Field.TEAM: self._teams}
        values: dict[str, object] = {
            _COLUMNS[field]: kept.get(field, {}).get(after, after)
            for field, _, after in line.changes
            if field in _COLUMNS
        }
        values |= dict.fromkeys((column for role, column in _COLUMN_OF_ROLE.items() if line.gives(role)), True)
        for column, value in values.items():
            setattr(person, column, value)
        return values

    def _write_down(self, people: dict[str, User]) -> None:
        self._record("add", self._new, people)
        renamed = [line for line in self._changed if line.after(Field.NAME)]
        former = {people[line.address].pk: line.before(Field.NAME) or line.address for line in renamed}
        self._record("rename", renamed, people, former)
        for field, model, keys in ((Field.JOB_ROLE, JobRole, self._roles), (Field.TEAM, Team, self._teams)):
            given = [(keys[line.after(field)], people[line.address].pk) for line in self._changed if line.after(field)]
            record_each("give", model, given, by=self._by)
        for role in _COLUMN_OF_ROLE:
            self._record(role_verb(role, given=True), [line for line in self._plan.acting if line.gives(role)], people)

    def _record(
        self, verb: str, lines: Sequence[Line], people: dict[str, User], former: Mapping[int, str] = NOBODY
    ) -> None:
        whom = [people[line.address] for line in lines]
        names = {person.pk: person.bare_name for person in whom}
        record_each(verb, User, ((key, key) for key in names), by=self._by, names={**names, **former})

    def _tell(self, people: dict[str, User], newcomers: Collection[int]) -> None:
        tell_each(told for line in self._plan.acting if (told := self._told(line, people, newcomers)))

    def _told(self, line: Line, people: dict[str, User], newcomers: Collection[int]) -> Told | None:
        subject, text = told_in_words(line, self._titles, by=self._by)
        person = people[line.address]
        return Told(person, subject, text, reverse("account"), by_mail=person.pk not in newcomers) if text else None
