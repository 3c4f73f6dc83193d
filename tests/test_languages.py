"""On every page, each word of a framework version stands in the version's language, and no other word does."""

import re
from collections.abc import Iterator
from http import HTTPStatus
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import get_resolver, reverse

from competence_app.assessments.forms.leaving_out import LEFT_OUT
from competence_app.assessments.models import Assessment, PlannedAction
from competence_app.catalogue.models import Comment, Reviewer
from competence_app.passports.models import OutsideRecord, Passport
from competence_app.passports.queries import own_keys
from competence_app.passports.rules.keys import thumbprint_of
from competence_app.people.models import JobRole, Team, User
from tests.assessments.pages import open_page
from tests.languages import MARKS, TYPED, World, strays
from tests.permissions import TABLE
from tests.test_permissions import patterns
from tests.ui.html import read

pytestmark = pytest.mark.walk

PATTERNS = {str(pattern.name): pattern.pattern for _, pattern in patterns(get_resolver())}
TEMPLATES = Path(settings.BASE_DIR, "templates")
# How a template says in which language something is.
SAYS_A_LANGUAGE = re.compile(r'lang="{{|in_language')


def addresses(world: World, who: User) -> Iterator[str]:
    """Yield the address of every page, for whatever somebody has and could be led to."""
    for name in sorted(name for name, row in TABLE.items() if row.get):
        keys = sorted(PATTERNS[name].converters)
        for values in product(*(_values(world, who, name, key) for key in keys)):
            address = reverse(name, kwargs=dict(zip(keys, values, strict=True)))
            asked = {"rate": LEFT_OUT, "role": f"role={JobRole.objects.all()[0].pk}"}
            asked |= {"merge-competence": "other=D1"}
            asked |= dict.fromkeys(("matrix", "training-needs"), "framework=listening")
            yield from (address, f"{address}?{asked[name]}") if name in asked else (address,)


def _values(world: World, who: User, name: str, key: str) -> list[Any]:
    known: dict[str, list[Any]] = {
        "code": ["listening"],
        "domain": ["knowing", "doing"],
        "node": ["K1", "K2", "doing"],
        "comment": list(Comment.objects.values_list("pk", flat=True)),
        "reviewer": list(Reviewer.objects.values_list("pk", flat=True)),
        "team": list(Team.objects.values_list("pk", flat=True)[:1]),
        "job_role": list(JobRole.objects.values_list("pk", flat=True)[:1]),
        "supervision": list(who.supervised_by.values_list("pk", flat=True)[:1]),
        "person": list(who.supervisees()[:12].values_list("pk", flat=True)),
        "written_as": ["yaml"],
        "paper": ["pdf"],
        "uidb64": ["Mw"],
        "token": ["token"],
        "thumbprint": [thumbprint_of(key["kid"]) for key in own_keys()],
        "feed": ["no-feed-" * 5 + "xyz"],
    }
    if key == "competence":
        by_code = {"replaces": ["D6"], "again": ["K1", "K3a", "D1"]}
        by_code |= dict.fromkeys(("life", "staff-life"), by_code["again"])
        return by_code.get(name) or [world.german.competences.get(code="K3a").pk]
    return known.get(key) or _keys(world, who, name)


def _keys(world: World, who: User, name: str) -> list[int]:
    route = str(PATTERNS[name])
    if "actions/" in route:
        return list(PlannedAction.objects.filter(practitioner=who).values_list("pk", flat=True))
    if "passports/outside/" in route:
        return list(OutsideRecord.objects.visible_to(who).values_list("pk", flat=True))
    if "passports/" in route:
        return list(Passport.objects.visible_to(who).values_list("pk", flat=True))
    if "teams/" in route:
        return list(Team.objects.filter(leads=who).values_list("pk", flat=True))
    if "frameworks/" in route:
        all_of_them = dict.fromkeys(("version", "version-file", "downloads"), world.versions)
        of_published = {key: [world.french] for key in ("retire", "announce-retirement", "revise")}
        versions = {**all_of_them, **of_published}
        return [version.pk for version in versions.get(name, [world.welsh])]
    theirs = Assessment.objects.of(who) | Assessment.objects.sent_to(who) | Assessment.objects.shown_to(who)
    return [one.pk for one in theirs.select_related("practitioner") if one.practitioner in world.owners]


def refused(client: Client, world: World, who: User) -> Iterator[Any]:
    """Yield the pages that say what is missing in what was typed on them, or stands in another window."""
    of_owners = Assessment.objects.sent_to(who).filter(practitioner__in=world.owners)
    asked = [
        ("rate", Assessment.objects.of(who).filter(state="draft"), "knowing", {"K1-answer": "na", "K1-reason": ""}),
        ("rate", Assessment.objects.of(who).filter(state="draft"), "doing", {"D1-answer": "4", "D1-base": "another"}),
        ("review-rate", of_owners.filter(state="submitted"), "knowing", {"K1-answer": "not observed", "K1-base": "x"}),
        ("agree", of_owners.filter(state="reviewed"), "", {"K2-answer": "na", "K2-reason": "", "then": "agree"}),
    ]
    for name, assessments, domain, changes in asked:
        for assessment in assessments:
            address = reverse(name, args=[assessment.pk, *filter(None, [domain])])
            yield client.post(address, open_page(client, address) | changes)


def pages(world: World) -> Iterator[tuple[str, Any]]:
    """Yield the answer to whatever anybody opens, with who opened it."""
    for name, who in world.people.items():
        client = Client()
        client.force_login(who)
        for address in addresses(world, who):
            yield name, client.get(address)
        for response in refused(client, world, who):
            yield name, response


def is_page(response: Any) -> bool:
    """Tell whether it is one that somebody reads."""
    is_html: bool = response.headers["Content-Type"].startswith("text/html")
    return is_html and response.status_code == HTTPStatus.OK


def saying_a_language() -> set[str]:
    """Return the names of the templates that say in which language something is."""
    found = {str(file.relative_to(TEMPLATES)): file.read_text() for file in TEMPLATES.rglob("*.html")}
    return {name for name, text in found.items() if SAYS_A_LANGUAGE.search(text)}


def test_each_word_stands_in_its_own_language(db):
    found, met, quoting = {}, set(), 0

    for who, response in pages(World()):
        met |= {template.name for template in response.templates}
        if is_page(response):
            html = response.content.decode()
            quoting += any(mark in html for language, mark in MARKS.items() if language != TYPED)
            if wrong := strays(read(html, languages=True)):
                found[f"{who}: {response.request['PATH_INFO']}"] = wrong

    assert found == {}
    assert saying_a_language() - met == set()
    assert quoting > 200  # as many as there are, nearly: most pages quote a version
