"""Frameworks as Excel workbooks, for people who will not write YAML."""
