"""Jobs of this room, by subject."""
