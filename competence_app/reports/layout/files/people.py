"""Many people's ratings as tables: who they are and when the next one is due, and a row a person and competence."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from competence_app.assessments.layout.axis import Axis, axis_of
from competence_app.assessments.rules.answers import Answer, Voice
from competence_app.assessments.rules.standing import Standing
from competence_app.catalogue.rules.schema import Content
from competence_app.reports.layout.files import wording
from competence_app.reports.layout.files.ratings import about_lines, domain_in_words, state_in_words, tops
from competence_app.reports.queries.people import Agreement, SupervisedPerson
from competence_app.reports.queries.ratings import Heard
from competence_app.reports.rules.profile import ProfileLine, profile_of
from competence_app.ui.books.tables import Book, BookTable, Cell, columns, dated, day_of


class PeopleFileLine(NamedTuple):
    """One person's competence, with what each voice says."""

    heard: Heard
    content: Content
    axis: Axis
    domain: str
    line: ProfileLine

    def level(self, voice: Voice) -> int | None:
        """Return the level that a voice chose."""
        said = self._said(voice)
        return said.level if said else None

    def label(self, voice: Voice) -> str:
        """Return what it says, in words; empty where it says nothing."""
        said = self._said(voice)
        return self.axis.words(said.choice) if said else ""

    def typed(self, voice: Voice) -> str:
        """Return what was written with it."""
        said = self._said(voice)
        return "\n".join(filter(None, (said.reason, said.note))) if said else ""

    def _said(self, voice: Voice) -> Answer | None:
        voices = {Voice.SUPERVISOR: self.line.supervisor, Voice.AGREED: self.line.agreed}
        return voices.get(voice, self.line.answer)


# What stands in each column, by its key in ``wording.PEOPLES_COLUMNS``, with its width in characters.
COLUMNS: Mapping[str, tuple[int, Callable[[PeopleFileLine], Cell]]] = {
    "name": (26, lambda one: one.heard.person.name),
    "code": (9, lambda one: one.line.statement.code),
    "statement": (60, lambda one: " ".join(one.line.statement.in_full.split())),
    "self level": (8, lambda one: one.level(Voice.SELF)),
    "self": (22, lambda one: one.label(Voice.SELF)),
    "supervisor level": (10, lambda one: one.level(Voice.SUPERVISOR)),
    "supervisor": (22, lambda one: one.label(Voice.SUPERVISOR)),
    "agreed level": (8, lambda one: one.level(Voice.AGREED)),
    "agreed answer": (22, lambda one: one.label(Voice.AGREED)),
    "target": (8, lambda one: one.line.target),
    "standing": (22, lambda one: wording.STANDINGS[one.line.standing]),
    "self typed": (40, lambda one: one.typed(Voice.SELF)),
    "supervisor typed": (40, lambda one: one.typed(Voice.SUPERVISOR)),
    "agreed typed": (40, lambda one: one.typed(Voice.AGREED)),
    "domain": (30, lambda one: one.domain),
    "state": (12, lambda one: state_in_words(one.heard)),
    "agreed": (13, lambda one: day_of(one.heard.agreed_at)),
    "rater": (22, lambda one: one.heard.rater),
    "version": (10, lambda one: one.content.version),
    "framework": (40, lambda one: one.content.title),
}
TYPED = ("self typed", "supervisor typed", "agreed typed")
COUNTED = (Standing.BELOW, Standing.AT, Standing.ABOVE, Standing.NEED, Standing.EXCLUDED, Standing.NO_TARGET)
WIDTHS = {
    "name": 26,
    "job role": 20,
    "team": 20,
    "account": 10,
    "last agreed": 13,
    "due": 13,
    "shown": 14,
    "shown agreed": 13,
    "competences": 15,
    **{f"count {standing.name}": 16 for standing in COUNTED},
    "email": 30,
    "framework": 50,
}


class Summary(NamedTuple):
    """What a person's latest assessment of a framework comes to."""

    title: str
    state: str
    agreed_on: date | None
    counts: Counter[Standing]


Summaries = dict[int, dict[str, Summary]]  # by the person's key, then by the framework's code


def people_book(
    assessments: Iterable[Heard],
    people: Iterable[SupervisedPerson],
    agreements: Mapping[int, list[Agreement]],
    *,
    by: str,
    notes: bool,
) -> Book:
    """Return everybody whom a supervisor supervises, with what was shown of each."""
    summaries: Summaries = defaultdict(dict)
    kept = {key: column for key, column in COLUMNS.items() if notes or key not in TYPED}
    widths = {key: width for key, (width, _) in kept.items()}
    rows = ([of_line(line) for _, of_line in kept.values()] for line in _lines(assessments, summaries))
    ratings = BookTable(wording.RATINGS_SHEET, columns(wording.PEOPLES_COLUMNS, widths), rows, wraps=False, fixed=1)
    overview = _overview(people, agreements, summaries)
    table = BookTable(wording.PEOPLE_SHEET, columns(wording.OVERVIEW_COLUMNS, WIDTHS), overview, wraps=False, fixed=1)
    words = wording.PEOPLE_FILE
    said = {"what": words["what"], "by": by, "assessments": words["assessments"]}
    return Book(dated("my-people"), words["title"], about_lines(said, None, notes=notes), [table, ratings])


def _lines(assessments: Iterable[Heard], summaries: Summaries) -> Iterator[PeopleFileLine]:
    """Yield what is said of each competence, and sum it up on the way."""
    for heard in assessments:
        content, axis, titles = heard.content, axis_of(heard.content), tops(heard.content)
        lines = _profile_lines(heard)
        counts = Counter(line.standing for line in lines)
        summary = Summary(content.title, state_in_words(heard), day_of(heard.agreed_at), counts)
        summaries[heard.person.pk][content.code] = summary
        for line in lines:
            yield PeopleFileLine(heard, content, axis, domain_in_words(titles, line.statement), line)


def _profile_lines(heard: Heard) -> tuple[ProfileLine, ...]:
    own, supervisor, agreed = (heard.answers(voice) for voice in Voice)
    expected = heard.content.expected(heard.role)
    return profile_of(heard.content, own, expected=expected, supervisor=supervisor, agreed=agreed).lines


def _overview(
    people: Iterable[SupervisedPerson], agreements: Mapping[int, list[Agreement]], summaries: Summaries
) -> Iterator[list[Cell]]:
    """Yield a row for each framework of each person; one where there is nothing of any."""
    for one in people:
        shown = summaries.get(one.person.pk, {})
        agreed = {agreement.framework: agreement for agreement in agreements.get(one.person.pk, ())}
        for code in sorted({*shown, *agreed}) or [""]:
            yield [*_row(one, shown.get(code), agreed.get(code))]


def _row(one: SupervisedPerson, shown: Summary | None, agreed: Agreement | None) -> Iterator[Cell]:
    yield from (one.person.full_name, one.job_role, one.team, wording.ACCOUNTS[one.is_active])
    yield from (agreed.agreed_on, agreed.due_on(one)) if agreed else (None, None)
    yield from (shown.state, shown.agreed_on) if shown else (wording.NOTHING_SHOWN, None)
    yield shown.counts.total() if shown else None
    yield from (shown.counts[standing] if shown else None for standing in COUNTED)
    yield one.person.email
    yield shown.title if shown else agreed.title if agreed else None
