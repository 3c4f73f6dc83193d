"""Passports that were made here, and those from elsewhere."""

from competence_app.passports.models.outside import OutsideRecord
from competence_app.passports.models.passport import Passport

__all__ = ["OutsideRecord", "Passport"]
