"""What this room knows without a database: batches, answers, and the words of BPJS. Pure."""
