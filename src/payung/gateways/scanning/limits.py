"""How large a scan may be. Known to whoever sends one and to the child that opens it."""

from payung.gateways.spreadsheets.inspection import MIB

BYTES_MOST = 10 * MIB
MEMORY_BYTES = 1024 * MIB
CPU_SECONDS = 20
PIXELS_MOST = 50_000_000  # a phone's largest photograph; decoded it takes 150 MB
SIDE_MOST = 20_000
PAGES_MOST = 40
OBJECTS_MOST = 50_000
DEPTH_MOST = 60
