"""What people are told of YAML, by codes: most of them have never seen it."""

from competence_app.catalogue.formats.wording import FormatNames

YAML_NAMES = FormatNames("YAML", "YAML", "YAML", "a YAML file")

_QUOTE = "put the whole text between quotation marks"
_REMOVE = "remove it, or put the text between quotation marks if it begins with"
_ADD = f"add it, or {_QUOTE}"
_WORDS = {
    # The file, and what it is made of.
    "too-long": "this file is longer than 5 MiB: split it into several frameworks",
    "packed": "this is a workbook, no text: save it as an Excel workbook, with a name that ends in .xlsx",
    "no-utf-8": "byte {byte:#04x} is not UTF-8 text: save the file again with the encoding UTF-8",
    "nothing": "there is nothing here: write at least code, version, title, scale and domains",
    "second-document": ("a second document begins here: remove this “---”, or put what follows in a file of its own"),
    "too-many": "there are more than {most:,} entries before this one: split the file",
    "too-deep": "this is nested more than {most} deep: a framework needs no more than ten levels",
    "control-character": "this text holds the control character U+{character:04X}: delete it",
    "reference": ("“*{anchor}” is a reference: write the text itself, between quotation marks if it begins with “*”"),
    "anchor": f"“&” begins an anchor: {_REMOVE} “&”",
    "tag": f"“!” begins a tag: {_REMOVE} “!”",
    "no-field-name": "a field name must be one word: put a text that holds brackets between quotation marks",
    "merge": "“<<” takes over fields from elsewhere: write the fields themselves",
    "field-twice": "“{field}” is here twice, first at line {line}: keep one of the two",
    "code-twice": "the code “{code}” is used twice, first at line {line}: give this one its own",
    # What libyaml complains of.
    "colon": f"this colon is out of place: {_QUOTE}, or begin the line in the same column as its neighbours",
    "tight-colon": "a space is missing: put one after this colon",
    "dash": "a space is missing: put one after this dash",
    "bullet": "“{character}” is a bullet of a word processor: write “- ” instead, a dash and a space",
    "entry": f"this “- ” is out of place: begin each entry on a line of its own, or {_QUOTE}",
    "question-mark": f"a text cannot begin with “? ”: {_QUOTE}",
    "unclosed": "the quotation mark that opens here is never closed: add the closing one",
    "backslash": "between double quotation marks a backslash is special: write it twice",
    "tab": "a tab stands where the indentation is: indent with spaces",
    "block": "after “|” or “>” the line must end: begin the text on the next line, indented",
    "list": f"a comma or “]” is missing before this, in the list that opens at line {{line}}: {_ADD}",
    "fields": f"a comma or “}}}}” is missing before this, in the fields that open at line {{line}}: {_ADD}",
    "no-field": (
        "this is no “field: value”: add the colon and a space, or indent the line if it continues the text above"
    ),
    "no-entry": "this does not line up with the list above: begin it with “- ” below its “- ”",
    "column": f"this does not line up: begin it in its neighbours' column, or {_QUOTE}",
    "no-value": f"a value is missing, or a bracket or comma is out of place: {_QUOTE}",
    "start": f"a text cannot begin with “{{character}}”: {_QUOTE}",
    "other-yaml": "this begins another version of YAML: remove the line",
    "directive": "a line cannot begin with “%”: remove it",
    "unkept-character": "the character U+{character:04X} cannot be kept: delete it",
    # What can be read, but hardly as it was meant.
    "cut": f"this text ends before “{{lost:.200}}”, which is taken for a comment: if it belongs to the text, {_QUOTE}",
    "taken-in": "this line is read as part of the text above: if it is an entry of its own, begin it with “- ”",
    "no-yaml": "this is not YAML ({complaint}): write lines such as “field: value”",
}


def yaml_words(code: str, /, **values: object) -> str:
    """Return what is wrong, and what to write instead."""
    return _WORDS[code].format(**values)
