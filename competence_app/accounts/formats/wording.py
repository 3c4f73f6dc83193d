"""What is said of a file of people and of its rows, by codes: what is wrong, and what to write instead."""

from collections.abc import Iterable, Mapping

from competence_app.accounts.formats.headers import HEADERS
from competence_app.accounts.formats.problems import UnreadablePeopleError
from competence_app.accounts.rules.importing.plans import (
    FieldChange,
    FieldRefusal,
    ImportPlan,
    Outcome,
    RefusalCode,
    RowPlan,
)
from competence_app.accounts.rules.importing.rows import Fault, PersonColumn
from competence_app.people.rules.naming import NameRefusal
from competence_app.people.wording import NAME_REFUSALS, NO_ADDRESS

_SAVE = "save it as an Excel workbook (.xlsx) or as CSV"
_AS_TEXT = "format the cell as text, and write it again"
UNREADABLE = {
    "empty": "This file is empty. Write the headers of the template in its first row, and a row for each person.",
    "no-rows": "This file has headers and nobody below them. Write a row for each person.",
    "no-addresses": "No column is headed “{header}”. Write that above the column with the addresses.",
    "header-twice": "Two columns say “{header}”. Delete one, or give it another header.",
    "too-many-rows": "This file has more than {most:,} people. Split it into several files.",
    "too-long": f"This file is longer than 5 MiB. Take out what is no list of people, and {_SAVE}.",
    "too-large": f"This workbook holds far more than a list of people. Copy the list into a new one, and {_SAVE}.",
    "no-text": f"This file is neither a workbook nor text. Open it in Excel or LibreOffice, and {_SAVE}.",
    "broken-table": "A quotation mark in this file is opened and never closed. Close or delete it.",
    "broken": f"This workbook is damaged, or of another kind. Open it in Excel or LibreOffice, and {_SAVE}.",
    "text": f"This file is neither a workbook nor text. Open it in Excel or LibreOffice, and {_SAVE}.",
    "password": f"This workbook has a password or is of an old kind. Open it, and {_SAVE}, without a password.",
    "macros": f"This workbook holds macros. Open it, and {_SAVE}.",
    "open-document": f"This file is an OpenDocument. Open it, and {_SAVE}.",
    "cut-off": (
        "The last record of this extract says that there are {said} people, and {found} are here: it was cut off or "
        "changed. Make the extract again."
    ),
}
REFUSALS: Mapping[str, str] = {
    Fault.FORMULA: "This is a formula: write the text that it shows",
    Fault.ERROR: "This is an error of the spreadsheet: write a text",
    Fault.DATE: f"The spreadsheet took this for a date: {_AS_TEXT}",
    Fault.TRUTH: f"The spreadsheet took this for true or false: {_AS_TEXT}",
    Fault.NUMBER: f"The spreadsheet took this for a number: {_AS_TEXT}",
    Fault.CONTROL_CHARACTER: "This holds a character that cannot be seen: write it again",
    Fault.TOO_LONG: "This is far too long: write less",
    RefusalCode.NO_ADDRESS: "This is empty: write their email address, like name@example.com",
    RefusalCode.NOT_AN_ADDRESS: f"“{{0}}” is no email address. {NO_ADDRESS}",
    RefusalCode.TWICE: "Rows {all} have this address: keep one of them",
    RefusalCode.CLOSED: "The account with this address is closed: open it first, or delete this row",
    RefusalCode.NO_NAME: "This is empty, and there is no account with this address: write their full name",
    RefusalCode.HIDDEN: NAME_REFUSALS[NameRefusal.HIDDEN],
    RefusalCode.LINK: NAME_REFUSALS[NameRefusal.LINK],
    RefusalCode.LONG_NAME: "Enter a name of no more than {0} characters",
    RefusalCode.LIKE_A_FORMULA: "This begins as a formula does: begin with a letter",
    RefusalCode.UNKNOWN_JOB_ROLE: "There is no job role “{0}”: add it first, or write one of: {others}",
    RefusalCode.SEVERAL_JOB_ROLES: "Several job roles are called “{0}”: write the code of one of them: {others}",
    RefusalCode.LONG_TEAM: "Enter a team's name of no more than {0} characters",
    RefusalCode.SUPERVISOR_NOT_AN_ADDRESS: "“{0}” is no email address: write that of their supervisor",
    RefusalCode.OWN_SUPERVISOR: "Nobody supervises themselves: write the address of somebody else",
    RefusalCode.UNKNOWN_SUPERVISOR: "Nobody has the address {0}: check it, or write a row for them too",
    RefusalCode.CLOSED_SUPERVISOR: "The account of {0} is closed: write the address of somebody else",
    RefusalCode.REFUSED_SUPERVISOR: "{0} has no account yet, and row {1}, which would make one, is refused: correct it",
    RefusalCode.UNKNOWN_ROLE: (
        "There is no role “{0}”: write framework editor, people administrator, lead of all teams or auditor, "
        "with commas between"
    ),
    RefusalCode.OWN_ROLE: "You give yourself no role: leave this empty",
}
ROLES = {
    "editor": "Framework editor",
    "administrator": "People administrator",
    "organisation lead": "Lead of all teams",
    "auditor": "Auditor",
}
NEW = {
    PersonColumn.NAME: "Name: {after}",
    PersonColumn.JOB_ROLE: "Job role: {after}",
    PersonColumn.TEAM: "Team: {after}",
    PersonColumn.SUPERVISOR: "Supervised by {after} from today",
    PersonColumn.ROLES: "Role: {after}",
}
CHANGED = {
    PersonColumn.NAME: "Name: {before} → {after}",
    PersonColumn.JOB_ROLE: "Job role: {before} → {after}",
    PersonColumn.TEAM: "Team: {before} → {after}",
}
UNREAD = "Not read, since no header like it is known: {columns}."
GUESSED = "This file's letters were taken for those of Windows. If names look wrong below, save it as “CSV UTF-8”."
TOTALS = {
    Outcome.CREATED: ("{count:,} new account", "{count:,} new accounts"),
    Outcome.CHANGED: ("{count:,} person changed", "{count:,} people changed"),
    Outcome.UNCHANGED: ("{count:,} unchanged", "{count:,} unchanged"),
    Outcome.REFUSED: ("{count:,} row refused", "{count:,} rows refused"),
}
PRESS = {
    Outcome.CREATED: ("make {count:,} account", "make {count:,} accounts"),
    Outcome.CHANGED: ("change {count:,} person", "change {count:,} people"),
}
OVERTAKEN = "Nothing was done: something changed since you looked. This is what the file would do now."
CHOOSE_AGAIN = "Nothing was done: this page is too old. Choose the file again."
NOTHING_TO_DO = "Nothing was changed: everybody is as the file says."
NOTHING_BUT_REFUSED = "Nothing was changed."
LEFT_OUT = {Outcome.REFUSED: ("{count:,} row is refused and left out.", "{count:,} rows are refused and left out.")}
DONE = "Done: {totals}. New people are sent a link to choose a password."

# What an account whose owner has one is told of all that is new in it; a role's own words come after.
NOTICE = (
    "Your account was changed",
    "{by} recorded of you, from a list of people: {changes}. Tell {by} if that is wrong.",
)
TOLD = {
    PersonColumn.NAME: "your name is {after}",
    PersonColumn.JOB_ROLE: "your job role is {after}",
    PersonColumn.TEAM: "your team is {after}",
    PersonColumn.ROLES: "you are {after}",
}
TOLD_ROLES = {
    "editor": "a framework editor, who uploads and publishes frameworks",
    "administrator": "a people administrator, who makes accounts and says who supervises whom",
    "organisation lead": "the lead of all teams, who reads their counts without names",
    "auditor": "an auditor, who reads the record of who did or saw what",
}

TEMPLATE_NOTES = {
    PersonColumn.NAME: "As the person writes it. May be empty for somebody who has an account.",
    PersonColumn.ADDRESS: "Tells who it is. Whoever has no account with it gets one, and a link to choose a password.",
    PersonColumn.JOB_ROLE: "The title or the code of a job role that there is: {job_roles}.",
    PersonColumn.TEAM: "A team that is not there yet is added.",
    PersonColumn.SUPERVISOR: "Of somebody who has an account, or a row here. They supervise the person from today on.",
    PersonColumn.ROLES: (
        "Framework editor, people administrator, lead of all teams or auditor, with commas. Mostly empty."
    ),
}
TEMPLATE_TITLE = "People to bring in"
TEMPLATE_ABOUT = (
    ("How to use it", "Write a row for each person on the sheet “People”, below the headers, and choose this file."),
    ("What is empty", "Says nothing: what is known already stays. No row takes anything away."),
    ("What comes then", "You see what each row would do before anything is done. Nobody's address is ever changed."),
)
TEMPLATE_NATURE = "A list of people for whoever administers them."
TEMPLATE_FOOTER = "People to bring in"


def unreadable_in_words(error: UnreadablePeopleError) -> str:
    """Say why a file is not read, and what to do."""
    return UNREADABLE[error.code].format(**error.named)


def refusal_in_words(refusal: FieldRefusal) -> str:
    """Say what is wrong in a field, under its header, and what to write instead."""
    others = listed_in_words(refusal.named[1:])
    words = REFUSALS[refusal.code].format(*refusal.named, all=listed_in_words(refusal.named), others=others)
    return f"{HEADERS[refusal.field][0]}: {words[0].lower()}{words[1:]}"


def change_in_words(change: FieldChange, job_roles: Mapping[str, str]) -> str:
    """Say what is new in a field; ``job_roles`` are titles by code."""
    before, after = (value_in_words(change.field, value, job_roles) for value in (change.before, change.after))
    return (CHANGED if before else NEW)[change.field].format(before=before, after=after)


def value_in_words(field: PersonColumn, value: str, job_roles: Mapping[str, str]) -> str:
    """Return what stands in a field as people call it."""
    return {PersonColumn.JOB_ROLE: job_roles, PersonColumn.ROLES: ROLES}.get(field, {}).get(value, value)


def totals_in_words(plan: ImportPlan, words: Mapping[Outcome, tuple[str, str]] = TOTALS) -> list[str]:
    """Say of how many rows becomes what, of each outcome that has ``words`` and that there is."""
    counts = {outcome: plan.counts[outcome] for outcome in words}
    return [words[outcome][count != 1].format(count=count) for outcome, count in counts.items() if count]


def press_in_words(plan: ImportPlan) -> str:
    """Return what the button says that does it."""
    words = listed_in_words(totals_in_words(plan, PRESS))
    return words[:1].upper() + words[1:]


def done_in_words(plan: ImportPlan) -> str:
    """Say what was done."""
    if not plan.acts:
        refused = totals_in_words(plan, LEFT_OUT)
        return " ".join([NOTHING_BUT_REFUSED, *refused]) if refused else NOTHING_TO_DO
    return DONE.format(totals=", ".join(totals_in_words(plan)))


def told_in_words(line: RowPlan, job_roles: Mapping[str, str], *, by: object) -> tuple[str, str]:
    """Return the subject and the text of what somebody is told of what is new in their account; no text for nothing."""
    names = {PersonColumn.JOB_ROLE: job_roles, PersonColumn.ROLES: TOLD_ROLES}
    said = [
        TOLD[field].format(after=names.get(field, {}).get(after, after))
        for field, _, after in line.changes
        if field in TOLD and (line.is_known or field == PersonColumn.ROLES)
    ]
    subject, text = NOTICE
    return subject, text.format(by=by, changes=listed_in_words(said, last="; ", between="; ")) if said else ""


def listed_in_words(words: Iterable[str], *, between: str = ", ", last: str = " and ") -> str:
    """Return words one after the other."""
    *others, end = list(words) or [""]
    return last.join(filter(None, [between.join(others), end]))
