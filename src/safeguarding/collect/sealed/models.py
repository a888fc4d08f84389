"""Notes on a review in progress that only named people read."""

from uuid import uuid4

from django.db import models

from safeguarding.collect.reviews.models import Review
from safeguarding.core.access.reachable import Reachable
from safeguarding.core.access.rowsecurity import Reach
from safeguarding.core.access.ties import Tie


class SealedNote(Reachable):
    """One note on a review whose case file is in progress; level L4, so that no role opens it."""

    reach = Reach(own=("organisation",), listed=True, deletable=True)
    resource = "CASE"
    ties = (Tie("review", organisation="organisation"),)
    keeps_history = True
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    organisation = models.ForeignKey("core.Organisation", on_delete=models.PROTECT, related_name="+")
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    text = models.TextField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    ended_on = models.DateField(null=True)  # the review is published, or the note is no longer needed
    version = models.PositiveIntegerField(default=1)

    class PersonalData:
        """Words on a case; checked, and still they may say who it is."""

        fields = {"title": "may contain", "text": "may contain", "written_by": "personal"}

    def __str__(self) -> str:
        return self.title
