"""Erasing one person who has left: what goes, what stays and why."""
