"""What documents hold, as plain values without HTML: a module a kind of document."""
