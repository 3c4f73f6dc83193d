"""What is measured: pages of a newcomer, and of a nurse of the demo cast who answers 12 competences on one page."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import yaml
from django.urls import reverse

from competence_app.assessments.actions import assessing
from competence_app.assessments.models import Assessment
from competence_app.assessments.rules.answers import BLANK, Answer, SentAnswer, choices
from competence_app.catalogue.actions import loading
from competence_app.catalogue.formats.files import FrameworkFile
from competence_app.catalogue.models import Version
from competence_app.catalogue.queries import competence_ids
from competence_app.demo import cast
from competence_app.people.models import JobRole, User
from scripts.bench.bare import LEVELS
from scripts.bench.requests import Browser, Request

ONE_PAGE, DESCRIBED = "on-one-page", "described"
LOOKS_LIKE = "With {times} patients of mine:\n\n- I say what I think\n- I ask what *they* think, and come back to it"
NOTE = "I have done this {times} times with a colleague beside me.\nI would like to see how others go about it."
REASON = "On this ward we meet people for a few days only, and seldom see them again."

Answers = Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing to measure: its requests, taken in turn for ever, and the bare one it is compared with, if any."""

    name: str
    requests: Iterator[Request]
    bare: str = ""
    goal: float = 0

    def send(self) -> bytes:
        """Send the next request and return the page."""
        return next(self.requests).send()


def prepare() -> list[Subject]:
    """Fill an empty, migrated database and return what is measured in it, each after what it is compared with."""
    text = Path(f"frameworks/{cast.FRAMEWORK}.yaml").read_text(encoding="utf-8")
    loading.load(
        [FrameworkFile.of_text(text), FrameworkFile.of_text(on_one_page(text)), FrameworkFile.of_text(described(text))]
    )
    cast.seed()
    nurse = User.objects.get_queryset().get(email="amara@demo.example")
    browser, draft, looks = Browser(nurse), _draft(nurse), _draft(nurse, DESCRIBED)
    Version.objects.filter(framework__code=DESCRIBED).retire()  # or it would stand on every home
    other = _newcomer("other")
    priya, grace = (User.objects.get_queryset().get(email=f"{name}@demo.example") for name in ("priya", "grace"))
    staff = reverse("staff-profile", args=[grace.pk, cast.FRAMEWORK])
    profile, rate = reverse("framework-profile", args=[cast.FRAMEWORK]), reverse("rate", args=[draft.pk, "all"])
    return [
        Subject("bare page", cycle([browser.get(reverse("bare-ratings"))])),
        Subject("profile page", cycle([browser.get(profile)]), "bare page", goal=1.0),
        Subject("staff profile", cycle([Browser(priya).get(staff)]), "bare page", goal=1.2),
        Subject("rating page", cycle([browser.get(rate)]), "bare page", goal=1.1),
        Subject(
            "levels described", cycle([browser.get(reverse("rate", args=[looks.pk, "all"]))]), "bare page", goal=1.2
        ),
        Subject("home of a newcomer", cycle([Browser(_newcomer("newcomer")).get("/")]), "bare page", goal=0.9),
        Subject("bare save", cycle(_bare_saves(browser, nurse))),
        Subject("saving 12 ratings", cycle(_saves(browser, rate, draft)), "bare save", goal=1.2),
        Subject("saving one by itself", cycle(_autosaves(Browser(other), _draft(other))), "bare save", goal=0.6),
    ]


def _newcomer(name: str) -> User:
    """Return a nurse who has nothing yet, neither an assessment nor a supervisor."""
    role = JobRole.objects.get(code="registered-nurse")
    return User.objects.create_user(f"{name}@bench.example", full_name=f"Nia {name.capitalize()}", job_role=role)


def on_one_page(text: str) -> str:
    """Return a framework's YAML with the competences of all its domains in one, ``all``."""
    content: dict[str, Any] = yaml.safe_load(text)
    one = {"code": "all", "title": "All", "competences": list(competences_in(content["domains"]))}
    return str(yaml.safe_dump({**content, "code": ONE_PAGE, "domains": [one]}))


def described(text: str) -> str:
    """Return the same under another code, with what each level looks like for each competence."""
    content: dict[str, Any] = yaml.safe_load(on_one_page(text)) | {"code": DESCRIBED}
    for competence in content["domains"][0]["competences"]:
        competence["levels"] = {value: LOOKS_LIKE.format(times=value) for value in range(1, 5)}
    return str(yaml.safe_dump(content))


def load_long(code: str, count: int) -> Version:
    """Publish a framework of one domain with so many competences, C1 to the last, and return it."""
    content: dict[str, Any] = yaml.safe_load(Path(f"frameworks/{cast.FRAMEWORK}.yaml").read_text(encoding="utf-8"))
    repeated = islice(cycle(competences_in(content["domains"])), count)
    competences = [{**deepcopy(one), "code": f"C{number}"} for number, one in enumerate(repeated, 1)]
    domain = {"code": "all", "title": "All", "competences": competences}
    loading.load([FrameworkFile.of_text(yaml.safe_dump({**content, "code": code, "domains": [domain]}))])
    return Version.objects.current().get(framework__code=code)


def competences_in(domains: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the competences of domains and of those below them, as YAML says them."""
    for domain in domains:
        yield from domain.get("competences", [])
        yield from competences_in(domain.get("domains", []))


def _draft(nurse: User, framework: str = ONE_PAGE) -> Assessment:
    version = Version.objects.current().get(framework__code=framework)
    draft = assessing.start(version=version, job_role=nurse.job_role, by=nurse)
    sent = {code: SentAnswer(answer, BLANK.fingerprint) for code, answer in answers_of(draft, turn=0).items()}
    assessing.save_answers(draft, sent, by=nurse)
    return draft


def answers_of(draft: Assessment, turn: int) -> Answers:
    """Return an answer with a note to every competence, and a reason where one is taken; each turn has others."""
    scale, note = draft.content.scale, NOTE.format(times=turn + 2)
    offered = list(choices(scale))
    return {
        statement.code: Answer.of(offered[(place + turn) % len(offered)], reason=REASON, note=note)
        for place, statement in enumerate(draft.content.statements)
    }


def _saves(browser: Browser, address: str, draft: Assessment) -> Iterator[Request]:
    """Yield what turns the first answers into the second, then what turns them back."""
    first, second = answers_of(draft, turn=0), answers_of(draft, turn=1)
    for old, new in (first, second), (second, first):
        fields = {name: value for code in new for name, value in fields_of(code, old[code], new[code])}
        yield browser.post(address, {**fields, "then": "continue"})


def _autosaves(browser: Browser, draft: Assessment) -> Iterator[Request]:
    """Yield what changes one of 12 answers, as a page sends it by itself, then what changes it back."""
    address = reverse("autosave", args=[draft.pk])
    code = draft.content.statements[0].code
    first, second = answers_of(draft, turn=0)[code], answers_of(draft, turn=1)[code]
    for old, new in (first, second), (second, first):
        yield browser.post(address, {**dict(fields_of(code, old, new)), "then": "later"}, status="200 OK")


def fields_of(code: str, old: Answer, new: Answer) -> Iterator[tuple[str, str]]:
    """Yield the fields of a row, as a page made of the ``old`` answer sends the ``new`` one."""
    sent = {"answer": new.choice, "reason": new.reason, "note": new.note, "base": old.fingerprint}
    return ((f"{code}-{name}", value) for name, value in sent.items())


def _bare_saves(browser: Browser, nurse: User) -> Iterator[Request]:
    """Yield two forms with other levels and notes each, for the draft that the cast brings along."""
    draft = nurse.assessments.get(state="draft", framework__code=cast.FRAMEWORK)
    ids, levels = competence_ids(draft.version_id), [value for value, _ in LEVELS]
    for turn in range(2):
        fields = {}
        for place, code in enumerate(statement.code for statement in draft.content.statements):
            fields[f"level-{ids[code]}"] = levels[(place + turn) % len(levels)]
            fields[f"note-{ids[code]}"] = NOTE.format(times=turn + 2)
        yield browser.post(reverse("bare-assessment", args=[draft.pk]), fields)
