"""Frameworks as Mahara's SmartEvidence has them: a .matrix file, which is JSON."""
