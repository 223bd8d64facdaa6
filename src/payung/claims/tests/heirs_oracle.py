"""The order of heirs once more, written from the words of law.md §4.4 and nothing else: who surely inherits, who may.

1 widow(er) or children; if none, in order: 2 blood relatives in straight line up and down to the second degree; 3
siblings; 4 parents-in-law; 5 named in a will; 6 nobody: funeral money to whoever buries.
"""

ORDER = [
    ["spouse", "child"],
    ["parent", "grandparent", "grandchild"],
    ["sibling"],
    ["parent_in_law"],
    ["named_in_will"],
]


def inherits(person, worker_died):
    """`yes`, `perhaps` or `no`, for the rank that the person is of."""
    if person.died_on is not None and person.died_on < worker_died:
        return "no"
    if person.relation == "spouse" and person.marriage_registered is False:
        return "no"
    sure = person.died_on is None
    if person.relation == "spouse":
        sure = sure and person.marriage_registered is True
    if person.relation == "child":
        sure = sure and person.acknowledged is True
        sure = sure and (person.birth_date is None or person.birth_date <= worker_died)
    return "yes" if sure else "perhaps"


def order_of(family, worker_died):
    """(number of the rank, ids of those who surely inherit, ids of those for a person to decide)."""
    for number, relations in enumerate(ORDER, start=1):
        here = {x.id: inherits(x, worker_died) for x in family if x.relation in relations}
        if any(said != "no" for said in here.values()):
            return (
                number,
                {id_ for id_, said in here.items() if said == "yes"},
                {id_ for id_, said in here.items() if said == "perhaps"},
            )
    return (
        len(ORDER) + 1,
        set(),
        {x.id for x in family if x.relation == "buried" and inherits(x, worker_died) == "perhaps"},
    )
