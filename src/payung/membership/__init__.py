"""The life of one insured: registered with a KPJ, covered month by month as BPJS receives money, held, ended, restored.

Registered is not covered: cover opens on the day on which BPJS receives the first contribution, and nothing paid later
revives an earlier day. Who paid which month only the room above knows; `paid` asks it (ADR 0011).
"""
