"""Which layout the workbooks of a programme have: the office's own file in the home, else the shipped one."""

from pathlib import Path

from django.conf import settings

from payung.enrolment.rules.batches_refusals import layout_unusable
from payung.programmes import queries as programmes
from payung.programmes.layouts import SHIPPED, LayoutFault, insurer_layout
from payung.programmes.rules.layout import InsurerLayout


def layout_of(*, programme_id: int) -> InsurerLayout:
    """Raises LayoutUnusable, naming file and column."""
    return layout_named(programmes.insurer_layout(programme_id=programme_id))


def layout_named(name: str) -> InsurerLayout:
    """Raises LayoutUnusable."""
    home: Path = settings.PAYUNG_HOME
    try:
        return insurer_layout(name, own=home / SHIPPED)
    except LayoutFault as fault:
        raise layout_unusable(str(fault)) from fault
