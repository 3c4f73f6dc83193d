import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from competence_app.accounts.models import Proposal
from competence_app.accounts.rules.guessing import ADDRESS_WAITS, NETWORK_WAITS, PAIR_WAITS
from competence_app.accounts.wording.proposing import ANSWERED
from competence_app.assessments.rules.lifecycle import MOVES
from competence_app.oversight import wording
from competence_app.oversight.rules import acts
from competence_app.oversight.rules.acts import ACTS, GROUPS, Act, ActGroup, told_by_verb
from competence_app.people.rules.roles import LEAD, ROLES, role_verb
from competence_app.reviews.queries.chasing import REMIND

RECORDING = {"record", "record_each", "record_once_a_day", "record_each_once_a_day"}
# What stands for a verb that is no text, by its expression in the code: one that is missing here is to be added.
COMPUTED = {
    "name": set(MOVES),
    "REMIND": {REMIND},
    "f'ask for {kind}'": {f"ask for {kind}" for kind in Proposal.Kind},
    "f'{wording.ANSWERED[state]} {locked.kind}'": {
        f"{verb} {kind}" for verb in ANSWERED.values() for kind in Proposal.Kind
    },
    "f'withdraw {locked.kind}'": {f"withdraw {kind}" for kind in Proposal.Kind},
    "verb": {
        *(role_verb(role, given=given) for role in (*ROLES.values(), LEAD) for given in (True, False)),
        *(PAIR_WAITS, ADDRESS_WAITS, NETWORK_WAITS, "add", "change", "rename"),
        *("set up app", "remove app", "add passkey", "remove passkey", "make recovery codes"),
        *("link sign-in", "link as listed", "unlink sign-in"),
        *("take profile along", "take profile and notes along", "change password", "choose password"),
    },
}


def verbs() -> Iterator[str]:
    """Yield every verb that the app writes down."""
    for file in Path(settings.BASE_DIR, "competence_app").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in RECORDING:
                yield from _said(node.args[0])


def _said(verb: ast.expr) -> Iterator[str]:
    match verb:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp(body=one, orelse=other):
            yield from _said(one)
            yield from _said(other)
        case _:
            yield from COMPUTED[ast.unparse(verb)]


def test_every_verb_that_is_written_down_is_known():
    assert set(verbs()) <= {act.verb for act in ACTS}


def test_every_act_has_words():
    assert {Act(verb, kind) for kind, words in wording.ACTS.items() for verb in words} == ACTS
    assert set(wording.THINGS) >= {act.kind for act in ACTS} - {acts.PERSON, acts.SIGN_IN, acts.FEED}


def test_every_act_is_in_one_group_and_every_group_has_words():
    assert Counter(act for some in GROUPS.values() for act in some).most_common(1)[0][1] == 1
    assert [*wording.GROUPS] == [*GROUPS] == [*ActGroup]


def test_acts_are_told_by_their_verb_unless_others_share_it():
    found = told_by_verb([Act("add", acts.TEAM), Act("publish", acts.VERSION), Act("upload", acts.VERSION)])

    assert found == (["publish", "upload"], [Act("add", acts.TEAM)])


def test_what_nobody_knows_any_more_is_told_by_its_verb():
    assert wording.act_in_words(Act("polish", "silver.spoon")) == "Polish"
    assert wording.thing_in_words("silver.spoon", 7, "") == ""
