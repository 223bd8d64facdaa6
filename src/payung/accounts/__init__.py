"""Users, their roles and the part of the map they may see. Knows no person of the programme."""
