"""What of a YAML text is said beside its values: writing the values anew loses it."""

import yaml


def has_comments(text: str) -> bool:
    """Tell whether an author wrote comments; a ``#`` within a text is none.

    Comments are what stands in no token: a scanner passes over them.
    """
    if "#" not in text:
        return False
    end = 0
    for token in yaml.scan(text, Loader=yaml.CBaseLoader):
        if "#" in text[end : token.start_mark.index]:
            return True
        end = max(end, token.end_mark.index)
    return "#" in text[end:]
