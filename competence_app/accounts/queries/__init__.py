"""What pages of administration read, each in a fixed number of queries."""
