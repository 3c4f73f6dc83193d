"""What the command line does with assessments."""
