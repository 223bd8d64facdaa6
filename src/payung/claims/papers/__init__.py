"""Papers that are printed: forms and letters of a claim."""
