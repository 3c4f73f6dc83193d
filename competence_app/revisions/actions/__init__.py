"""What is done with a draft before it is published, one verb a function."""
