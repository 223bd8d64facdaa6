"""Pages of lists. `uploads`: a visitor's own. `received`: the office's files. `candidates`: who is proposed."""
