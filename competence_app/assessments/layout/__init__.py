"""How answers are shown, on whatever page or file."""
