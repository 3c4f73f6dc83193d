"""What erases somebody: the verb, and what it does to assessments, to the account and to what others were told."""
