"""Where those whom a supervisor supervises stand with a framework as it is today: three queries, however many."""

from collections.abc import Iterator, Mapping

from competence_app.assessments.queries import steps_between
from competence_app.assessments.queries.standings import Stand, Standings, standings_of
from competence_app.assessments.rules import carry
from competence_app.assessments.rules.answers import Answer
from competence_app.assessments.rules.standing import standing_of, steps_below
from competence_app.catalogue.models import Version
from competence_app.catalogue.queries import content_of
from competence_app.catalogue.rules.scale import Scale
from competence_app.people.models import User
from competence_app.people.wording import called
from competence_app.teams.rules.matrix import NOTHING, MatrixCell, MatrixPerson, PersonLine

_COLUMNS = ("pk", "full_name", "email", "shares_name", "job_role__title", "team__name")


def people_lines(user: User, version: Version) -> list[PersonLine]:
    """Return everybody whom ``user`` supervises now, by name, with what was shown to ``user``.

    Whose account is closed is left out.
    """
    shown = {one.assessment.practitioner_id: one for one in standings_of(user, version.framework)}
    return [_line(person, shown.get(person.pk), version.pk) for person in _people(user)]


def _people(user: User) -> Iterator[MatrixPerson]:
    found = user.supervisees().filter(is_active=True).order_by("sort_key", "email")
    for pk, full_name, email, shares_name, role, team in found.values_list(*_COLUMNS):
        yield MatrixPerson(pk, called(full_name, email, is_shared=shares_name), role or "", team or "")


def _line(person: MatrixPerson, shown: Standings | None, version_id: int) -> PersonLine:
    if not shown:
        return PersonLine(person, dict.fromkeys((asked.code for asked in content_of(version_id).statements), NOTHING))
    assessment = shown.assessment
    if assessment.version_id == version_id:
        cells = {code: _cell(stand, code) for code, stand in shown.stands.items()}
        return PersonLine(person, cells, assessment.pk)
    return PersonLine(person, _carried_cells(shown, version_id), assessment.pk, assessment.content.version)


def _cell(stand: Stand, asked_as: str) -> MatrixCell:
    answer, target, standing, distance, is_stale, is_agreed = stand
    return MatrixCell(standing, answer.choice, answer.level, target, distance, is_agreed, is_stale, asked_as)


def _carried_cells(shown: Standings, version_id: int) -> dict[str, MatrixCell]:
    """Return what an older version's answers say of the version's statements: of the same words alone."""
    assessment, content = shown.assessment, content_of(version_id)
    steps = steps_between(assessment.version_id, version_id)
    given = {code: stand.answer for code, stand in shown.stands.items() if stand.answer.choice}
    sources = carry.carried(steps, assessment.content, content, given)
    expected = content.expected(assessment.job_role.code if assessment.job_role else None)

    def cell(code: str, step: carry.CarryStep) -> MatrixCell:
        if code in sources:
            return _cell(_against(shown.stands[sources[code]], expected[code], content.scale), sources[code])
        return _asked_otherwise(step, given)

    return {code: cell(code, step) for code, step in steps.items()}


def _against(stand: Stand, target: int | None, scale: Scale) -> Stand:
    """Return the same answer set against what is expected today."""
    standing, distance = standing_of(stand.answer, target, scale), steps_below(scale, stand.answer.level, target)
    return stand._replace(target=target, standing=standing, distance=distance)


def _asked_otherwise(step: carry.CarryStep, given: Mapping[str, Answer]) -> MatrixCell:
    """Return that it was answered in other words, if it was."""
    return next((MatrixCell(asked_as=source.code) for source in step.sources if source.code in given), NOTHING)
