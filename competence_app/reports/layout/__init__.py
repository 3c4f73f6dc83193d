"""What is shown of a person's ratings, and in which words: for pages and for files."""
