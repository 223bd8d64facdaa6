"""Batches and answers as pages tell of them."""
