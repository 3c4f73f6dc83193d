"""What a version says, as it is shown on paper: plain values, which each kind of file sets in its own way."""
