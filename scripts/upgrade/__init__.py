"""Two releases side by side on one database, while one takes the other's place."""
