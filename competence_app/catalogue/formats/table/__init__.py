"""Frameworks as one table with a row a statement, however it is laid out: other systems' sheets, and somebody's own."""
