"""E-mails: each is a row from the moment it is owed until a worker has sent it."""
