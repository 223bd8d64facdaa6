"""Puts claims into words for pages."""
