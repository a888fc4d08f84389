"""What the year comes to: the organisation's own judgement of its arrangements, and what they were kept up against."""

from safeguarding.assure import api as assure
from safeguarding.kit.documents.blocks import Block, Bullets, Paragraph
from safeguarding.report.sections.registry import Scope, section


@section("conclusion", "Conclusion")
def conclusion(scope: Scope) -> list[Block]:
    """Print each conclusion of the period with its reason, and the background once; or say that there is none."""
    found = assure.concluded(scope.actor, scope.organisation, scope.period.starts_on, scope.period.ends_on)
    said: list[Block] = []
    for words, reason, _ in found:
        said.append(Paragraph(f"Our judgement: {words}"))
        said += [Paragraph(reason)] if reason else []
    if background := tuple(dict.fromkeys(each for _, _, named in found for each in named)):
        said += [Paragraph("The year's work was done against this background:"), Bullets(background)]
    return said or [Paragraph("No conclusion on this period is recorded.")]
