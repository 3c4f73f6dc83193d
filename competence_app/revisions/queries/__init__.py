"""What the pages of revisions read: a fixed number of queries, whatever the number of rows."""
