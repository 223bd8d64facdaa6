"""Opens one scan inside the confined child (`gateways.spreadsheets.child`): a picture is made anew, a PDF looked through.

Standard input holds the request: where the upload lies sealed, and the key. Standard output takes one line of JSON and,
of a picture, the new file after it.
"""

import json
import sys
from pathlib import Path

from payung.gateways.scanning.limits import BYTES_MOST
from payung.gateways.sealed_files import SealedFile
from payung.gateways.spreadsheets.inspection import Refused, unreadable

_JPEG, _PNG, _PDF = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"%PDF-"


def main() -> int:
    """Answer one request."""
    request = json.load(sys.stdin)
    with SealedFile(Path(request["path"]), key=bytes.fromhex(request["key"])) as sealed:
        data = sealed.read(0, BYTES_MOST)
    try:
        facts, new = looked_at(data)
    except Refused as refused:
        facts, new = {"code": refused.refusal.code, "detail": refused.refusal.detail}, b""
    sys.stdout.buffer.write(json.dumps(facts).encode() + b"\n" + new)
    sys.stdout.buffer.flush()
    return 0


def looked_at(data: bytes) -> tuple[dict[str, object], bytes]:
    """What it is by its first bytes, whatever its name says; of a picture, the new file. Raises Refused."""
    if data.startswith((_JPEG, _PNG)):
        from payung.gateways.scanning.pictures import made_again  # only what the scan needs: each child starts anew

        kind, new = made_again(data)
        return {"kind": kind, "pages": 1}, new
    if data.startswith(_PDF):
        from payung.gateways.scanning.documents import page_count

        return {"kind": "pdf", "pages": page_count(data)}, b""
    raise unreadable("isinya bukan foto JPEG, PNG atau PDF")


if __name__ == "__main__":
    sys.exit(main())
