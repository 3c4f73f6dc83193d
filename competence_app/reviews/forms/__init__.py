"""What supervisors type, and the closing comment of a practitioner."""
