"""What people take along of their assessments, a module a kind of file."""
