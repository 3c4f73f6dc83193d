"""How pages are made: template tags, crispy layout objects and widgets."""
