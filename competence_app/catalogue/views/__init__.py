"""Pages that everybody reads: frameworks, their versions and their files."""
