"""Settings, addresses and the `payung` command: the roof that joins the rooms."""
