"""What people send about persons and teams, a module for each thing that they send."""
