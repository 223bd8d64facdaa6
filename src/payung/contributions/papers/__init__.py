"""Papers of this room: facts of its queries laid into the letters, tables and archives of `gateways`."""
