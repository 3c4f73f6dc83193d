"""Passports: signed records of agreed assessments, which their owners take along, and those from elsewhere."""
