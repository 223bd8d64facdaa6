"""What others, and our own pages, may know of decrees, lines and places."""
