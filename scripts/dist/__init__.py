"""A release: a wheel and an sdist, tried, with what is in them."""
