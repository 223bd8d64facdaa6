"""What the desk's pages say, ready to be printed."""
