"""What the pages of reports read: a fixed number of queries, whatever the number of rows."""
