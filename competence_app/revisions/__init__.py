"""Revising a framework: upload, preview, publish."""
