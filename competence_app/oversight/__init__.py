"""The whole record of who did or saw what, as auditors read it, and how long it is kept."""
