"""The account pages of people administrators: Django's admin, with people, and what e-mails did not reach them.

Administrators make and close accounts but never enter one: they set no passwords and change no addresses, for
whoever can sign in as somebody reads what that person sent to nobody.
"""

from competence_app.accounts.admin import accounts, mails, supervisions, work
from competence_app.accounts.admin.pages import site

__all__ = ["accounts", "mails", "site", "supervisions", "work"]
