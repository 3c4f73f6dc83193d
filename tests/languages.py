"""A world whose frameworks are not in English: every word of a version and of a person says which it is.

A version's words end in the mark of its language, what a person typed in ``TYPED``: so a page shows whose each word is.
"""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.utils import timezone

from competence_app.assessments.actions import assessing, sending
from competence_app.assessments.models import Assessment, Batch
from competence_app.assessments.rules.answers import Answer, Voice
from competence_app.assessments.rules.comparison import NOT_OBSERVED
from competence_app.assessments.rules.lifecycle import State
from competence_app.passports.actions.keeping import keep
from competence_app.people.models import User
from competence_app.reviews.actions import reviewing
from competence_app.revisions.actions.signing_off import comment, name_reviewer
from tests.factories import (
    AssessmentFactory,
    UserFactory,
    answer,
    draft_of,
    finished,
    passport_of,
    plan_action,
    publish,
    put,
    share_with,
    supervise,
)
from tests.teams.ward import Ward
from tests.ui.html import Element

OURS, TYPED = "en", "öö"
MARKS = {"de": "ää", "fr": "éé", "cy": "ŵŵ", TYPED: TYPED}
CODE = re.compile(r"[A-Z]\d+[a-z]?(\.\d)?|https://\S+")  # in no language, as are addresses
WORD = re.compile(r"[^\W\d_]{2,}")
# Where no attribute says in which language a part of the text is, with the reason.
WITHOUT = {
    "title": "a page's title, and a picture's, is one text in one language: its words stand on the page again",
    "option": "a list to choose from is drawn by the system, which knows no languages within",
    "textarea": "a text that is typed, or YAML to be changed: both are read as they are written",
    "script": "nobody reads it",
}


def said(words: str, language: str) -> str:
    """Return the words, each with the mark of their language."""
    return " ".join(f"{word}{MARKS[language]}" for word in words.split())


def framework(language: str, **changes: Any) -> dict[str, Any]:
    """Return a framework with all that one may say, each of its words marked."""

    def text(words: str) -> str:
        return said(words, language)

    levels = ("Nie", "Selten", "Oft", "Immer")
    return {
        "code": "listening",
        "version": "1",
        "title": text("Gut zuhoeren"),
        "introduction": text("Lesen Sie bitte") + "\n\n" + text("und dann los"),
        "changes": text("Alles ist neu"),
        "language": language,
        "source": {
            "title": text("Das Buch"),
            "authors": text("Zwei Leute"),
            "publisher": text("Ein Verlag"),
            "url": "https://example.org/",
        },
        "scale": {
            "levels": [
                {
                    "value": n,
                    "label": text(label),
                    "means": {kind: text(f"{label} {kind}") for kind in KINDS},
                    "description": text("Mehr dazu"),
                }
                for n, label in enumerate(levels, 1)
            ],
            "off_scale": [
                {"code": "na", "label": text("Trifft nicht zu"), "reason": "required"},
                {"code": "no", "label": text("Keine Gelegenheit"), "counts": "development-need"},
            ],
        },
        "targets": {"default": 2, "roles": {"registered-nurse": 3}},
        "domains": [_knowing(text), _doing(text)],
    } | changes


KINDS = ("knowledge", "capability")


def _knowing(text: Any) -> dict[str, Any]:
    rated_by_parts = {
        "code": "K3",
        "text": text("Kennt die Lage"),
        "rate": "parts",
        "parts": [{"code": "K3a", "text": text("der einen")}, {"code": "K3b", "text": text("der anderen")}],
    }
    below = {
        "code": "factors",
        "title": text("Umstaende"),
        "guidance": text("Dazu auch"),
        "competences": [rated_by_parts],
    }
    prompted = {"code": "K2", "text": text("Kennt Hindernisse wie"), "parts": [text("Laerm"), text("Eile")]}
    first = {"code": "K1", "text": text("Weiss warum"), "targets": {"default": 4}} | _more(text)
    knowing = {"code": "knowing", "title": text("Wissen"), "guidance": text("Dazu mehr"), "kind": "knowledge"}
    return knowing | {"competences": [first, prompted], "domains": [below]}


def _more(text: Any) -> dict[str, Any]:
    course = {"title": text("Ein Kurs"), "url": "https://example.org/", "kind": text("Kurs")}
    return {
        "title": text("Kurz gesagt"),
        "guidance": text("Das bedeutet") + "\n\n- " + text("eines") + "\n- " + text("anderes"),
        "examples": [text("Zum Beispiel")],
        "levels": {level: text("So sieht das aus") for level in (1, 2, 3, 4)},
        "resources": [course],
        "related": [{"kind": "same-as", "title": text("Eine andere")}],
        "valid_for": 12,
        "tags": [text("Wort")],
    }


def _doing(text: Any) -> dict[str, Any]:
    first = {"code": "D1", "text": text("Hoert zu"), "levels": {level: text("So sieht es aus") for level in (1, 2, 3)}}
    competences = [first, {"code": "D2", "text": text("Fragt nach")}]
    return {"code": "doing", "title": text("Handeln"), "competences": competences}


def revised(language: str, replaced: str, *, first: int, **changes: Any) -> dict[str, Any]:
    """Return the framework reworded, without K2, with one statement for the one that is ``replaced`` and a new one."""
    content = framework(language, **changes)
    knowing, doing = content["domains"]
    knowing["competences"] = [
        knowing["competences"][0] | {"text": said("Weiss weshalb genau", language), "change": "editorial"}
    ]
    instead = {"code": f"D{first}", "text": said("Fragt zurueck", language), "replaces": [replaced]}
    new = {"code": f"D{first + 1}", "text": said("Ganz neu", language)}
    doing["competences"][1:] = [instead, new]
    return content


def typed(words: str) -> str:
    """Return what a person wrote."""
    return said(words, TYPED)


CODES = ("K1", "K2", "K3a", "K3b", "D1", "D2")
OWN: dict[str, Any] = {code: Answer(3, note=typed("Meine Notiz")) for code in CODES} | {
    "K2": Answer(off_scale="na", reason=typed("Mein Grund")),
    "K3a": Answer(off_scale="no"),
    "D1": Answer(1),
}
BEFORE: dict[str, Any] = dict.fromkeys(CODES, 2) | {"D2": "no"}
THEIRS: dict[str, Any] = {code: Answer(3, note=typed("Ihre Notiz")) for code in CODES} | {
    "K2": Answer(off_scale=NOT_OBSERVED),
    "K3b": 1,
    "D1": 2,
}
AGREED: dict[str, Any] = {code: Answer(3, note=typed("Unsere Notiz")) for code in CODES} | {"K2": NOT_OBSERVED}


class World:
    """People with one assessment in every state, on a German version whose Welsh and French successors there are."""

    def __init__(self) -> None:
        self.german = publish(framework("de"))
        self.supervisor, self.reader = UserFactory.create(), UserFactory.create()
        self.editor = UserFactory.create(is_framework_editor=True)
        self.newcomer = self._nurse()
        self.by_state: dict[State, User] = {
            state: self._owner(state) for state in State if state is not State.SUPERSEDED
        }
        self._told()
        self._overdue()
        self._counted()
        self.french = publish(revised("fr", "D2", first=3, version="2"))
        self.by_state[State.SUPERSEDED] = self._moved()
        self.renewing = self._renewing()
        self.redescribed = self._redescribed()
        self.welsh = draft_of(revised("cy", "D3", first=5, version="3", targets={"default": 1}), by=self.editor)
        name_reviewer(self.welsh, self.newcomer, by=self.editor)
        begun = comment(self.welsh, typed("Warum das?"), code="K1", by=self.newcomer)
        comment(self.welsh, typed("Darum"), answers=begun, by=self.editor)
        self.other = publish(framework("cy", code="writing"))
        self.unpublished = draft_of(framework("fr", code="drawing"), by=self.editor)
        self.versions = (self.german, self.french, self.welsh)
        self.owners = [
            *self.by_state.values(),
            self.told,
            self.returned,
            self.renewing,
            self.redescribed,
            self.newcomer,
        ]
        others = ("supervisor", "reader", "editor", "newcomer", "lead", "organisation", "renewing", "redescribed")
        self.people = {name: getattr(self, name) for name in (*others, "told", "returned")}
        self.people |= {f"owner of what is {state}": owner for state, owner in self.by_state.items()}

    def _nurse(self) -> User:
        nurse = UserFactory.create()
        supervise(nurse, self.supervisor)
        supervise(nurse, self.reader)
        return nurse

    def _owner(self, state: State) -> User:
        """Return somebody with an assessment in this state after one that is finished, and with all that is typed."""
        nurse = self._nurse()
        finished(nurse, BEFORE, version=self.german, started_at=timezone.now() - timedelta(90))
        assessment = answer(AssessmentFactory.create(practitioner=nurse, version=self.german), OWN)
        for voice, given in ((Voice.SUPERVISOR, THEIRS), (Voice.AGREED, AGREED)):
            answer(assessment, given, voice=voice)
        put(assessment, state, self.supervisor)
        assessment.to_discuss.set(self.german.competences.filter(code__in=("K1", "K3b", "D2")))
        plan_action(assessment, "D2", text=typed("Mein Vorhaben"))
        if state is State.AGREED:
            keep(passport_of(assessment).token, by=nurse)
            share_with(assessment, self.reader)
        return nurse

    def _told(self) -> None:
        """Let everybody be told something that names the framework, and one of them get theirs back."""
        nurse, again = self._nurse(), self._nurse()
        for owner in (nurse, again):
            sending.submit(finished(owner, OWN, version=self.german), to=self.supervisor, by=owner)
        sent, returned = (Assessment.objects.get(practitioner=owner) for owner in (nurse, again))
        answer(sent, OWN, voice=Voice.SUPERVISOR)
        reviewing.reveal(sent, by=self.supervisor)
        reviewing.agree(sent, declared=True, by=self.supervisor)
        sending.comment_on(fresh(sent), comment=typed("Mein Schlusswort"), by=nurse)
        sending.share(fresh(sent), to=self.reader, by=nurse)
        remarks = {"K1": typed("Ihre Bemerkung")}
        reviewing.return_(returned, comment=typed("Ihr Grund"), remarks=remarks, by=self.supervisor)
        self.told, self.returned = nurse, again

    def _overdue(self) -> None:
        late = put(finished(self._nurse(), OWN, version=self.german), State.AGREED, self.supervisor)
        Assessment.objects.filter(pk=late.pk).update(agreed_at=timezone.now() - timedelta(800))

    def _counted(self) -> None:
        ward = Ward(self.german)
        ward.send_many(levels=dict.fromkeys(CODES, 3))
        elm, ash = Ward(self.german, "Elm ward").team, Ward(self.german, "Ash ward").team
        for other in (elm, ash):
            other.leads.add(ward.lead)
        by_level = {code: {"2": 7, "3": 8} for code in CODES}
        Batch.objects.create(team=ash, version=self.german, voice="self", counts=by_level)
        self.lead, self.organisation = ward.lead, UserFactory.create(is_organisation_lead=True)

    def _moved(self) -> User:
        nurse = self._nurse()
        draft = answer(AssessmentFactory.create(practitioner=nurse, version=self.german), OWN)
        assessing.move_to_current(draft, to=self.french, by=nurse)
        return nurse

    def _renewing(self) -> User:
        """Return somebody who has finished on both versions and has answers to both, old ones, and plans for both."""
        nurse = self._nurse()
        plan_action(finished(nurse, OWN, version=self.german), "D2", text=typed("Mein Vorhaben"))
        draft = assessing.start(version=self.french, job_role=None, by=nurse)
        put(answer(draft, {"K1": 1, "K3a": 3, "K3b": 4, "D1": 1, "D3": 2, "D4": 3}), State.FINISHED)
        draft.ratings.update(rated_at=timezone.now() - timedelta(800))
        return nurse

    def _redescribed(self) -> User:
        """Return somebody with a draft on a version in which all is as it was but what their levels look like."""
        nurse = self._nurse()
        finished(nurse, OWN, version=publish(framework("de", code="reading")))
        again = framework("de", code="reading", version="2", changes=said("Anders beschrieben", "de"))
        again["domains"][1]["competences"][0]["levels"] = {1: said("So sieht es heute aus", "de")}
        assessing.start(version=publish(again), job_role=None, by=nurse)
        return nurse


def fresh(assessment: Assessment) -> Assessment:
    """Return it as it is stored now."""
    return Assessment.objects.select_related("practitioner", "supervisor").get(pk=assessment.pk)


def strays(page: Element) -> list[str]:
    """Return every word that stands in another language than its own, with where it is."""
    return list(_strays(page, "", ""))


def _strays(element: Element, language: str, place: str) -> Iterator[str]:
    here = element.attrs.get("lang") or language
    if element.tag in WITHOUT:
        return
    place = f"{place} {element.tag}" + "".join(f".{name}" for name in sorted(element.classes))
    yield from (f"{word} in {here or 'none'}:{place}" for word in _strangers(element.text, here))
    for name in ("aria-label", "alt", "placeholder"):
        text = element.attrs.get(name) or ""
        yield from (f"{word} in {name}:{place}" for word in WORD.findall(text) if _language_of(word) != OURS)
    for child in element.children:
        yield from _strays(child, here, place)


def _strangers(text: str, language: str) -> list[str]:
    return [word for word in WORD.findall(CODE.sub("", text)) if _language_of(word) != language]


def _language_of(word: str) -> str:
    found = next((language for language, mark in MARKS.items() if word.endswith(mark)), OURS)
    return OURS if found == TYPED else found
