"""Who may do what with every address of the site: the table an auditor reads, and tests/pages holds the site to.

One row for each name in the URL configuration. `methods` is what the address answers (GET stands for HEAD too), all
else is 405; `roles` is what its view asks for with `@permit`, or PUBLIC. Which part of the map a role sees is decided
by the actor's scope inside the room. Files of style and script (/static/) are public and served before any of this.
"""

from payung.config.permissions.answers import ANSWERS
from payung.config.permissions.batches import BATCHES
from payung.config.permissions.billing import BILLING
from payung.config.permissions.claims_casework import CLAIMS_CASEWORK
from payung.config.permissions.claims_deaths import CLAIMS_DEATHS
from payung.config.permissions.claims_family import CLAIMS_FAMILY
from payung.config.permissions.claims_money import CLAIMS_MONEY
from payung.config.permissions.claims_papers import CLAIMS_PAPERS
from payung.config.permissions.claims_reporting import CLAIMS_REPORTING
from payung.config.permissions.ledger import LEDGER
from payung.config.permissions.membership import MEMBERSHIP
from payung.config.permissions.reconciling import RECONCILING
from payung.config.permissions.reporting import REPORTING
from payung.config.permissions.row import PUBLIC, SIGNED_IN, Row
from payung.config.permissions.until_the_decree import UNTIL_THE_DECREE
from payung.config.permissions.verifying import VERIFYING

__all__ = ["PERMISSIONS", "PUBLIC", "SIGNED_IN", "Row"]

PERMISSIONS = (
    *UNTIL_THE_DECREE,
    *MEMBERSHIP,
    *BATCHES,
    *ANSWERS,
    *BILLING,
    *VERIFYING,
    *RECONCILING,
    *REPORTING,
    *LEDGER,
    *CLAIMS_REPORTING,
    *CLAIMS_CASEWORK,
    *CLAIMS_PAPERS,
    *CLAIMS_FAMILY,
    *CLAIMS_MONEY,
    *CLAIMS_DEATHS,
)
