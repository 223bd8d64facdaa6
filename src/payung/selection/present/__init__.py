"""How selections, ranks, notices and objections are shown."""
