"""The shape of a framework and what may stand in it, without Django."""
