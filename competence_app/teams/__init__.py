"""What many people's ratings say: counts that tell of nobody."""
