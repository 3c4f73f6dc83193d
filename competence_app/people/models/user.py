"""Users: all who sign in."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Coalesce, Lower
from django.utils import timezone
from django.utils.functional import cached_property

from competence_app.people import wording
from competence_app.people.models.address import AddressColumn
from competence_app.people.models.job_role import JobRole
from competence_app.people.models.name import KEYS, KeyColumn, NameColumn, sort_key_here
from competence_app.people.models.namesakes import marking
from competence_app.people.models.restriction import Restriction
from competence_app.people.models.scheme import Scheme
from competence_app.people.models.team import Team
from competence_app.people.rules.addresses import address_of
from competence_app.people.rules.sorting import search_key


class UserQuerySet(models.QuerySet["User"]):
    """Questions about many people, and changes to many that keep their names' keys true."""

    def visible_to(self, user: "User") -> Self:
        """Keep ``user`` and those whom ``user`` supervises now."""
        return self.filter(models.Q(pk=user.pk) | models.Q(pk__in=user.supervisees().values("pk")))

    def reading_counts_of(self, team: Team) -> Self:
        """Keep those who may read what is counted of the team."""
        return self.filter(models.Q(pk__in=team.leads.values("pk")) | models.Q(is_organisation_lead=True))

    def named(self, text: str) -> Self:
        """Keep those with all words of ``text`` in their names, whatever accents, capitals and apostrophes."""
        words = search_key(text).split()
        if not words and text.strip():
            return self.none()
        return self.filter(*(models.Q(search_key__contains=word) for word in words))

    def called(self, text: str) -> Self:
        """Keep the one with this address, or all with just this name."""
        return self.filter(email=text) if "@" in text else self.named(text).filter(search_key=search_key(text))

    def like(self, text: str) -> Self:
        """Keep those with ``text`` in their names, as ``named`` finds it, or in their addresses."""
        return self.named(text) | self.filter(email__contains=text.lower())

    def at_or_like(self, text: str) -> Self:
        """Keep those with ``text`` in their names, in their addresses or in the names of their teams."""
        return self.like(text) | self.filter(team__name__icontains=text)

    def restricted(self) -> Self:
        """Keep those of whom everything is kept, and nothing used, today."""
        return self.filter(pk__in=Restriction.objects.in_force().people())

    def unrestricted(self) -> Self:
        """Keep those whose answers may be used: of the others', nobody else's page, file, count or e-mail has any."""
        return self.exclude(pk__in=Restriction.objects.in_force().people())

    def not_erased(self) -> Self:
        """Keep those of whom more is left than that there was somebody."""
        return self.filter(erased_at=None)

    def update(self, **kwargs: Any) -> int:
        """Change the rows; with a name goes what it is found and sorted by, with a closed account since when it is."""
        if isinstance(kwargs.get("is_active"), bool):  # else with ``closed_at``, as ``bulk_update`` gives them
            kwargs["closed_at"] = None if kwargs["is_active"] else Coalesce("closed_at", timezone.now())
        if not isinstance(name := kwargs.get("full_name"), str):
            if "full_name" in kwargs and not KEYS.keys() <= kwargs.keys():  # as ``bulk_update`` gives them
                raise TypeError("A name that the database makes brings no keys to be found and sorted by.")
            return super().update(**kwargs)
        kwargs |= {key: make(name) for key, make in KEYS.items()}
        with marking(self) as keys:
            keys.add(kwargs["search_key"])
            return super().update(**kwargs)

    def bulk_update(self, objs: Iterable["User"], fields: Iterable[str], batch_size: int | None = None) -> int:
        """Change the rows; with their names goes what these are found and sorted by."""
        people, columns = list(objs), set(fields)
        if "is_active" in columns:
            columns.add("closed_at")
            for person in people:
                person.set_closed()
        if "full_name" not in columns:
            return self._update_each(people, columns, batch_size)
        for person in people:
            person.set_keys()
        with marking(self.filter(pk__in=[person.pk for person in people])) as keys:
            keys.update(person.search_key for person in people)
            return self._update_each(people, columns | KEYS.keys(), batch_size)

    def _update_each(self, people: Sequence["User"], columns: Iterable[str], batch_size: int | None) -> int:
        """Change the rows batch by batch: Django makes the statements of all batches before it sends the first."""
        size, changed = batch_size or max(len(people), 1), 0
        for start in range(0, len(people), size):
            changed += super().bulk_update(people[start : start + size], sorted(columns))
        return changed

    def bulk_create(self, objs: Iterable["User"], *args: Any, **kwargs: Any) -> list["User"]:
        """Store new people; who shares a name with them is told apart from now on."""
        with marking(self.none()) as keys:
            made = super().bulk_create(objs, *args, **kwargs)
            keys.update(person.search_key for person in made)
        return made


class UserManager(BaseUserManager["User"]):
    """Makes people who sign in with an e-mail address."""

    def get_queryset(self) -> UserQuerySet:
        """Return all people, as a ``UserQuerySet``."""
        return UserQuerySet(self.model, using=self._db)

    def visible_to(self, user: "User") -> UserQuerySet:
        """Return the people whom ``user`` may see: see ``UserQuerySet.visible_to``."""
        return self.get_queryset().visible_to(user)

    def get_by_natural_key(self, username: str | None) -> "User":
        """Find a person by e-mail address, however it is typed."""
        return self.get(email=username)

    @classmethod
    def normalize_email(cls, email: str | None) -> str:
        """Return the address as it is stored."""
        return address_of(email or "")

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Store a person; without a password they cannot sign in until they have set one."""
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Store a people administrator, who may do nothing more."""
        return self.create_user(email, password, is_superuser=True, is_people_administrator=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """One person who signs in; everybody is a practitioner, the other roles come on top."""

    email = AddressColumn("email address", unique=True, error_messages={"unique": wording.ADDRESS_TAKEN})
    full_name: "models.CharField[str, str]" = NameColumn("full name", max_length=150)
    search_key = KeyColumn(make=search_key)
    sort_key = KeyColumn(make=sort_key_here)
    shares_name = models.BooleanField(default=False, db_default=False, editable=False)  # with any other row
    job_role = models.ForeignKey(JobRole, models.PROTECT, null=True, blank=True, verbose_name="job role")
    team = models.ForeignKey(Team, models.SET_NULL, null=True, blank=True, related_name="members")
    scheme = models.CharField("colours", max_length=5, choices=Scheme, blank=True, default=Scheme.DEVICE, db_default="")
    wants_digest = models.BooleanField("weekly summary", default=False, db_default=False)
    digest_on = models.DateField(null=True, editable=False)  # the last one was sent
    is_active = models.BooleanField("may sign in", default=True)
    is_framework_editor = models.BooleanField("framework editor", default=False)
    is_people_administrator = models.BooleanField("people administrator", default=False)
    is_organisation_lead = models.BooleanField("organisation lead", default=False, db_default=False)
    is_auditor = models.BooleanField("auditor", default=False, db_default=False)
    sessions_salt = models.CharField(max_length=16, default="", db_default="", editable=False)
    date_joined = models.DateTimeField(default=timezone.now, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    erased_at = models.DateTimeField(null=True, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        ordering = ("sort_key", "email")
        indexes = (
            models.Index(fields=["search_key"], name="people_namesakes"),
            models.Index(fields=["sort_key", "email"], name="people_by_name"),  # as lists of them all go
        )
        constraints = (
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")),
                name="email_is_in_lower_case",
                violation_error_message=wording.NO_ADDRESS,
            ),
            models.CheckConstraint(
                condition=models.Q(erased_at=None) | models.Q(is_active=False),
                name="whoever_is_erased_signs_in_no_more",
                violation_error_message="Whoever is erased cannot sign in again: make a new account.",
            ),
        )

    def __str__(self) -> str:
        return wording.called(self.full_name, self.email, is_shared=self.shares_name)

    def save(self, **kwargs: Any) -> None:
        """Store the person; with a name goes what it is found and sorted by, and who else has it.

        With a closed account goes since when it is.
        """
        fields = kwargs.get("update_fields")
        if fields is None or "is_active" in fields:
            self.set_closed()
            fields = kwargs["update_fields"] = fields and {*fields, "closed_at"}
        if fields is not None and "full_name" not in fields:
            super().save(**kwargs)
            return
        if fields:
            kwargs["update_fields"] = {*fields, *KEYS}
        with marking(User.objects.get_queryset().filter(pk=self.pk)) as keys:
            super().save(**kwargs)
            keys.add(self.search_key)
        self.refresh_from_db(fields=["shares_name"])

    def set_closed(self) -> None:
        """Note since when the account is closed, where it is."""
        self.closed_at = None if self.is_active else self.closed_at or timezone.now()

    def set_keys(self) -> None:
        """Make anew what the name is found and sorted by."""
        for key, make in KEYS.items():
            setattr(self, key, make(self.full_name))

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Return what sessions are compared with: with another salt, all that there are end."""
        return str(super()._get_session_auth_hash(secret=secret)) + self.sessions_salt  # type: ignore[misc]

    @property
    def bare_name(self) -> str:
        """The name alone: where whose it is was said just before, or the address stands beside it."""
        return wording.called(self.full_name, self.email, is_shared=False)

    def get_full_name(self) -> str:
        """Return the name as its owner writes it."""
        return self.full_name

    def get_short_name(self) -> str:
        """Return the first word of the name, for a greeting."""
        return self.full_name.partition(" ")[0]

    # People who sign in have the four below read with them: see accounts/backends.py.

    @cached_property
    def is_supervisor(self) -> bool:
        """Whether this person supervises somebody today."""
        return self.supervises.current().exists()

    @cached_property
    def is_team_lead(self) -> bool:
        """Whether this person leads a team, or all of them."""
        return Team.objects.led_by(self).exists()

    @cached_property
    def is_restricted(self) -> bool:
        """Whether what is held about this person is kept, and not used, today."""
        return self.restrictions.in_force().exists()

    @cached_property
    def supervises_restricted(self) -> bool:
        """Whether this is so of anybody whom this person supervises today."""
        return self.restricted_supervisees().exists()

    def supervisees(self) -> UserQuerySet:
        """Return those whom this person supervises today, but for those of whom nothing may be used."""
        return self._supervised().unrestricted()

    def restricted_supervisees(self) -> UserQuerySet:
        """Return the others of them."""
        return self._supervised().restricted()

    def _supervised(self) -> UserQuerySet:
        return User.objects.get_queryset().filter(pk__in=self.supervises.current().values("practitioner"))

    def supervisors(self) -> UserQuerySet:
        """Return those who supervise this person today."""
        return User.objects.get_queryset().filter(pk__in=self.supervised_by.current().values("supervisor"))
