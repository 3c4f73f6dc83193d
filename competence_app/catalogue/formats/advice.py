"""What may be meant otherwise in a file that is right, by codes, in words for its editor."""

from competence_app.catalogue.rules.doubts import Doubt, DoubtCode

DOUBTS = {
    DoubtCode.FRAMEWORK_LIKE_ANOTHER: (
        "there is a framework “{known}” already, and this code differs in its capitals only: if it is the same "
        "framework, write “{known}”"
    ),
    DoubtCode.CODE_LIKE_ANOTHER: (
        "this code differs from “{known}”, which stands above, in its capitals only: give it another code that nobody "
        "mistakes"
    ),
    DoubtCode.ROLE_OF_NOBODY: "there is no job role “{role}”: nobody gets this target",
    DoubtCode.CODE_LIKE_EARLIER: (
        "an earlier version has “{known}”, and this code differs in its capitals only: if it is the same, write "
        "“{known}”, so that answers follow it"
    ),
    DoubtCode.TARGET_OF_NOBODY: "nobody gets this target: all that it is for have targets of their own",
    DoubtCode.TEXT_LIKE_EARLIER: (
        "this text is identical with that of version “{version}” but for characters that nobody sees, such as no-break "
        "spaces or soft hyphens: it counts as the same words"
    ),
    DoubtCode.RELATED_TO_NOTHING: "there is no “{code}” in this framework: this relation leads nowhere",
    DoubtCode.ROLE_NEARLY: "there is no job role “{role}”: nobody gets this target, unless you write “{near}”",
}
_LIKENESSES = {
    True: "another framework has the same statement: {code} in “{title}”",
    False: "another framework has nearly the same statement: {code} in “{title}”",
}
_MORE_LIKENESSES = "{count:,} more statements are nearly the same as one in another framework"


def doubt_in_words(doubt: Doubt) -> str:
    """Return what may be meant otherwise."""
    return DOUBTS[doubt.code].format(**doubt.values)


def likeness_in_words(code: str, title: str, *, is_same: bool) -> str:
    """Return which statement of another framework one is like."""
    return _LIKENESSES[is_same].format(code=code, title=title)


def more_likenesses_in_words(count: int) -> str:
    """Return how many there are beside those that are told."""
    return _MORE_LIKENESSES.format(count=count)
