"""What is counted while pages are served, in all processes together; never a person, an address or an answer."""
