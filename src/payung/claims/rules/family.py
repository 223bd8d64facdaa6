"""The family of a claim in words: who may be an heir, in the order of law.md §4.4. Here the words; the order comes below."""

from enum import StrEnum


class Relation(StrEnum):
    """To the worker, as the order of heirs counts it (PP 44/2015 art. 37(5), 40(2))."""

    SPOUSE = "spouse"
    CHILD = "child"
    PARENT = "parent"
    GRANDPARENT = "grandparent"
    GRANDCHILD = "grandchild"
    SIBLING = "sibling"
    PARENT_IN_LAW = "parent_in_law"
    NAMED_IN_WILL = "named_in_will"
    BURIED = "buried"  # whoever paid for the burial
