"""Pages of the books, for those who prepare, pay, keep accounts and inspect. They see the whole of the kabupaten."""

from payung.ledger.views.closing import close
from payung.ledger.views.entries import entry, index, reverse
from payung.ledger.views.trial import trial

__all__ = ["close", "entry", "index", "reverse", "trial"]
