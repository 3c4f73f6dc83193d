"""How a scale is put where others than the practitioner answer on it, and what answers that are no level mean."""

from competence_app.assessments.rules.comparison import NOT_OBSERVED
from competence_app.catalogue.rules.scale import OffScale, Scale

# What supervisors may answer besides, as a framework would say it.
_NOT_OBSERVED = OffScale.model_construct(code=NOT_OBSERVED, label="Not observed", reason="none", counts="excluded")


def review_scale(scale: Scale) -> Scale:
    """Return the scale as supervisors answer on it: with "Not observed" beside its other answers."""
    return scale.model_copy(update={"off_scale": (*scale.off_scale, _NOT_OBSERVED)})


# How a framework's label is put once it is said of somebody else: the one that our template proposes. A publisher's
# other words stay as they are, since nobody but the publisher knows how to turn them.
SAID_OF_OTHERS = {"Not applicable to my role": "Not applicable to their role"}


def reviewers_scale(scale: Scale) -> Scale:
    """Return the scale of a review as it is spoken of the practitioner, by whoever rates them and by both together."""
    reviewed = review_scale(scale)
    said = (one.model_copy(update={"label": SAID_OF_OTHERS.get(one.label, one.label)}) for one in reviewed.off_scale)
    return reviewed.model_copy(update={"off_scale": tuple(said)})


_MEANS = {"excluded": "Left out of the counts.", "development-need": "Something to develop, not a low answer."}


def off_scale_means(answer: OffScale) -> str:
    """Say beside an answer that is no level what it means."""
    if answer.code == NOT_OBSERVED:
        return "Not enough seen to say. You agree a level together, or leave it open."
    return f"Say why. {_MEANS[answer.counts]}" if answer.reason == "required" else _MEANS[answer.counts]
