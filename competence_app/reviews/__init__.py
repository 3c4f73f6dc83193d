"""The supervisor's side of an assessment: who waits, rating without seeing, revealing, agreeing."""
