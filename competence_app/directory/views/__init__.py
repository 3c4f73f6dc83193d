"""The addresses that a directory calls, as RFC 7644 has them."""
