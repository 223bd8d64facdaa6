"""What a person may not decide about who is who, said in one place."""

from payung.accounts.rules import Actor, Role
from payung.people.rules import NotAllowed, plain_reason

DECIDERS = (Role.OPERATOR, Role.HEAD)


def decider_with_reason(actor: Actor, reason: str) -> str:
    """The reason as it will be kept. Raises NotAllowed for anyone who does not decide, and without a reason."""
    refuse_others(actor)
    return plain_reason(reason)


def refuse_others(actor: Actor) -> None:
    """Raises NotAllowed for anyone who does not decide."""
    if not actor.may(*DECIDERS):
        raise NotAllowed("Keputusan ini dibuat oleh operator atau kepala dinas. Sampaikan pendapat Anda kepada mereka.")
