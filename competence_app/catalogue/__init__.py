"""What is assessed: frameworks, their versions and their texts."""
