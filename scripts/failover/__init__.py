"""A database that is taken over by another while people save."""
