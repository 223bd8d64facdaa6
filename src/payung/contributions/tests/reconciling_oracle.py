"""Differences as the sentences of the plan read, member by member with dictionaries: an oracle that imports no rule.

A member: id, person, fund, kpj, nik, name, first, last, ended, billed (set of months), received (set of months).
A line: kpj, nik, person (whose NIK), name, since, through, active (True, False, None), payer ("" is us).
Months are plain numbers. Answers a set of (kind, membership id or None, number of a stranger, what matters).
"""


def differences(members, lines, *, now, names_agree):
    found = set()
    about = {member["id"]: [] for member in members}
    for line in lines:
        owner = _owner(line, members)
        if owner is None:
            active = line["active"] is True or (line["active"] is None and (line["through"] or -1) >= now)
            if not line["payer"] and active:
                found.add(("active_not_billed", None, line["kpj"], ""))
        else:
            about[owner["id"]].append(line)
    funds = {member["fund"] for member in members if any(not line["payer"] for line in about[member["id"]])}
    for member in members:
        own = [line for line in about[member["id"]] if not line["payer"]]
        found |= set(_paid(member, own, now, asked=member["fund"] in funds))
        found |= set(_unpaid(member, own, now))
        found |= set(_identity(member, own, names_agree, about[member["id"]]))
        found |= set(_others(member, [line for line in about[member["id"]] if line["payer"]], now))
    return found


def _owner(line, members):
    for member in members:
        if line["kpj"] and line["kpj"] == member["kpj"]:
            return member
    for member in members:
        if line["person"] == member["person"]:
            return member
    return None


def _paid(member, own, now, *, asked):
    """We paid and they do not have it."""
    came = sorted(month for month in member["received"] if not member["ended"] or month <= member["last"])
    if not came:
        return
    told = [line["through"] for line in own if line["through"] is not None]
    covers_now = came[0] <= now <= came[-1] and not member["ended"]
    if told and max(told) < came[-1]:
        yield ("billed_not_active", member["id"], "", (came[-1], max(told)))
    elif own and covers_now:
        words = {line["active"] for line in own}
        if False in words and True not in words:
            yield ("billed_not_active", member["id"], "", (came[-1], "nonaktif"))
    elif not own and covers_now and asked:
        yield ("billed_not_active", member["id"], "", (came[-1], "tiada"))


def _unpaid(member, own, now):
    """They have months, or somebody active, that we never billed."""
    billed = max(member["billed"], default=-1)
    told = [line["through"] for line in own if line["through"] is not None]
    if told:
        if max(told) > billed and max(told) >= member["first"]:
            yield ("active_not_billed", member["id"], "", (max(told), billed))
    elif any(line["active"] is True for line in own) and member["ended"] and member["last"] < now and billed < now:
        yield ("active_not_billed", member["id"], "", ("aktif", billed))


def _identity(member, own, names_agree, every):
    by_number = [line for line in every if line["kpj"] and line["kpj"] == member["kpj"]]
    for line in own:
        if line["name"] and not names_agree(member["name"], line["name"]):
            yield ("wrong_name", member["id"], "", line["name"])
        if line["kpj"] == member["kpj"] and line["nik"] and line["person"] != member["person"]:
            yield ("wrong_nik", member["id"], "", line["person"])
        if line["kpj"] and line["kpj"] != member["kpj"] and not by_number and not member["ended"]:
            yield ("kpj_changed", member["id"], "", line["kpj"])


def _others(member, lines, now):
    for payer in {line["payer"] for line in lines}:
        stretches, pays = [], False
        for line in lines:
            if line["payer"] != payer:
                continue
            until = line["through"] if line["through"] is not None else now if line["active"] else None
            if until is None:
                continue
            stretches.append((line["since"] if line["since"] is not None else until, until))
            pays |= line["active"] is True or (line["active"] is None and until >= now)
        if not stretches:
            continue
        since, until = min(one for one, _ in stretches), max(one for _, one in stretches)
        both = sorted(month for month in member["billed"] if since <= month <= until)
        if both:
            yield ("months_overlap", member["id"], "", (payer, both[0], len(both)))
        elif pays and not (member["ended"] and member["last"] < now):
            yield ("other_payer", member["id"], "", payer)
