"""The whole register looked through for persons written down twice: sure pairs are joined, doubtful ones asked about.

`register`: a run from its beginning to its one event. `weighing`: the register read, and what its levels weigh.
`joining`: joins by rule. `asking`: the pairs that are kept.
"""

from payung.matching.actions.linking.register import Linked, ask_for_run, begin_run, link_register

__all__ = ["Linked", "ask_for_run", "begin_run", "link_register"]
