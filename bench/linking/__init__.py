"""What `bench/link.py` measures with: the other side's configuration, metrics, FEBRL."""
