"""Reads lists that came in any layout."""
