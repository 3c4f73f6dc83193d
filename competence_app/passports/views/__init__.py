"""Pages of passports, by who opens them."""
