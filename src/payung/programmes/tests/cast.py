"""A programme of 2027 as tests open it, and who opens it."""

from datetime import UTC, date, datetime

from payung.accounts.rules import Actor, Role
from payung.programmes.rules.plan import FundPlan, ProgrammePlan
from payung.programmes.rules.setup import FundKind, QuotaFacts, QuotaKind
from payung.shared.dates import Month

NOW = datetime(2026, 11, 22, 6, 30, tzinfo=UTC)
OPERATOR = Actor(key="user:1", name="Siti Aminah", kabupaten="63.02", scope="63.02", roles=frozenset({Role.OPERATOR}))
APBD = FundPlan(code="apbd", kind=FundKind.APBD, name="APBD 2027", ceiling_rp=604_800_000, wadah="Disnaker Kotabaru")
PLAN = ProgrammePlan(
    code="2027",
    name="Perlindungan pekerja rentan 2027",
    first_month=Month(2027, 1),
    last_month=Month(2027, 12),
    registration_date=date(2027, 1, 1),
    funds=(APBD,),
    quotas=(QuotaFacts(kind=QuotaKind.PROGRAMME, key="", places=3_000),),
)
