"""The eight layouts, as the demo report names them."""

from payung.config.demo.desa_layouts import DESA_LIST, EXPORT, LETTER, MERGED, SEMICOLON
from payung.config.demo.group_layouts import BLOCKS, GROUP, RECAP

LAYOUTS = (DESA_LIST, MERGED, RECAP, SEMICOLON, GROUP, BLOCKS, LETTER, EXPORT)
