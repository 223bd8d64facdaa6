"""What the calculators ask."""
