"""The rules of eligibility: pure, for one person with reasons and for a column of a million."""
