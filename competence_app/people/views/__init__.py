"""The pages about people, by what they are for."""
