"""What is done with passports: verbs, each one transaction, in the audit record."""
