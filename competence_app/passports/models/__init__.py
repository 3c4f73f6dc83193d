"""Passports that were made here, and those from elsewhere."""

from competence_app.passports.models.passport import Passport

__all__ = ["Passport"]
