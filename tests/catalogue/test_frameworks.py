"""The frameworks that come with the app, and the example that the documentation shows."""

# ruff: noqa: E501, RUF001 - the publisher's words, one statement a line, with their apostrophes

import ast
import re
from pathlib import Path

from competence_app.catalogue.formats.yaml.reading import read

FILE = Path("frameworks/therapeutic-relationship.yaml")

TITLE = "Ability to foster and maintain a therapeutic relationship with patients and their family and carers"
INTRODUCTION = (
    "Generic therapeutic relationship competences can be found in other frameworks "
    "(https://www.ucl.ac.uk/pals/research/clinical-educational-and-health-psychology/research-groups/core/"
    "competence-frameworks). This section will focus on developing relationships in inpatient settings with patients, "
    "their family, and carers."
)
TEXTS = {
    "knowledge": "Knowledge",
    "K1": "An ability to draw on knowledge that a trusting therapeutic relationship is a fundamental component of inpatient care and essential for patients and their family and carers to feel safe during admission",
    "knowledge-of-factors": "Knowledge of factors associated with the development of a therapeutic relationship",
    "K2": "An ability to draw on knowledge of practitioner factors that can foster a positive relationship with patients and their family and carers such as being flexible, open, transparent, respectful, warm, and honest",
    "K3": "An ability to draw on knowledge of practitioner factors that reduce the probability of forming a positive relationship with patients, and their family and carers such as being rigid, dishonest, disrespectful, unresponsive, and dismissive",
    "K4": "An ability to draw on knowledge of common factors which may make establishing a therapeutic relationship with patient’s more challenging such as:",
    "K4.1": "the patient being under section of the Mental Health Act (MHA)",
    "K4.2": "the patient having past difficult relationships with staff or services",
    "K4.3": "the patient being subject to restrictive practices",
    "K4.4": "the patient using substances",
    "K4.5": "the patient experiencing acute distress",
    "K4.6": "cultural differences between the patient and practitioner",
    "K4.7": "influence of the patient’s family and carers (for example, families or carers who discourage the patient from maintaining contact with services)",
    "developing": "Capacity to develop the relationship",
    "D1": "An ability to develop a collaborative relationship and work alongside the patient and their family and carers and help them form and express their priorities for care",
    "D2": "An ability to help the patient and their family and carers express any concerns or doubts about the inpatient care and/or team delivering it",
    "D3": "An ability to actively address the inherent power imbalances in relationships with patients and their family and carers, which is worsened when the patient is under section of the MHA",
    "D4": "An ability to ensure contact is validating and affirming, and so empowers the patient and their family and carers",
    "maintaining": "Capacity to maintain the relationship",
    "M1": "A capacity to recognise and to address threats to the therapeutic relationship, for example, being subject to restrictive practices and restraint",
    "M2": "An ability to address disagreements about priorities of a treatment by ensuring that:",
    "M2.1": "the rationale for the inpatient care is clearly explained",
    "M2.2": "patient priorities are integrated into inpatient care",
    "M2.3": "there is honesty about the degree to which inpatient care can address patient needs and priorities",
    "M3": "An ability to address strains in the relationship with staff, for example, by:",
    "M3.1": "gaining feedback from the patient and their family and carers on the relationship, particularly any concerns",
    "M3.2": "acknowledging, accepting responsibility for, and addressing any strains in the relationship caused by members of the wider care team",
    "M4": "An ability to maintain continuity in the relationship with patients and their family and carers after breaks (for example, when patients are discharged but then readmitted to the ward at a later period)",
}  # fmt: skip


def texts(domain):
    """Return every text of a domain by its code, in the order of the page."""
    found = {domain.code: domain.title}
    for competence in domain.competences:
        found |= {competence.code: competence.text} | {part.code: part.text for part in competence.parts}
    for below in domain.domains:
        found |= texts(below)
    return found


def test_therapeutic_relationship_is_word_for_word_its_publishers():
    framework = read(FILE.read_bytes())

    found = {code: text for domain in framework.domains for code, text in texts(domain).items()}
    assert (framework.title, framework.introduction) == (TITLE, INTRODUCTION)
    assert list(found.items()) == list(TEXTS.items())


def test_therapeutic_relationship_has_its_levels_targets_and_dates():
    framework = read(FILE.read_bytes())

    assert [level.label for level in framework.scale.levels] == [
        "Not yet",
        "With support",
        "Independently",
        "Leading others",
    ]
    assert [(answer.code, answer.reason, answer.counts) for answer in framework.scale.off_scale] == [
        ("not-applicable", "required", "excluded"),
        ("no-opportunity", "optional", "development-need"),
    ]
    assert framework.targets.model_dump() == {
        "default": 3,
        "roles": {"student-nurse": 2, "registered-nurse": 3, "ward-manager": 4},
    }
    assert (framework.source.published, framework.source.review_by) == ("2022-04", "2025-04")
    assert [domain.kind for domain in framework.domains] == ["knowledge", "capability", "capability"]


def test_examples_of_the_documentation_are_frameworks():
    examples = re.findall(r"```yaml\n(code: .*?)```", Path("docs/frameworks.md").read_text(), re.DOTALL)

    assert [read(example).code for example in examples] == ["hand-hygiene"]


def test_documented_messages_are_the_programs():
    page = Path("docs/frameworks.md").read_text()
    rows = page.partition("| the message says")[2].partition("\n\n")[0].splitlines()[2:]

    documented = [row.split("|")[1].strip() for row in rows]
    found = {message for message in documented for sentence in sentences() if pattern(message).search(sentence)}
    assert len(documented) == 13
    assert [message for message in documented if message not in found] == []


def sentences():
    """Yield what the modules of wording say, with “…” for what is put in."""
    for file in Path("competence_app/catalogue").rglob("wording.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.JoinedStr | ast.Constant):
                pieces = node.values if isinstance(node, ast.JoinedStr) else [node]
                texts = [str(piece.value) if isinstance(piece, ast.Constant) else "…" for piece in pieces]
                yield re.sub(r"{[^{}]+}", "…", "".join(texts))


def pattern(message):
    return re.compile(re.escape(message).replace("…", ".+"))
