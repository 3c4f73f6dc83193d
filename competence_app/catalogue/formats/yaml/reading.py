"""From a framework file's text to its content, or to everything that is wrong with it."""

from collections.abc import Iterator, Sequence
from itertools import islice

from pydantic import ValidationError

from competence_app.catalogue.formats.codes import repeated_codes
from competence_app.catalogue.formats.problems import MAX_PROBLEMS, Problem, UnreadableError
from competence_app.catalogue.formats.wording import explain
from competence_app.catalogue.formats.yaml.tree import Tree, parse
from competence_app.catalogue.formats.yaml.wording import yaml_words
from competence_app.catalogue.rules.schema import Content


def read(text: bytes | str, roles: Sequence[str] = ()) -> Content:
    """Return what the YAML says; raise ``UnreadableError`` with all its problems.

    ``roles`` are the codes of the job roles that there are, for advice.
    """
    tree = parse(text)
    problems = [*tree.problems, *islice(_repeated_codes(tree), MAX_PROBLEMS)]
    try:
        framework = Content.model_validate(tree.root)
    except ValidationError as error:
        raise UnreadableError([*problems, *_misfits(error, tree, roles)]) from None
    if problems:
        raise UnreadableError(problems)
    return framework


def _misfits(error: ValidationError, tree: Tree, roles: Sequence[str]) -> Iterator[Problem]:
    refused = {problem.place for problem in tree.problems}
    for path, code, message in explain(error, roles=roles):
        key = code == "extra_forbidden" or path[-1:] == ("[key]",)
        place = tree.place(tuple(step for step in path if step != "[key]"), key=key)
        if place not in refused:
            yield Problem(place, message)


def _repeated_codes(tree: Tree) -> Iterator[Problem]:
    for path, former, code in repeated_codes(tree.root):
        yield Problem(tree.place(path), yaml_words("code-twice", code=code, line=tree.place(former).line))
