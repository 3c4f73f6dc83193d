"""What changes who gets in, one verb a function."""

from competence_app.accounts.actions.letting_in import ask_password_link, invite, invite_new, save_own, send_again

__all__ = ["ask_password_link", "invite", "invite_new", "save_own", "send_again"]
