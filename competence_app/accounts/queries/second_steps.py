"""What somebody has set up to sign in with besides a password."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.app_settings import RECOVERY_CODE_COUNT
from allauth.mfa.models import Authenticator

from competence_app.accounts.models.second_steps import KIND, set_up_by
from competence_app.people.models import User


@dataclass(frozen=True, slots=True)
class Passkey:
    """A passkey, as its owner tells it from others."""

    pk: int
    name: str
    created_at: datetime
    last_used_at: datetime | None


@dataclass(frozen=True, slots=True)
class SecondSteps:
    """All that somebody has set up; ``codes_left`` is None where they have no recovery codes."""

    app: Authenticator | None
    passkeys: Sequence[Passkey]
    codes_left: int | None

    def __bool__(self) -> bool:
        """Tell whether there is any."""
        return bool(self.app or self.passkeys)

    @property
    def count(self) -> int:
        """How many there are, recovery codes apart."""
        return len(self.passkeys) + bool(self.app)


def second_steps_of(user: User) -> SecondSteps:
    """Return what ``user`` has set up, the oldest first, in one query."""
    kept: dict[str, list[Authenticator]] = {kind: [] for kind in KIND}
    for one in Authenticator.objects.filter(user=user).order_by("pk"):
        kept[one.type].append(one)
    passkeys = [Passkey(one.pk, one.wrap().name, one.created_at, one.last_used_at) for one in kept[KIND.WEBAUTHN]]
    left = (RECOVERY_CODE_COUNT - one.data["used_mask"].bit_count() for one in kept[KIND.RECOVERY_CODES])
    return SecondSteps(next(iter(kept[KIND.TOTP]), None), passkeys, next(left, None))


def has_second_step(user: User) -> bool:
    """Tell whether ``user`` is asked for a second step, in one query; in none of whoever just gave their password."""
    read: bool | None = vars(user).get("has_second_step")
    return set_up_by(user).exists() if read is None else read


def recovery_codes_of(user: User) -> list[str]:
    """Return the codes that are not used yet."""
    kept = Authenticator.objects.filter(user=user, type=KIND.RECOVERY_CODES).first()
    codes: list[str] = kept.wrap().get_unused_codes() if kept else []
    return codes
