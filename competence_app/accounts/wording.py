"""What pages of accounts say of what was just done."""

SAVED = "Your account is saved."
INVITED = "A link to choose a password was sent to {email}."
