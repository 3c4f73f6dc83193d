"""Pure decisions about an installation."""
