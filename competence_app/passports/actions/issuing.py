"""Making and revoking passports."""

from datetime import date, datetime
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from competence_app.assessments.models import Assessment, answers
from competence_app.assessments.models.ageing import start_of_day
from competence_app.assessments.rules.answers import Voice
from competence_app.assessments.rules.due import months_after
from competence_app.audit.actions import record
from competence_app.passports import wording
from competence_app.passports.models import Passport
from competence_app.passports.queries import signing_key
from competence_app.passports.rules.composing import Issuing, PassportOccasion, credential_of
from competence_app.passports.rules.credential import IssuerProfile, payload_of, urn
from competence_app.passports.rules.issuing import IssuingRefusal, PassportRefusedError, ends_on
from competence_app.passports.rules.signing import MAX_BYTES, signed
from competence_app.people.models import User
from competence_app.people.rules.tokens import digest_of


@transaction.atomic
def issue(assessment: Assessment, *, by: User) -> Passport:
    """Make a passport of one's own agreed assessment, or return the one there is; raise ``PassportRefusedError``."""
    User.objects.select_for_update(no_key=True).get(pk=by.pk)  # the second of two windows finds what the first made
    if made := Passport.objects.visible_to(by).valid().filter(assessment=assessment).first():
        return made
    if reason := refusal(assessment):
        raise PassportRefusedError(reason)
    passport = signed_passport(assessment, _last_day(assessment), by=by)
    passport.save()
    record("issue", passport, by=by, about=by)
    return passport


@transaction.atomic
def revoke(passport: Passport, *, by: User) -> None:
    """Revoke one's own passport for good; raise ``Passport.DoesNotExist`` unless it is ``by``'s own."""
    locked = Passport.objects.visible_to(by).select_for_update().get(pk=passport.pk)
    if locked.revoked_at:
        return
    locked.revoked_at = timezone.now()
    locked.save(update_fields=["revoked_at"])
    record("revoke", locked, by=by, about=by)


def refusal(assessment: Assessment) -> IssuingRefusal | None:
    """Return why no passport can be made of an agreed assessment, as far as that is known before it is made."""
    if _last_day(assessment) < timezone.localdate():
        return IssuingRefusal.TOO_OLD
    return None if signing_key() else IssuingRefusal.NO_KEY


def signed_passport(assessment: Assessment, last_day: date, *, by: User) -> Passport:
    """Return a passport that holds until the end of this day, not stored yet; raise ``PassportRefusedError``."""
    key = signing_key()
    if not key:
        raise PassportRefusedError(IssuingRefusal.NO_KEY)
    passport = Passport(owner=by, assessment=assessment, issued_at=_now(), expires_on=last_day)
    agreed = answers(assessment.ratings.by_code(Voice.AGREED))
    credential = credential_of(assessment.content, agreed, _occasion(passport), _issuing(assessment))
    passport.token = signed(payload_of(credential), key)
    if len(passport.token) > MAX_BYTES:
        raise PassportRefusedError(IssuingRefusal.TOO_LONG)
    passport.digest, passport.key_id = digest_of(passport.token), key["kid"]
    return passport


def _now() -> datetime:
    """Return this second: tokens know no part of one."""
    return timezone.now().replace(microsecond=0)


def _last_day(assessment: Assessment) -> date:
    """Return until when a passport holds: as long as the agreement."""
    return months_after(timezone.localdate(assessment.agreed_at), assessment.framework.interval)


def _occasion(passport: Passport) -> PassportOccasion:
    assessment, role = passport.assessment, passport.assessment.job_role
    return PassportOccasion(
        id=urn(passport.uuid),
        subject=urn(uuid4()),  # another in each: two passports do not tell that they are one person's
        owner=passport.owner.bare_name,
        job_role=role.title if role else "",
        target_role=role.code if role else None,
        agreed_at=(assessment.agreed_at or passport.issued_at).replace(microsecond=0),
        issued_at=passport.issued_at,
        expires_at=start_of_day(ends_on(passport.expires_on)),
    )


def _issuing(assessment: Assessment) -> Issuing:
    content, site = assessment.content, settings.SITE_URL
    page = reverse("version", args=[content.code, assessment.version_id])
    return Issuing(
        issuer=IssuerProfile(id=site, name=settings.ORGANISATION, url=site),
        version=site + page,
        digest=assessment.version.digest,
        revocations=site + reverse("passport-revocations"),
        name=wording.NAME.format(title=content.title),
        description=wording.description(content.source),
        narrative=wording.NARRATIVE,
    )
