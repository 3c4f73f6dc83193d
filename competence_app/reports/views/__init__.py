"""The pages that show what ratings say."""
