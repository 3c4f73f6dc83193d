"""Files of people, a module a format; all read the same rows."""
