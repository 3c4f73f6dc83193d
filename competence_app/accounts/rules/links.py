"""Links that are sent, by what signs them."""

from datetime import timedelta

NEW_ADDRESS = "accounts.new-address"
NEW_ADDRESS_HOLDS = timedelta(days=1)
