"""What people take along of a version on paper and to revise in Word: a module a kind of file."""
