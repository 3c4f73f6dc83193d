"""Frameworks out of documents that were written for readers: a draft, with all that was guessed and left out."""
