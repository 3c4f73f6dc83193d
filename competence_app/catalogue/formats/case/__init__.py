"""Frameworks as packages of CASE 1.0 and 1.1 (Competencies and Academic Standards Exchange), OpenSALT's too."""
