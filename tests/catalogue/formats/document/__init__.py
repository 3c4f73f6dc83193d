"""Documents that frameworks are found in."""
