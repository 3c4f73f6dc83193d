"""Every variable that an installation may set; `manage.py settings_table` makes docs/running.md's table of them."""

from datetime import time

from competence_app.environment import kinds
from competence_app.environment.kinds import Variable, choice, flag, number, several

_POSTGRES = "postgres://user:password@host:5432/name, passwords percent-encoded, or sqlite:////path/to/file"
_MAIL = "smtp+tls://user:password@host:587"
_SITE = "https://ratings.example.org, without a path"
_ALL = (
    Variable(
        "SECRET_KEY",
        None,
        "Required. 50 or more random characters, kept secret: `openssl rand -hex 40`. The demo's key is refused",
        write="a long random text",
        is_secret=True,
    ),
    Variable(
        "ALLOWED_HOSTS",
        None,
        "Required. The host names in the address bar, with commas between them",
        kinds.hosts,
        "host names with commas between, such as ratings.example.org",
    ),
    Variable(
        "SITE_URL",
        "http://localhost:8000",
        "Required. Where links in e-mails lead, whatever host a request names; under this name passports are issued",
        kinds.site,
        _SITE,
    ),
    Variable(
        "EMAIL_URL",
        kinds.mail_server("consolemail://"),
        f"Required. The mail server: `{_MAIL}`",
        kinds.mail_server,
        _MAIL,
        is_secret=True,
        shown="written to the log",
    ),
    Variable(
        "DATABASE_URL",
        None,
        "`postgres://user:password@host:5432/name`, passwords percent-encoded (`@` as `%40`)",
        kinds.database,
        _POSTGRES,
        is_secret=True,
        shown="SQLite, in `VAR_DIR`",
    ),
    Variable(
        "VAR_DIR",
        None,
        "The folder of the SQLite file, of keys, and of what holds people off while a backup is put back",
        shown="`/var/lib/competence`; in a clone `var`",
    ),
    flag(
        "BEHIND_PROXY",
        "`1`: believe the proxy's `X-Forwarded-Proto`, and the last address of its `X-Forwarded-For`, by which whoever"
        " guesses passwords has to wait. Needed behind a proxy, unsafe without one",
    ),
    Variable(
        "ORGANISATION",
        "your organisation",
        "Who runs this installation, as its e-mails and passports name it: `Willow NHS Trust`",
    ),
    Variable("DEFAULT_FROM_EMAIL", "competence@localhost", "The sender of the app's e-mails"),
    Variable(
        "SECURITY_CONTACT",
        "",
        "Whom to tell about a weakness, as `mailto:security@example.org` or `https://…`: `/.well-known/security.txt`"
        " says it; without it there is no such file",
    ),
    Variable(
        "CSRF_TRUSTED_ORIGINS",
        [],
        "Origins such as `https://ratings.example.org`, only where the proxy changes the `Host`",
        kinds.origins,
        "origins with commas between, such as https://ratings.example.org",
    ),
    number("IDLE_MINUTES", 15, (0, 24 * 60), "After how many minutes without a touch somebody is signed out; 0: never"),
    number("SESSION_COOKIE_AGE", 12 * 60 * 60, (60, 10**7), "Seconds until somebody must sign in again"),
    several(
        "SECOND_STEP_ROLES",
        ("administrator", "auditor", "editor", "lead", "supervisor"),
        "Who must sign in with a second step: any of these, with commas between; empty: nobody must, and everybody may."
        " Whoever must and has none is led to it after the password",
        shown="all of `administrator`, `auditor`, `editor`, `lead`, `supervisor`",
    ),
    Variable(
        "TRUSTED_NETWORKS",
        [],
        "Networks in which no second step is asked, as `10.0.0.0/8,2001:db8::/32`. Behind a proxy, only with"
        " `BEHIND_PROXY` and a proxy that writes `X-Forwarded-For` itself: everybody would come from its own address",
        kinds.networks,
        "networks with commas between, such as 10.0.0.0/8,2001:db8::/32",
    ),
    Variable(
        "SECOND_STEP_KEYS",
        None,
        "What seals the secrets of authenticator apps and recovery codes in the database: the first seals, each opens."
        " To change it, put a new one before the old. Once a key is gone, people administrators take away the second"
        " steps that it sealed",
        kinds.texts,
        "long random texts with commas between",
        is_secret=True,
        shown="the `SECRET_KEY`",
    ),
    Variable(
        "OIDC_ISSUER",
        "",
        "The organisation's own sign-in service (OpenID Connect), as its discovery names it:"
        " `https://login.example.org/tenant`. It leads back to `SITE_URL` + `/sign-in/elsewhere/back/`, which is to be"
        " registered there",
    ),
    Variable("OIDC_NAME", "your organisation", "What the button calls it: `Willow Trust`"),
    Variable("OIDC_CLIENT_ID", "", "What the service calls this app"),
    Variable("OIDC_CLIENT_SECRET", "", "What the service and this app share", is_secret=True),
    Variable("OIDC_SCOPE", "openid", "What is asked for, with spaces between: more, only where roles need it"),
    Variable(
        "OIDC_ROLES",
        {},
        "Of a claim's values, which gives which role: `kc-editors=editor,kc-people=administrator,kc-board=organisation"
        " lead`. A role that stands here is given and taken at each sign-in, whatever administrators do meanwhile",
        kinds.roles,
        "value=role with commas between, of the roles editor, administrator, organisation lead",
    ),
    Variable(
        "OIDC_ROLES_CLAIM", "roles", "The claim that has these values, in the ID token or at the service's userinfo"
    ),
    Variable(
        "OIDC_ACR_VALUES",
        [],
        "By which of its `acr` values the service says that it took a second step: then none is asked for here. They"
        " are also asked for",
        kinds.texts,
        "texts with commas between",
    ),
    Variable(
        "OIDC_AMR_VALUES",
        [],
        "By which of its `amr` values it says the same",
        kinds.texts,
        "texts with commas between",
    ),
    choice(
        "OIDC_DIRECTORY_CLAIM",
        ("", "sub", "oid"),
        "In which claim of the ID token the service calls somebody what a directory of staff (SCIM) calls them by"
        " `externalId`: `sub`, or `oid` of Entra ID. Whoever gets an account by the directory then signs in through the"
        " service at once. Set it before the directory makes accounts, and only where it alone says what that name is",
    ),
    flag(
        "LOCAL_PASSWORDS",
        "`0`: nobody has a password here, and everybody signs in through the service",
        default=True,
    ),
    number(
        "INTERVAL_MONTHS", 12, (1, 120), "Months from an agreed assessment to the next, where a framework says none"
    ),
    number(
        "APPROVALS_REQUIRED",
        0,
        (0, 9),
        "How many people must approve the draft of a framework as it stands before it is published in the browser",
    ),
    number(
        "ERASE_AFTER_DAYS",
        0,
        (0, 100 * 365),
        "For how many days an account is closed before two people administrators can erase whoever left; 0: at once",
    ),
    number(
        "AUDIT_RETENTION_DAYS",
        6 * 365 + 2,
        (366, 100 * 365),
        "For how many days lines of the record are kept; about an assessment, for as long as it is there."
        " `competence prune-record` removes the others",
    ),
    flag(
        "DIRECTORY_INVITES",
        "`0`: people whom a directory of staff brings are sent no link to choose a password",
        default=True,
    ),
    Variable(
        "TIME_ZONE", "Europe/London", "The time zone of dates on pages", kinds.zone, "a name such as Europe/London"
    ),
    Variable(
        "DAILY_AT",
        time(7),
        "When `competence worker` does what is due each day, by the clock of `TIME_ZONE`",
        kinds.hour,
        "an hour such as 07:00",
        shown="07:00",
    ),
    Variable(
        "PASSPORT_KEYS",
        None,
        "The folder of the keys that passports are signed with",
        shown="`passport-keys` in `VAR_DIR`",
    ),
    Variable(
        "PASSPORT_ISSUERS",
        None,
        "The folder of other issuers' keys, a file each, whose passports are believed",
        shown="`passport-issuers` in `VAR_DIR`",
    ),
    choice("LOG_FORMAT", ("plain", "json"), "`json`: each line of the log is an object"),
    flag("LOG_REQUESTS", "`0`: no line for each request, only what goes wrong", default=True),
    number("SLOW_QUERY_MS", 500, (0, 10**6), "From how many milliseconds on the log names a query"),
    number("LEAST_FREE_MB", 200, (0, 10**6), "Below how many megabytes `/readyz` calls a disk full"),
    Variable(
        "METRICS_TOKEN",
        "",
        "With this as a bearer token, `/metrics` answers other machines too; without it, this one alone",
        is_secret=True,
    ),
    flag("PLAIN_HTTP", "`1` only on one's own machine: cookies without HTTPS. `make run` sets it"),
    flag("DEBUG", "`1` only on a developer's own machine: error pages show the program's inside"),
)
VARIABLES = {variable.name: variable for variable in _ALL}


def settings_table() -> str:
    """Return the table of docs/running.md."""
    rows = [f"| `{one.name}` | {_default(one)} | {one.meaning} |" for one in _ALL]
    return "\n".join(["| variable | default | meaning |", "|---|---|---|", *rows])


def _default(variable: Variable) -> str:
    if variable.meaning.startswith("Required") and not variable.shown:
        return ""
    return variable.shown or (f"{variable.default}" if variable.default not in (None, "", [], {}) else "none")
