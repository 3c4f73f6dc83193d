"""How administration speaks of people: of invitations, of what is new to whom, and of what a file would do."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice
from math import ceil

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime

from competence_app.accounts import wording
from competence_app.accounts.formats.headers import HEADERS
from competence_app.accounts.formats.wording import (
    TEMPLATE_ABOUT,
    TEMPLATE_FOOTER,
    TEMPLATE_NATURE,
    TEMPLATE_NOTES,
    TEMPLATE_TITLE,
    change_in_words,
    press_in_words,
    refusal_in_words,
    totals_in_words,
)
from competence_app.accounts.formats.workbooks import SHEET
from competence_app.accounts.models import Proposal
from competence_app.accounts.queries.changing import PersonalChange
from competence_app.accounts.queries.people import PersonRow
from competence_app.accounts.rules.importing.plans import ImportPlan, Outcome, RowPlan
from competence_app.accounts.rules.importing.rows import PersonColumn
from competence_app.outbox.models import Mail
from competence_app.people.models import User
from competence_app.ui.books.tables import Book, BookColumn, BookTable

WIDTHS = {  # characters, of the template's columns
    PersonColumn.NAME: 28,
    PersonColumn.ADDRESS: 36,
    PersonColumn.JOB_ROLE: 24,
    PersonColumn.TEAM: 24,
    PersonColumn.SUPERVISOR: 36,
    PersonColumn.ROLES: 32,
}

SHOWN = 200  # rows of a file on one page
ORDER = (Outcome.REFUSED, Outcome.CHANGED, Outcome.CREATED, Outcome.UNCHANGED)  # what needs somebody comes first


def may_be_invited(user: User) -> bool:
    """Whether an invitation would be of use: to an open account whose owner has chosen no password yet."""
    return user.is_active and not user.has_usable_password()


def invitation(user: User) -> str:
    """Say where the last invitation to an account stands."""
    mail = Mail.objects.invitations_to(user.email).first()
    if user.has_usable_password():
        return wording.INVITATIONS["accepted"]
    if not mail:
        return wording.INVITATIONS["none"]
    facts = {
        "attempts": mail.attempts,
        "problem": mail.problem,
        "next": _when(mail.due_at),
        "sent": _when(mail.sent_at),
    }
    return wording.INVITATIONS[mail.status].format(**facts)


def signed_in(row: PersonRow) -> str:
    """Say when somebody signed in last, or where their invitation stands."""
    person, mail = row.person, row.invitation
    if person.last_login:
        return date_format(localtime(person.last_login), wording.DAY)
    status = "accepted" if person.has_usable_password() else mail.status if mail else "none"
    sent = date_format(localtime(mail.sent_at), wording.DAY) if mail and mail.sent_at else ""
    return wording.NEVER_SIGNED_IN[status].format(sent=sent)


def proposal_rows(waiting: Iterable[Proposal], user: User) -> list[tuple[Proposal, str, bool]]:
    """Return what waits, each with the address of its page and whether ``user`` asked for it."""
    pages = {Proposal.Kind.ADDRESS: "new-address", Proposal.Kind.ERASURE: "erasure"}
    return [(one, reverse(pages[Proposal.Kind(one.kind)], args=[one.pk]), one.asked_by == user) for one in waiting]


def in_words(change: PersonalChange) -> list[str]:
    """Say what is new to somebody, or why nothing is."""
    person, said = change.person, wording.MANY
    if not person.is_active:
        return [said["closed"]]
    lines = []
    if change.team:
        lines.append(said["team"].format(before=person.team or wording.NO_WORK, after=change.team))
    if change.job_role:
        lines.append(said["job role"].format(before=person.job_role or wording.NO_WORK, after=change.job_role))
    if change.supervisor:
        lines.append(said["supervisor"].format(supervisor=change.supervisor))
    return lines or [said["same"]]


def _when(moment: datetime | None) -> str:
    return date_format(localtime(moment), wording.MOMENT) if moment else ""


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """A row of a file of people as its preview shows it."""

    number: int
    name: str
    address: str
    said: list[str]
    """What is wrong, or what is new."""


class PlanPage:
    """What a file of people would do, some hundred rows of it: those that need somebody first."""

    def __init__(self, plan: ImportPlan, job_roles: Mapping[str, str], part: int = 1) -> None:
        """Show a part of a plan, counted from 1, or the last there is; ``job_roles`` are titles by code."""
        self._job_roles = job_roles
        self.totals = totals_in_words(plan)
        self.new_teams = plan.new_teams
        self.acts = plan.acts
        self.press = press_in_words(plan)
        self.rows = plan.counts.total()
        self.parts = ceil(self.rows / SHOWN)
        self.part = min(part, self.parts)
        ordered = chain.from_iterable(plan.of(outcome) for outcome in ORDER)
        self._shown = list(islice(ordered, (self.part - 1) * SHOWN, self.part * SHOWN))

    @property
    def first(self) -> int:
        """Which of the rows is shown first, in their order on these pages."""
        return (self.part - 1) * SHOWN + 1

    @property
    def earlier(self) -> int:
        """The part before this, or 0."""
        return self.part - 1

    @property
    def later(self) -> int:
        """The part after this, or 0."""
        return self.part + 1 if self.part < self.parts else 0

    @property
    def last(self) -> int:
        """Which is shown last."""
        return self.first + len(self._shown) - 1

    @property
    def refused(self) -> list[PreviewLine]:
        """The rows that are left out, with what is wrong."""
        return self._lines(Outcome.REFUSED, lambda line: [refusal_in_words(refusal) for refusal in line.refusals])

    @property
    def changed(self) -> list[PreviewLine]:
        """The people who are changed, with what is new."""
        return self._lines(Outcome.CHANGED, self._changes)

    @property
    def created(self) -> list[PreviewLine]:
        """The people who get an account, with all that is said of them."""
        return self._lines(Outcome.CREATED, self._changes)

    @property
    def unchanged(self) -> list[PreviewLine]:
        """The people of whom nothing is new."""
        return self._lines(Outcome.UNCHANGED, lambda _: [])

    def _changes(self, line: RowPlan) -> list[str]:
        changes = (change for change in line.changes if line.is_known or change.field != PersonColumn.NAME)
        return [change_in_words(change, self._job_roles) for change in changes]

    def _lines(self, outcome: Outcome, say: Callable[[RowPlan], list[str]]) -> list[PreviewLine]:
        lines = (line for line in self._shown if line.outcome == outcome)
        return [PreviewLine(line.number, line.name, line.address, say(line)) for line in lines]


def template_book(job_roles: Mapping[str, str]) -> Book:
    """Return an empty list of people, with what to write below each header; ``job_roles`` are titles by code."""
    known = ", ".join(job_roles.values())
    notes = {field: TEMPLATE_NOTES[field].format(job_roles=known) for field in PersonColumn}
    columns = [BookColumn(HEADERS[field][0], WIDTHS[field], notes[field]) for field in PersonColumn]
    return Book(
        "people", TEMPLATE_TITLE, TEMPLATE_ABOUT, [BookTable(SHEET, columns, [])], TEMPLATE_NATURE, TEMPLATE_FOOTER
    )
