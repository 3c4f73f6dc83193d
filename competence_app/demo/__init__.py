"""A named cast for the demo, the README and its pictures."""
