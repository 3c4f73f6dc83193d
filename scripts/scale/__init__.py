"""What pages cost when everybody else uses the app too: ``python -m scripts.scale`` measures and prints it."""
