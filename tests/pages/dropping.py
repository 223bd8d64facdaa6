"""What a visitor does with a list, in one line."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client


def drop(visitor: Client, content: bytes, *, name: str = "usulan.csv", day: str = "01/11/2026", **more: str):
    """The answer to a dropped list."""
    return visitor.post("/periksa", {"daftar": SimpleUploadedFile(name, content), "hari": day, **more})


def taken(response) -> bytes:
    """The whole content of an answer, streamed or not. Unlike `close` it leaves the connection of the test open."""
    return b"".join(response.streaming_content) if response.streaming else response.content
