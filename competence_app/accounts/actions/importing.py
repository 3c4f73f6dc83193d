"""Bringing people in from a file: what was shown is done, wholly or not at all, and each thing is on record."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from django.db import transaction
from django.urls import reverse

from competence_app.accounts.actions.letting_in import invite_new
from competence_app.accounts.formats.wording import told_in_words
from competence_app.accounts.queries.importing import lock_people, people_with, surroundings_by, titles_by_code
from competence_app.accounts.rules.importing.planning import decide
from competence_app.accounts.rules.importing.plans import ACTING, ImportPlan, Outcome, RowPlan
from competence_app.accounts.rules.importing.rows import PersonColumn, Rows
from competence_app.audit.actions import NOBODY, record_each
from competence_app.people.actions.supervising import begin_each
from competence_app.people.actions.telling import NoticeToMany, tell_each
from competence_app.people.models import JobRole, Team, User
from competence_app.people.models.namesakes import take_turn
from competence_app.people.rules.roles import ROLES, role_verb

AT_ONCE = 500  # teams
_COLUMNS = {PersonColumn.NAME: "full_name", PersonColumn.JOB_ROLE: "job_role_id", PersonColumn.TEAM: "team_id"}
_COLUMN_OF_ROLE = {role: column for column, role in ROLES.items()}
_Pair = tuple[User, User]


class ImportOvertakenError(Exception):
    """What the file would do is something else than what was shown; ``plan`` is what it would do now."""

    def __init__(self, plan: ImportPlan) -> None:
        super().__init__()
        self.plan = plan


def plan_of(rows: Rows, *, by: User) -> ImportPlan:
    """Return what is to become of the rows of a file that ``by`` brings."""
    return decide(rows, surroundings_by(by))


@transaction.atomic
def bring(rows: Rows, *, expected: str, by: User) -> ImportPlan:
    """Do what the plan with the digest ``expected`` says, and return it; else raise ``ImportOvertakenError``.

    Where nothing is left to do, that is no error: the button was pressed twice.
    """
    take_turn()  # whoever brings people waits for whoever does
    lock_people(rows)
    plan = plan_of(rows, by=by)
    if plan.acts and plan.digest != expected:
        raise ImportOvertakenError(plan)
    if plan.acts:
        _Bringing(plan, by).do()
    return plan


class _Bringing:
    """One plan that is being done, some hundreds of people after the other: nobody's row is held while the rest is."""

    def __init__(self, plan: ImportPlan, by: User) -> None:
        self._plan, self._by = plan, by
        self._titles = titles_by_code()
        self._roles = dict(JobRole.objects.values_list("code", "pk"))
        self._newcomers: set[int] = set()

    def do(self) -> None:
        """Store everything, then tell it, since by then it is known who shares a name."""
        self._add_teams()
        self._teams = dict(Team.objects.values_list("name", "pk"))
        for lines in self._acting():
            self._store(lines)
        for lines in self._acting():
            self._tell(lines, _people_of(lines))
        begin_each(self._supervised(), newcomers=self._newcomers, by=self._by)

    def _acting(self) -> Iterator[list[RowPlan]]:
        for some in self._plan.lines.some():
            yield [line for line in some if line.outcome in ACTING]

    def _supervised(self) -> Iterator[_Pair]:
        for some in self._acting():
            lines = [line for line in some if line.after(PersonColumn.SUPERVISOR)]
            people = _people_of(lines)
            yield from ((people[line.address], people[line.after(PersonColumn.SUPERVISOR)]) for line in lines)

    def _add_teams(self) -> None:
        added = Team.objects.bulk_create([Team(name=name) for name in self._plan.new_teams], batch_size=AT_ONCE)
        record_each("add", Team, [(team.pk, None) for team in added], by=self._by)

    def _store(self, lines: Sequence[RowPlan]) -> None:
        self._make([line for line in lines if line.outcome == Outcome.CREATED])
        changed = {line.address: line for line in lines if line.outcome == Outcome.CHANGED}
        known = list(people_with(changed))
        columns = {column for person in known for column in self._fill(person, changed[person.email])}
        if columns:
            User.objects.bulk_update(known, columns)

    def _make(self, lines: Sequence[RowPlan]) -> None:
        new = [User(email=line.address) for line in lines]
        for person, line in zip(new, lines, strict=True):
            person.set_unusable_password()
            self._fill(person, line)
        if new:
            self._newcomers |= {person.pk for person in User.objects.bulk_create(new)}

    def _fill(self, person: User, line: RowPlan) -> Iterable[str]:
        """Set what is new, and return its columns."""
        kept: Mapping[PersonColumn, Mapping[str, int]] = {
            PersonColumn.JOB_ROLE: self._roles,
            PersonColumn.TEAM: self._teams,
        }
        values: dict[str, object] = {
            _COLUMNS[field]: kept.get(field, {}).get(after, after)
            for field, _, after in line.changes
            if field in _COLUMNS
        }
        values |= dict.fromkeys((column for role, column in _COLUMN_OF_ROLE.items() if line.gives(role)), True)
        for column, value in values.items():
            setattr(person, column, value)
        return values

    def _tell(self, lines: Sequence[RowPlan], people: dict[str, User]) -> None:
        new = [line for line in lines if line.outcome == Outcome.CREATED]
        self._write_down(lines, new, people)
        invite_new([people[line.address] for line in new], by=self._by)
        tell_each(told for line in lines if (told := self._told(line, people[line.address])))

    def _write_down(self, lines: Sequence[RowPlan], new: Sequence[RowPlan], people: dict[str, User]) -> None:
        self._record("add", new, people)
        changed = [line for line in lines if line.outcome == Outcome.CHANGED]
        renamed = [line for line in changed if line.after(PersonColumn.NAME)]
        former = {people[line.address].pk: line.before(PersonColumn.NAME) or line.address for line in renamed}
        self._record("rename", renamed, people, former)
        for field, model, keys in (
            (PersonColumn.JOB_ROLE, JobRole, self._roles),
            (PersonColumn.TEAM, Team, self._teams),
        ):
            given = [(keys[line.after(field)], people[line.address].pk) for line in changed if line.after(field)]
            record_each("give", model, given, by=self._by)
        for role in _COLUMN_OF_ROLE:
            self._record(role_verb(role, given=True), [line for line in lines if line.gives(role)], people)

    def _record(
        self, verb: str, lines: Sequence[RowPlan], people: dict[str, User], former: Mapping[int, str] = NOBODY
    ) -> None:
        whom = [people[line.address] for line in lines]
        names = {person.pk: person.bare_name for person in whom}
        record_each(verb, User, ((key, key) for key in names), by=self._by, names={**names, **former})

    def _told(self, line: RowPlan, person: User) -> NoticeToMany | None:
        subject, text = told_in_words(line, self._titles, by=self._by)
        by_mail = person.pk not in self._newcomers
        return NoticeToMany(person, subject, text, reverse("account"), by_mail=by_mail) if text else None


def _people_of(lines: Collection[RowPlan]) -> dict[str, User]:
    """Return those whom some lines are about, and their supervisors, by address."""
    addresses = {address for line in lines for address in (line.address, line.after(PersonColumn.SUPERVISOR))}
    return {person.email: person for person in people_with(addresses)}
