"""What is decided about a claim, from facts: pure."""
