"""What is written into the books. `post` and `state_ceilings` are for other rooms, inside their own transaction."""

from payung.ledger.actions.ceilings import state_ceilings
from payung.ledger.actions.closing import close_month
from payung.ledger.actions.posting import post
from payung.ledger.actions.reversing import reverse

__all__ = ["close_month", "post", "reverse", "state_ceilings"]
