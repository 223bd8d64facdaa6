"""Who is at the door: one who is named, or a thousand, looked for among all persons of a kabupaten.

Each person has keys in the database: one for every value by which the linkage engine would compare it with others
(`gateways.linkage.blocking`), as 64 bits that only this house can make. Whoever shares a key is fetched, opened and
weighed as the engine weighs; the answer is the same as that of a run through the whole register, but for values so
common that nobody follows them.
"""

from payung.matching.door.keys import rewrite_keys
from payung.matching.door.search import Likely, likely

__all__ = ["Likely", "likely", "rewrite_keys"]
