"""Frameworks as files: a folder a format, and what all of them share."""
