"""A list of this room, or of one above, as a workbook to take home."""

from payung.gateways.lists.download import as_excel

__all__ = ["as_excel"]
