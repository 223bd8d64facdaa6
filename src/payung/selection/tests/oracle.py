"""The rule of choice, person by person, from its six sentences (rules/choosing.py) and none of its code."""

from collections import Counter


def greedy(people, *, places, shares, quotas, funds):
    """[(round, fund, reason)] for people (desa, occupation) in order.

    `quotas` are most places by ("desa" | "kecamatan" | "occupation", name); `funds` [(places, occupations or None)].
    """
    used: Counter[object] = Counter()
    paid: Counter[int] = Counter()
    got: list[object] = [None] * len(people)

    def names(desa, work):
        return [("desa", desa), ("kecamatan", desa[0]), ("occupation", work)]

    def fund_for(work):
        fits = (n for n, (most, works) in enumerate(funds) if paid[n] < most and (works is None or work in works))
        return next(fits, None)

    def full(name):
        return used[name] >= quotas.get(name, 10**9)

    def take(at, number):
        fund = fund_for(people[at][1])
        used.update([*names(*people[at]), "all", ("share", people[at][0])])
        paid[fund] += 1
        got[at] = (number, fund, None)

    for at, (desa, work) in enumerate(people):
        if used["share", desa] >= shares.get(desa, 0):
            continue
        if full(("occupation", work)):
            got[at] = (0, None, "occupation")
        elif fund_for(work) is None:
            got[at] = (0, None, "fund")
        else:
            take(at, 1)
    for at, (desa, work) in enumerate(people):
        ways = [name[0] for name in names(desa, work) if full(name)]
        reason = "places" if used["all"] >= places else next(iter(ways), None if fund_for(work) is not None else "fund")
        if got[at] is None and reason is None:
            take(at, 2)
        got[at] = got[at] or (0, None, reason)
    return got
