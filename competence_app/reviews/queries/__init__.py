"""What the pages of reviews read: a fixed number of queries, whatever the number of people, competences and rows."""
