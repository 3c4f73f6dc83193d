"""Everything that a framework file may not say, with the place and the words of its refusal."""

# ruff: noqa: E501 - one case a line reads as a table

import pytest

from competence_app.catalogue.formats.problems import MAX_BYTES, MAX_PROBLEMS, UnreadableError
from competence_app.catalogue.formats.yaml.reading import read
from competence_app.catalogue.formats.yaml.tree import MAX_NODES
from competence_app.catalogue.rules.domains import Competence
from tests.catalogue.samples import SMALLEST, edited

QUOTE = "put the whole text between quotation marks"
CODE = "write a code of up to 64 letters (A to Z), digits, “.”, “_” and “-”, without spaces"
FOLDER = "cannot stand in an address: write a code with a letter or a digit in it"
PART = "a part that is rated needs a code that lasts: write “{code: K4a, text: …}”"
COMPETENCE = ", ".join(Competence.model_fields)
ROOT = "write “code: …”, “version: …”, “title: …”, “scale: …”, “domains: …”"
NO_DATE = "write a year, a month or a day such as 2022, 2022-04 or 2022-04-30"
NO_NUMBER = "is not a whole number from 0 to 999: write a number such as 3"
NO_VALIDITY = "this is no number of months: write a whole number from 1 to 600, or “forever”"
TAB = "a tab stands where the indentation is: indent with spaces"
UNCLOSED = "the quotation mark that opens here is never closed: add the closing one"
NOTHING = "there is nothing here: write at least code, version, title, scale and domains"


def with_competence(fields):
    return edited(("text: One", fields))


def with_top(line):
    return edited(("domains:", f"{line}\ndomains:"))


def with_title(value):
    return edited(("title: T", f"title: {value}"))


YAML = {
    "colon in a text": ("a: b: c", f"1:5: this colon is out of place: {QUOTE}, or begin the line in the same column as its neighbours"),
    "no space after a colon": ("a:\n  b:2\n\n  c:\n    d: 1", "2:4: a space is missing: put one after this colon"),
    "no space after a dash": ("a:\n  - b: 1\n    c: 2\n  -b: 2\n   c: 3", "4:3: a space is missing: put one after this dash"),
    "bullet": ("a:\n  • b: 1\n    c: 2", "2:3: “•” is a bullet of a word processor: write “- ” instead, a dash and a space"),
    "tab": ("a:\n\tb: 1", f"2:1: {TAB}"),
    "tab in a block": ("a: |\n    x\n  \t y\n z", f"3:3: {TAB}"),
    "open double quote": ('a: "x', f"1:4: {UNCLOSED}"),
    "open single quote": ("a: 'x", f"1:4: {UNCLOSED}"),
    "open list": ("\na: [1, 2", f"3:1: a comma or “]” is missing before this, in the list that opens at line 2: add it, or {QUOTE}"),
    "open fields": ("{a: 1", f"2:1: a comma or “}}” is missing before this, in the fields that open at line 1: add it, or {QUOTE}"),
    "no entry": ("- a\nb: c", "2:1: this does not line up with the list above: begin it with “- ” below its “- ”"),
    "not lined up": ("a:\n   b: 1\n  c: 2", f"3:3: this does not line up: begin it in its neighbours' column, or {QUOTE}"),
    "no colon": ("a: |\n x\ny", "3:1: this is no “field: value”: add the colon and a space, or indent the line if it continues the text above"),
    "at sign": ("a: @x", f"1:4: a text cannot begin with “@”: {QUOTE}"),
    "at sign after a mark": ("\ufeffa: @x", f"1:4: a text cannot begin with “@”: {QUOTE}"),
    "question mark": ("a: ? b", f"1:4: a text cannot begin with “? ”: {QUOTE}"),
    "dash": ("a: - b", f"1:4: this “- ” is out of place: begin each entry on a line of its own, or {QUOTE}"),
    "bracket": ("a: ]", f"1:4: a value is missing, or a bracket or comma is out of place: {QUOTE}"),
    "escape": ('a: "\\q"', "1:5: between double quotation marks a backslash is special: write it twice"),
    "block": ("a: >x", "1:4: after “|” or “>” the line must end: begin the text on the next line, indented"),
    "bare anchor": ("a: &", f"1:4: a text cannot begin with “&”: {QUOTE}"),
    "bare alias": ("a: *", f"1:4: a text cannot begin with “*”: {QUOTE}"),
    "bare tag": ("a: !x!y z", f"1:4: a text cannot begin with “!”: {QUOTE}"),
    "directive": ("%FOO bar\n---\na: b", "1:1: a line cannot begin with “%”: remove it"),
    "other YAML": ("%YAML 2.0\n---\na", "1:1: this begins another version of YAML: remove the line"),
    "anything else": ("%YAML 1.1\na: b", "2:1: this is not YAML (did not find expected <document start>): write lines such as “field: value”"),
    "nothing": ("", f"1:1: {NOTHING}"),
    "comments only": ("# x\n", f"2:1: {NOTHING}"),
    "control character": ("a:\n é\x01", "2:3: the character U+0001 cannot be kept: delete it"),
    "not UTF-8": (b"a: b\n\xc3\xa9: \xff", "2:4: byte 0xff is not UTF-8 text: save the file again with the encoding UTF-8"),
    "workbook": (b"PK\x03\x04\x14", "this is a workbook, no text: save it as an Excel workbook, with a name that ends in .xlsx"),
    "lone surrogate": ("a: \ud800", "1:4: byte 0xed is not UTF-8 text: save the file again with the encoding UTF-8"),
    "too long": ("#" * (MAX_BYTES + 1), "1:1: this file is longer than 5 MiB: split it into several frameworks"),
    "too deep": ("[" * 25, "1:25: this is nested more than 24 deep: a framework needs no more than ten levels"),
    "too many": ("[" + "a," * MAX_NODES + "]", "1:600000: there are more than 300,000 entries before this one: split the file"),
}  # fmt: skip

TREE = {
    "anchor": (with_title("&a T"), "3:8: “&” begins an anchor: remove it, or put the text between quotation marks if it begins with “&”"),
    "anchor on fields": (edited(("{value: 1", "&l {value: 1")), "6:7: “&” begins an anchor: remove it, or put the text between quotation marks if it begins with “&”"),
    "alias": (with_title("*a"), "3:8: “*a” is a reference: write the text itself, between quotation marks if it begins with “*”"),
    "tag": (with_title("!!str T"), "3:8: “!” begins a tag: remove it, or put the text between quotation marks if it begins with “!”"),
    "merge key": (with_top("<<: {}"), "8:1: “<<” takes over fields from elsewhere: write the fields themselves"),
    "duplicate key": (with_top("title: U"), "8:1: “title” is here twice, first at line 3: keep one of the two"),
    "key that is a list": (with_top("[a]: b"), "8:1: a field name must be one word: put a text that holds brackets between quotation marks"),
    "second document": (SMALLEST + "---\na: b\n", "13:1: a second document begins here: remove this “---”, or put what follows in a file of its own"),
    "escaped control character": (with_title('"a\\0b"'), "3:8: this text holds the control character U+0000: delete it"),
}  # fmt: skip

SHAPE = {
    "text at the root": ("x", f"1:1: a framework must be made of fields, not the text “x”: {ROOT}"),
    "list at the root": ("- a", f"1:1: a framework must be made of fields, not a list: {ROOT}"),
    "missing": (edited(("title: T\n", "")), "1:1: “title” is missing: add “title: Hand hygiene”"),
    "missing code of the framework": (edited(("code: f\n", "")), "1:1: “code” is missing: add “code: hand-hygiene”"),
    "missing code of an answer": (edited(("domains:", "  off_scale: [{label: N}]\ndomains:")), "8:15: “code” is missing: add “code: no-opportunity”"),
    "missing title of a domain": (edited(("    title: Domain A\n", "")), "9:5: “title” is missing: add “title: Knowledge”"),
    "missing code of a competence": (edited(("code: K1, ", "")), "12:9: “code” is missing: add “code: K1”"),
    "no space after a colon in brackets": (edited(("code: K1, ", "code:K1, ")), "12:9: “code” is missing: add “code: K1”", "12:10: “code:K1” is not a field here: put a space after the colon"),
    "no space after the only colon": (with_top("targets:\n  default:2"), "9:3: “default:2” is no field with a value: put a space after the colon"),
    "no space after a dash of a list": (with_competence("text: One, parts: -x"), "12:38: “-” begins no entry of “parts” like this: begin each with “- ”, a dash and a space"),
    "bullets for a list": (with_competence("text: One, parts: • x"), "12:38: “•” begins no entry of “parts” like this: begin each with “- ”, a dash and a space"),
    "missing list": (edited(("    competences:\n      - {code: K1, text: One}\n", ""), ("  - code: A\n    title: Domain A\n", ""), ("domains:\n", "")), "1:1: “domains” is missing: add “domains:” and list its entries below"),
    "unknown, near": (with_top("introductoin: x"), "8:1: “introductoin” is not a field here: write “introduction”"),
    "unknown, far": (with_top("colour: red"), "8:1: “colour” is not a field here: remove it, or write one of code, version, title, introduction, changes, source, language, scale, targets, domains"),
    "unknown in an entry": (with_competence("text: One, zzz: x"), f"12:31: “zzz” is not a field here: remove it, or write one of {COMPETENCE}"),
    "fields for a text": (with_title("{a: b}"), "3:8: “title” must be a text, not fields: write it on one line, behind “title: ”"),
    "list for a text": (with_title("[a]"), "3:8: “title” must be a text, not a list: write it on one line, behind “title: ”"),
    "text for a list": (with_competence("text: One, parts: x"), "12:38: “parts” must be a list, not the text “x”: begin each entry on a line of its own with “- ”"),
    "nothing for a list": (with_competence("text: One, parts: "), "12:38: “parts” must be a list, not empty: begin each entry on a line of its own with “- ”"),
    "nothing for sub-domains": (SMALLEST + "    domains:\n", "13:13: “domains” must be a list, not empty: begin each entry on a line of its own with “- ”"),
    "text for fields": (with_top("targets: 3"), "8:10: “targets” must be made of fields, not the text “3”: write for example “default: 3”"),
    "text for levels": (with_competence("text: One, levels: x"), "12:39: “levels” must be made of fields, not the text “x”: write for example “1: …”"),
    "text for a level": (edited(("{value: 2, label: High}", "x")), "7:7: an entry of “levels” must be made of fields, not the text “x”: write “value: …”, “label: …”"),
    "text for a range": (with_competence("text: One, resources: [{title: T, url: 'https://e.org', for: 1}]"), "12:81: “for” must be made of fields, not the text “1”: write for example “from: 1”"),
    "unknown in a range": (with_competence("text: One, resources: [{title: T, url: 'https://e.org', for: {form: 1}}]"), "12:82: “form” is not a field here: write “from”"),
    "text for a resource": (with_competence("text: One, resources: [x]"), "12:43: an entry of “resources” must be made of fields, not the text “x”: write “title: …”, “url: …”"),
    "text for a relation": (with_competence("text: One, related: [x]"), "12:41: an entry of “related” must be made of fields, not the text “x”: write for example “code: K2”"),
    "relation to two": (with_competence("text: One, related: [{code: K1, title: T}]"), "12:48: a relation leads to one thing: write the code of what is in this framework, or the title of what is elsewhere"),
    "relation with an address here": (with_competence("text: One, related: [{code: K1, url: 'https://e.org'}]"), "12:48: a relation leads to one thing: write the code of what is in this framework, or the title of what is elsewhere"),
    "relation to nothing": (with_competence("text: One, related: [{kind: same-as}]"), "12:41: a relation leads to one thing: write the code of what is in this framework, or the title of what is elsewhere"),
    "text for roles": (with_top("targets: {roles: x}"), "8:18: “roles” must be made of fields, not the text “x”: write for example “ward-manager: 4”"),
    "text for a domain": (SMALLEST + "  - B\n", "13:5: an entry of “domains” must be made of fields, not the text “B”: write “code: …”, “title: …”"),
    "text for a sub-domain": (SMALLEST + "    domains: [B]\n", "13:15: an entry of “domains” must be made of fields, not the text “B”: write “code: …”, “title: …”"),
    "list for a part": (with_competence("text: One, parts: [[x]]"), "12:39: an entry of “parts” must be made of fields, not a list: write “code: …”, “text: …”"),
    "list for a part that is rated": (with_competence("text: One, rate: parts, parts: [[x]]"), "12:52: an entry of “parts” must be made of fields, not a list: write “code: …”, “text: …”"),
    "empty": (with_title("' '"), "3:8: “title” is empty: write a text"),
    "long title": (with_title("x" * 501), "3:8: “title” has 501 characters: shorten it to at most 500"),
    "long text": (with_competence(f"text: {'x' * 5001}"), "12:26: “text” has 5,001 characters: shorten it to at most 5,000"),
    "long version": (edited(('"1"', "1" * 65)), "2:10: “version” has 65 characters: shorten it to at most 64"),
}  # fmt: skip

RULES = {
    "code": (edited(("K1", "K 1")), f"12:16: “K 1” does not fit: {CODE}"),
    "code of one dot": (edited(("K1", ".")), f"12:16: “.” {FOLDER}"),
    "code of two dots": (edited(("code: A", "code: ..")), f"9:11: “..” {FOLDER}"),
    "framework's code of two dots": (edited(("code: f", "code: ..")), f"1:7: “..” {FOLDER}"),
    "off-scale code of two dots": (edited(("domains:", "  off_scale: [{code: .., label: N}]\ndomains:")), f"8:22: “..” {FOLDER}"),
    "long code": (edited(("K1", "K" * 65)), f"12:16: “{'K' * 39}…” does not fit: {CODE}"),
    "code of a role": (with_top("targets: {roles: {a b: 1}}"), "8:19: “a b” is no code: write the job role's code, such as ward-manager"),
    "list for a code": (edited(("K1", "[K1]")), "12:16: “code” must be a text, not a list: write it on one line, behind “code: ”"),
    "code of a domain again": (edited(("K1", "A")), "12:16: the code “A” is used twice, first at line 9: give this one its own"),
    "number of a part again": (with_competence("text: One, parts: [x]}\n      - {code: K1.1, text: z"), "13:16: the code “K1.1” is used twice, first at line 12: give this one its own"),
    "code of a part again": (with_competence("text: One, parts: [{code: A, text: x}]"), "12:46: the code “A” is used twice, first at line 9: give this one its own"),
    "level that is no number": (edited(("value: 2", "value: two")), f"7:15: “two” {NO_NUMBER}"),
    "level that is a list": (edited(("value: 2", "value: []")), f"7:15: this {NO_NUMBER}"),
    "level with a leading zero": (edited(("value: 2", "value: 010")), f"7:15: “010” {NO_NUMBER}"),
    "level above the last": (edited(("value: 2", "value: 1000")), f"7:15: “1000” {NO_NUMBER}"),
    "level that is enormous": (edited(("value: 2", "value: " + "9" * 9)), f"7:15: “{'9' * 9}” {NO_NUMBER}"),
    "level of thousands of digits": (edited(("value: 2", "value: " + "9" * 5000)), f"7:15: “{'9' * 40}” {NO_NUMBER}"),
    "level in other digits": (edited(("value: 2", "value: ٢")), f"7:15: “٢” {NO_NUMBER}"),
    "levels that do not rise": (edited(("value: 2", "value: 1")), "7:15: 1 is not above 1: write the lowest level first, each with a higher number"),
    "one level": (edited(("    - {value: 2, label: High}\n", "")), "6:5: “levels” has too few entries: list at least 2"),
    "label of two levels": (edited(("High", "LOW")), "7:25: “LOW” is the label of another answer: give this one its own"),
    "kind of a meaning": (edited(("Low", "Low, means: {skill: x}")), "6:38: “skill” is not possible here: write “knowledge” or “capability”"),
    "list of meanings": (edited(("Low", "Low, means: [x]")), "6:37: “means” must be made of fields, not a list: write for example “knowledge: …”"),
    "empty meaning": (edited(("Low", "Low, means: {knowledge: ''}")), "6:49: “knowledge” is empty: write a text"),
    "off-scale code like a level": (edited(("domains:", "  off_scale: [{code: 1, label: N}]\ndomains:")), "8:22: “1” looks like a level: use letters in this code"),
    "off-scale code again": (edited(("domains:", "  off_scale: [{code: n, label: N}, {code: n, label: M}]\ndomains:")), "8:43: “n” is the code of another answer: give this one its own"),
    "off-scale label like a level's": (edited(("domains:", "  off_scale: [{code: n, label: low}]\ndomains:")), "8:32: “low” is the label of another answer: give this one its own"),
    "off-scale reason": (edited(("domains:", "  off_scale: [{code: n, label: N, reason: needed}]\ndomains:")), "8:43: “needed” is not possible here: write “required” or “optional” or “none”"),
    "list for a choice": (with_competence("text: One, rate: [x]"), "12:37: this is not possible here: write “whole” or “parts”"),
    "default target": (with_top("targets: {default: 3}"), "8:20: 3 is no level of the scale: write one of 1, 2"),
    "target that is no number": (with_top("targets: {default: x}"), f"8:20: “x” {NO_NUMBER}"),
    "target of a role": (with_top("targets: {roles: {nurse: 0}}"), "8:26: 0 is no level of the scale: write one of 1, 2"),
    "targets beside a bad scale": (edited(("value: 2", "value: 0"), ("domains:", "targets: {default: 9}\ndomains:")), "7:15: 0 is not above 1: write the lowest level first, each with a higher number"),
    "target of a domain": (edited(("Domain A", "Domain A\n    targets: {default: 3}")), "11:24: 3 is no level of the scale: write one of 1, 2"),
    "target of a sub-domain": (SMALLEST + "    domains: [{code: B, title: B, targets: {roles: {nurse: 3}}, competences: [{code: K2, text: x}]}]\n", "13:60: 3 is no level of the scale: write one of 1, 2"),
    "target of a competence": (with_competence("text: One, targets: {default: 0}"), "12:50: 0 is no level of the scale: write one of 1, 2"),
    "level that is not on the scale": (with_competence("text: One, levels: {2: x, 3: y}"), "12:49: 3 is no level of the scale: write one of 1, 2"),
    "level by its label": (with_competence("text: One, levels: {Low: x}"), f"12:40: “Low” {NO_NUMBER}"),
    "range off the scale": (with_competence("text: One, resources: [{title: T, url: 'https://e.org', for: {from: 0, to: 9}}]"), *(f"12:{column}: {value} is no level of the scale: write one of 1, 2" for column, value in [(88, 0), (95, 9)])),
    "range upside down": (with_competence("text: One, resources: [{title: T, url: 'https://e.org', for: {from: 2, to: 1}}]"), "12:95: 1 is below 2: write the lower level first"),
    "resource without https": (with_competence("text: One, resources: [{title: T, url: 'http://e.org'}]"), "12:59: “http://e.org” does not fit: write an address that begins with “https://” and holds no spaces"),
    "validity": (with_competence("text: One, valid_for: always"), f"12:42: {NO_VALIDITY}"),
    "validity of no month": (edited(("Domain A", "Domain A\n    valid_for: 0")), f"11:16: {NO_VALIDITY}"),
    "validity of too many months": (edited(("Domain A", "Domain A\n    valid_for: 601")), f"11:16: {NO_VALIDITY}"),
    "date": (with_top("source: {review_by: soon}"), f"8:21: “soon” does not fit: {NO_DATE}"),
    "month": (with_top("source: {published: 2022-13}"), "8:21: there is no “2022-13” in the calendar: write a date such as 2022-04"),
    "month of many digits": (with_top("source: {published: 2022-99999999999999999999}"), f"8:21: “2022-99999999999999999999” does not fit: {NO_DATE}"),
    "year in other digits": (with_top("source: {published: ٢٠٢٢}"), f"8:21: “٢٠٢٢” does not fit: {NO_DATE}"),
    "year before all others": (with_top("source: {published: 0000}"), "8:21: there is no “0000” in the calendar: write a date such as 2022-04"),
    "day": (with_top("source: {published: 2023-02-29}"), "8:21: there is no “2023-02-29” in the calendar: write a date such as 2022-04"),
    "address": (with_top("source: {url: 'javascript:x'}"), "8:15: “javascript:x” does not fit: write an address that begins with “https://” and holds no spaces"),
    "language": (with_top("language: English language"), "8:11: “English language” does not fit: write a language code such as en-GB"),
    "no domain": (edited(("\n  - code: A\n    title: Domain A\n    competences:\n      - {code: K1, text: One}\n", " []")), "8:10: “domains” has too few entries: list at least 1"),
    "empty domain": (edited(("\n      - {code: K1, text: One}\n", " []")), "9:5: this domain is empty: list at least one competence under “competences”"),
    "empty sub-domain": (SMALLEST + "    domains: [{code: B, title: B}]\n", "13:15: this domain is empty: list at least one competence under “competences”"),
    "kind of a domain": (edited(("Domain A", "Domain A\n    kind: skill")), "11:11: “skill” is not possible here: write “knowledge” or “capability”"),
    "domains in a sub-domain": (SMALLEST + "    domains: [{code: B, title: B, domains: [{code: C, title: C, competences: [{code: K2, text: x}]}]}]\n", "13:44: a sub-domain holds no further domains: move them one step out"),
    "rate, nearly": (with_competence("text: One, rate: part"), "12:37: “part” is not possible here: write “parts”"),
    "parts to rate without code": (with_competence("text: One, rate: parts, parts: [x, {text: y}]"), f"12:52: {PART}", f"12:55: {PART}"),
    "no parts to rate": (with_competence("text: One, rate: parts"), "12:37: there are no parts to rate: list them under “parts”, or write “rate: whole”"),
    "replaces itself": (with_competence("text: One, replaces: [K1]"), "12:42: “K1” is this competence's own code: name only older ones"),
    "replaces one twice": (with_competence("text: One, replaces: [K0, K0]"), "12:46: “K0” is here twice: name it once"),
    "change": (with_competence("text: One, change: big"), "12:39: “big” is not possible here: write “editorial”"),
}  # fmt: skip

CASES = {**YAML, **TREE, **SHAPE, **RULES}


@pytest.mark.parametrize(("text", "expected"), [(case[0], case[1:]) for case in CASES.values()], ids=CASES)
def test_file_is_refused_with_place_and_advice(text, expected):
    with pytest.raises(UnreadableError) as caught:
        read(text)

    assert str(caught.value).splitlines() == list(expected)


def test_all_problems_are_told_at_once():
    text = edited(("title: T", "titel: &a T"), ("value: 2", "value: 0"), ("K1", "K 1"))

    with pytest.raises(UnreadableError) as caught:
        read(text)

    assert [problem.place.order for problem in caught.value.problems] == [(1, 1), (3, 1), (3, 8), (7, 15), (12, 16)]


@pytest.mark.parametrize("entry", ["      - {code: K1, text: One}\n", "      - {code: 'a b', text: One}\n"])
def test_problems_are_capped(entry):
    with pytest.raises(UnreadableError) as caught:
        read(SMALLEST + entry * 200)

    assert len(caught.value.problems) == MAX_PROBLEMS == 100
    assert caught.value.problems[0].place.order[0] == 13


def test_duplicate_keys_are_capped():
    with pytest.raises(UnreadableError) as caught:
        read("a: b\n" * 200)

    assert [problem.place.order[0] for problem in caught.value.problems] == list(range(2, 102))
