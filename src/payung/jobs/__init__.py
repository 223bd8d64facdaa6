"""Work that outlives a request: a *job* is alive while its lock is held, and its steps leave checkpoints."""
