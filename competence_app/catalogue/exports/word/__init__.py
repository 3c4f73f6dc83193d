"""A version as a document of Word, with styles that say what its paragraphs are, so that it can be read again."""
