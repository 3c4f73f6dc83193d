"""Frameworks out of other systems' files: trees of headings and statements become drafts, with what was guessed."""
