"""What the files hold that people take along."""
