"""What a directory reads, each in a fixed number of queries."""
