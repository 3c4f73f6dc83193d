"""Users, teams and supervision: who may see whom."""
