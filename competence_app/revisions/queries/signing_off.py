"""What the pages read on which a draft is looked through: all that was said of it, in one query."""

from collections import defaultdict
from dataclasses import dataclass, field

from competence_app.catalogue.models import Comment, Version
from competence_app.catalogue.rules.domains import Competence
from competence_app.catalogue.rules.schema import Content


@dataclass(slots=True)
class Conversation:
    """What somebody said, and the answers to it."""

    comment: Comment
    answers: list[Comment] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class DiscussedPassage:
    """One competence of a draft with what was said of it; none where its code is not in the draft any more."""

    code: str
    competence: Competence | None
    conversations: list[Conversation]


def conversations_of(draft: Version) -> dict[str, list[Conversation]]:
    """Return what was said of a draft, by the code of what it is about; of the whole, by an empty one."""
    begun: dict[int, Conversation] = {}
    for comment in Comment.objects.of(draft):
        if comment.answers_id is None:
            begun[comment.pk] = Conversation(comment)
        else:
            begun[comment.answers_id].answers.append(comment)
    found = defaultdict(list)
    for conversation in begun.values():
        found[conversation.comment.code].append(conversation)
    return dict(found)


def passages_of(content: Content, said: dict[str, list[Conversation]]) -> list[DiscussedPassage]:
    """Return every competence with what was said of it, then what was said of what is not there any more."""
    there = [DiscussedPassage(one.code, one, said.get(one.code, [])) for one in content.competences]
    known = {"", *(passage.code for passage in there)}
    return [*there, *(DiscussedPassage(code, None, some) for code, some in said.items() if code not in known)]
