"""What the app's pages and its framework loader cost: ``python -m scripts.bench`` measures and prints it."""
