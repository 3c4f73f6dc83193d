"""The installation itself: whether it is well, and what it writes to its log."""
