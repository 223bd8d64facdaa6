"""What the law says, as pure functions: the same code for one person and for columns of a million."""
