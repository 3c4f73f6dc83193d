"""What is counted together of a team, and when: see ``models.Batch``."""

from competence_app.assessments.rules.answers import Voice
from competence_app.assessments.rules.lifecycle import SENT, State

SMALLEST_BATCH = 15  # people: of ten, hardly any row divides into numbers of five or more; of fifteen, most do
# While what each voice says may be counted.
COUNTED = {Voice.SELF: SENT, Voice.AGREED: (State.AGREED,)}
