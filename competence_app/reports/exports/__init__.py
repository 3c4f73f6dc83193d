"""What people take along: a module a kind of file, each writing what ``layout`` made."""
