"""Sections that people write: the registers add nothing to them, and an unwritten one says so in the draft."""

from safeguarding.kit.documents.blocks import Block
from safeguarding.report.sections.registry import Scope, section

# Key and heading. What they say is narrative, with its versions, under the paper.
WRITTEN = (
    ("purpose", "Welcome and purpose of this report"),
    ("outcome-aims", "What we want to achieve for people"),
    ("duties", "Discharging statutory duties"),
    ("policies", "Policies and procedures"),
    ("assurance-of-services", "Safeguarding assurance of commissioned services"),
    ("health-assessment-redesign", "Redesigning the path to a health assessment"),
    ("covid", "Impact of Covid-19"),
    ("newsletter", "Keeping people informed"),
)


def _nothing(scope: Scope) -> list[Block]:
    """Take nothing from the registers."""
    return []


for key, title in WRITTEN:
    section(key, title)(_nothing)
