"""How an answer of BPJS is taken in: read by chunks, matched with our lines, kept aside; then all of it counts at once."""
