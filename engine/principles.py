"""The five principles of service recovery. Feature files spell them out; elements name the one they keep."""

from enum import StrEnum


class Principle(StrEnum):
    ENCOURAGE_COMPLAINTS = "encourage_complaints"
    EMPOWER_AND_SOLVE_FAST = "empower_and_solve_fast"
    TREAT_FAIRLY = "treat_fairly"
    LEARN_FROM_RECOVERY = "learn_from_recovery"
    SEEK_LATENT_FAILURES = "seek_latent_failures"


SENTENCES = {
    Principle.ENCOURAGE_COMPLAINTS: "Whoever was let down is invited to say so, easily and without proof.",
    Principle.EMPOWER_AND_SOLVE_FAST: "Whoever meets the customer may put it right, at once.",
    Principle.TREAT_FAIRLY: "Like failures are treated alike, openly and with respect.",
    Principle.LEARN_FROM_RECOVERY: "Every recovery teaches us something that changes how we work.",
    Principle.SEEK_LATENT_FAILURES: "We look for the failures nobody complains about.",
}
