"""What the desk asks of people."""
