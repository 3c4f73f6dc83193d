"""Workbooks that somebody uploads: the texts in their cells, read within bounds; nothing is evaluated."""
