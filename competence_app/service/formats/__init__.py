"""Files that an installation is kept in."""
