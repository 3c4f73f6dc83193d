"""Tables that people take along: as plain values, and a module a format that writes them."""
