"""Sets what an area calls things from a commissioner's `vocabulary.yaml`."""

from safeguarding.config.demo.stage import Stage
from safeguarding.core.vocabulary import operations, queries


def load(stage: Stage) -> None:
    """Say each local word with the reason for it."""
    by = stage.actor()
    for each in stage.read("vocabulary"):
        operations.say_locally(
            term=queries.get_term(by, each["term"]),
            area=stage.organisations[each["area"]],
            word=each["word"],
            reason=each["reason"],
            by=by,
            at=stage.at(each["at"]),
        )
