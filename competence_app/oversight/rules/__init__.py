"""What kinds of acts there are, and where a page of the record begins: decided without Django."""
