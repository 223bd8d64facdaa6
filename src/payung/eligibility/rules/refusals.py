"""How this room refuses. Pure."""


class NotAllowed(Exception):
    """It is not done. The text is a sentence that says what to do instead."""
