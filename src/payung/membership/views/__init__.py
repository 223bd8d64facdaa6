"""Pages of members. `reading`: who is a member and covered. `steps`: held, ended, restored. `groups`: by age, replaced."""

from payung.membership.views.groups import age, replacements
from payung.membership.views.reading import cover, evidence, index, one
from payung.membership.views.steps import end, hold, release, restore

__all__ = ["age", "cover", "end", "evidence", "hold", "index", "one", "release", "replacements", "restore"]
