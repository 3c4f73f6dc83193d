"""Wherever a page shows or lets one choose somebody whose name others have too, it says who of them it is."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse

from competence_app.accounts import wording as accounts
from competence_app.assessments import wording as assessments
from competence_app.assessments.models import Remark, Return
from competence_app.assessments.rules.lifecycle import State
from competence_app.audit.actions import record
from competence_app.audit.models import Entry
from competence_app.catalogue.queries import competence_ids
from competence_app.people import wording
from competence_app.people.models import Supervision, SupervisionRequest, User
from competence_app.people.rules.supervising import Phase
from competence_app.reviews import wording as reviews
from tests.factories import UserFactory
from tests.permissions import PUBLIC, TABLE
from tests.test_permissions import World, expected, undone

pytestmark = pytest.mark.walk

READERS = ("owner", "supervisor", "shared", "another", "lead", "colleague", "editor")
NAME = "Maria Silva"
TOLD = re.compile(re.escape(NAME) + r" \([^()\s]+@example\.org\)")
# What is read as one: where the address stands in it beside the name, that tells.
BLOCKS = frozenset({"caption", "dd", "dt", "h1", "h2", "h3", "label", "legend", "li", "option", "p", "title", "tr"})
VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "source"})
# Pages that go on by the name alone after they have told whose it is, and where they do.
TOLD_BEFORE = {
    "answer-request": "its heading says who asks",
    "answers": "what stands above says who returned it",
    "rate": "what stands above says who returned it",
    "queue": "what stands above says who returned it",
    "return": "its heading says whose assessment it is",
    "review": "its heading says whose assessment it is",
    "review-rate": "its caption says whose assessment it is",
    "staff": "its heading says who it is about",
    "staff-profile": "its caption says who it is about",
}

# Pages that show somebody, lest there is nothing to look at.
ALWAYS = {"answer-request", "home", "record", "staff", "staff-profile", "supervision", "supervisors"}
SHOWN = {
    State.DRAFT: ALWAYS | {"answers", "framework", "preview", "rate", "result", "task-list"},
    State.SUBMITTED: ALWAYS | {"assessments", "return", "review", "review-rate", "start"},
    State.REVIEWED: ALWAYS | {"agree", "meeting-sheet", "review", "share", "staff-assessment"},
    State.AGREED: ALWAYS - {"staff"} | {"assessment-profile", "meeting-sheet", "result", "share"},
}
PARTS = [(part, phase) for part in ("practitioner", "supervisor") for phase in Phase]


class Reading(HTMLParser):
    """The texts of a page, each with the blocks that it stands in."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[tuple[str, list[str]]] = []
        self.said: list[tuple[str, list[list[str]]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        """Go into an element."""
        if tag not in VOID:
            self.open.append((tag, []))

    def handle_endtag(self, tag: str) -> None:
        """Leave it, and whatever in it needs no end."""
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Add a text to all blocks around it."""
        blocks = [words for tag, words in self.open if tag in BLOCKS]
        for block in blocks:
            block.append(data)
        self.said.append((" ".join(data.split()), blocks))

    @property
    def bare(self) -> Iterator[tuple[str, bool]]:
        """Each text with the name alone and no address in its blocks, and whether somebody was told apart before it."""
        is_told = False
        for text, blocks in self.said:
            if NAME in TOLD.sub("", text) and not any("@example.org" in "".join(block) for block in blocks):
                yield text, is_told
            is_told = is_told or bool(TOLD.search(text))


def unclear(name: str, html: str) -> list[str]:
    """Return the texts of the page called ``name`` that leave open who is meant."""
    return [text for text, is_told in Reading(html).bare if not (is_told and name in TOLD_BEFORE)]


def namesakes(state: State) -> World:
    """Return a world in which all have one name, and each has done something that others read of."""
    world = World(state)
    User.objects.update(full_name=NAME)
    for row in (world, world.assessment, world.request):
        for person in vars(row).values():
            if isinstance(person, User):
                person.refresh_from_db()
    if state == State.DRAFT:
        world.assessment.supervisor = world.supervisor
        world.assessment.save()
        came_back = Return.objects.create(assessment=world.assessment, by=world.supervisor, comment="Say more")
        ids = competence_ids(world.assessment.version_id)
        Remark.objects.create(part_of=came_back, competence_id=ids["K1"], text="Here")
    if state == State.AGREED:
        world.assessment.closing_comment = "Thank you"
        world.assessment.save()
    SupervisionRequest.objects.create(practitioner=world.another, email=world.owner.email)
    assert world.version, "a draft by an editor of the same name"
    record("see profile", world.assessment, by=world.supervisor, about=world.owner)
    return world


def opened(world: World, who: str, state: State) -> Iterator[tuple[str, str]]:
    """Yield the pages that somebody can open, by name, as they are read."""
    client = Client()
    client.force_login(getattr(world, who))
    for name in sorted(TABLE):
        if expected(TABLE[name], "get", who, state) and name not in PUBLIC:
            with undone():
                response = client.get(world.address(name))
            if response.status_code == HTTPStatus.OK and response["Content-Type"].startswith("text/html"):
                yield name, response.content.decode()


@pytest.mark.parametrize("state", State)
def test_every_page_tells_namesakes_apart(db, state):
    world = namesakes(state)

    pages = [(name, who, html) for who in READERS for name, html in opened(world, who, state)]

    assert [(name, who, said) for name, who, html in pages if (said := unclear(name, html))] == []
    assert SHOWN.get(state, ALWAYS) <= {name for name, _, html in pages if TOLD.search(html.partition("<main")[2])}


def test_the_account_pages_tell_namesakes_apart(client, db):
    world = namesakes(State.DRAFT)
    supervision = Supervision.objects.filter(supervisor=world.another).get()
    supervision.ended_on, supervision.successor = supervision.started_on, world.lead
    supervision.save()
    client.force_login(world.administrator)
    keys = {"person": [world.owner.pk], "supervision": [supervision.pk], "team": [world.team.pk]}
    ticked = f"{reverse('change-people')}?person={world.owner.pk}"
    addresses = {
        "people": reverse("people"),
        "person": reverse("person", args=keys["person"]),
        "add-supervision": reverse("add-supervision", args=keys["person"]),
        "correct-end": reverse("correct-end", args=keys["supervision"]),
        "people-teams": reverse("people-teams"),
        "people-team": reverse("people-team", args=keys["team"]),
        "change-people": ticked,
        "checked": f"{ticked}&team-typed=&supervisor-typed={world.lead.email}",
    }

    for name, address in addresses.items():
        html = client.get(address).content.decode()

        assert NAME in html, name
        assert [text for text, _ in Reading(html).bare] == [], name


def test_who_is_meant_by_a_shared_name_is_chosen_by_address(client, db):
    world = namesakes(State.DRAFT)
    client.force_login(world.administrator)

    page = client.post(reverse("add-supervision", args=[world.owner.pk]), {"supervisor-typed": NAME})

    offered = re.findall(r'nhsuk-radios__label"\s+for="\w+"\s*>([^<]*?)</label>', page.content.decode())
    emails = User.objects.order_by("email").values_list("email", flat=True)
    assert offered
    assert offered == [f"{NAME}, {email}" for email in emails][: len(offered)]


def test_the_account_pages_say_an_address_once_where_it_stands_in_a_column(client, db):
    world = namesakes(State.DRAFT)
    Supervision.objects.all().delete()
    client.force_login(world.administrator)

    shown = Reading(client.get(reverse("people")).content.decode()).said

    assert [text for text, _ in shown if TOLD.search(text)] == [str(world.administrator)]  # in the header


def notices(**people: User) -> Iterator[tuple[str, ...]]:
    """Yield the subject and the text of each notice."""
    rest = {"ended": "1 May 2026", "term": "from 1 May 2026", "title": "Listening"}
    yield from (wording.notice(code, **people, **rest) for code in wording.NOTICES)
    yield from (wording.supervision_notice(part, phase, **people, **rest) for part, phase in PARTS)
    yield from (words.filled(**people, **rest) for app in (assessments, reviews) for words in app.NOTICES.values())


def three_namesakes() -> dict[str, User]:
    people = {part: UserFactory.create(full_name=NAME) for part in ("practitioner", "supervisor", "by")}
    for person in people.values():
        person.refresh_from_db()
    return people


def test_every_notice_tells_namesakes_apart(db):
    for subject, text in notices(**three_namesakes()):
        assert TOLD.search(text)
        assert NAME not in TOLD.sub("", subject + text)


def test_an_invitation_tells_once_who_sends_it(db):
    people = three_namesakes()

    _, text = accounts.letter("invitation", **people, organisation="Willow Trust", email="x@example.org", ask_again="/")

    assert text.startswith(f"{NAME} ({people['by'].email}) of Willow Trust made an account")
    assert text.endswith(f"not by {NAME} either.")


def test_what_was_done_under_a_name_that_is_anothers_now_says_by_whom(client, db):
    nurse, renamed = UserFactory.create(), UserFactory.create(full_name=NAME, email="maria@example.org")
    record("see profile", nurse, by=renamed, about=nurse)
    User.objects.filter(pk=renamed.pk).update(full_name="Maria Costa")
    client.force_login(nurse)

    before = client.get(reverse("record")).context["deeds"]
    UserFactory.create(full_name="María Silva")
    after = client.get(reverse("record")).context["deeds"]

    assert [deed.who for deed in (*before, *after)] == [NAME, f"{NAME} (maria@example.org)"]


def test_the_record_keeps_the_name_alone(db):
    longest = "M" * 150
    one, _ = (UserFactory.create(full_name=longest, email=f"{'x' * n}@example.org") for n in (60, 61))
    one.refresh_from_db()

    record("see profile", one, by=one, about=one)

    assert Entry.objects.get().by_name == longest
