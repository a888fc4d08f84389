"""People who sign in. Statutory posts, bodies and their lines stand beside them."""

from uuid import uuid4

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from safeguarding.core.access.reachable import Reachable
from safeguarding.core.access.rowsecurity import OPEN, Reach
from safeguarding.core.access.ties import Tie


class UserManager(BaseUserManager):
    """Finds people at sign-in and creates them for the operations of this topic."""

    def get_by_natural_key(self, username: str) -> "User":
        """Return the person with this e-mail address, whatever its capitals."""
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """A person who signs in with a work e-mail address. What they may do hangs on roles held for organisations."""

    reach = Reach(open_to_all=True, write="true")  # sign-in notes the moment before anybody is known
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)
    is_system = models.BooleanField(default=False)  # a named row for work that no person started
    is_demonstration = models.BooleanField(
        default=False
    )  # made-up staff; may sign in without a code in the demo only
    created_at = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [
            models.UniqueConstraint(models.functions.Lower("email"), name="user_email_whatever_its_capitals")
        ]

    class PersonalData:
        """Staff, by their work identity."""

        fields = {"email": "personal", "name": "personal", "password": "personal", "last_login": "personal"}

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """Return the name to show."""
        return self.name

    @property
    def is_staff(self) -> bool:
        """There is no administration site."""
        return False

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """Django's own permissions are not used; `core.access` decides."""
        return False


class StatutoryRole(models.Model):
    """A role that law or guidance names, such as designated nurse for children; a post may fulfil several."""

    class Standing(models.TextChoices):
        """How binding the role's source is."""

        STATUTE = "STAT", "Required by law"
        STATUTORY_GUIDANCE = "SG", "Statutory guidance"
        NATIONAL_GUIDANCE = "NG", "National guidance"
        LOCAL = "LOC", "Local arrangement"

    reach = OPEN
    key = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=200)
    standing = models.CharField(max_length=4, choices=Standing)
    source = models.CharField(max_length=300)

    class PersonalData:
        """None."""

        fields: dict[str, str] = {}

    def __str__(self) -> str:
        return self.title

    @property
    def is_statutory(self) -> bool:
        """Whether law or statutory guidance asks for it."""
        return self.standing in {self.Standing.STATUTE, self.Standing.STATUTORY_GUIDANCE}


class RequiredPost(models.Model):
    """A statutory role that every organisation of a kind needs to have filled, from a day to a day."""

    reach = OPEN
    role = models.ForeignKey(StatutoryRole, on_delete=models.PROTECT, related_name="requirements")
    kind = models.ForeignKey("core.OrganisationKind", on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    source = models.CharField(max_length=300)
    benchmark = models.CharField(max_length=200, blank=True)  # capacity that guidance suggests, in its words

    class Meta:
        constraints = [
            models.UniqueConstraint(name="required_post_stands_once", fields=["role", "kind", "starts_on"])
        ]

    class PersonalData:
        """None."""

        fields: dict[str, str] = {}


class Post(Reachable):
    """One job with its statutory roles, capacity and portfolio, whoever holds it; vacant when nobody does."""

    class Unit(models.TextChoices):
        """How capacity is counted; kept as it was said, because PAs and WTE do not turn into one another."""

        WTE = "WTE", "whole-time equivalent"
        PA = "PA", "programmed activities a week"
        SESSION = "SESSION", "sessions a week"

    class Recruitment(models.TextChoices):
        """Where finding a holder has got to."""

        NONE = "NONE", "Not started"
        APPROVAL = "APPROVAL", "Waiting for approval"
        RECRUITING = "RECRUITING", "Recruiting"
        DIFFICULT = "DIFFICULT", "Recruiting, hard to fill"
        OFFERED = "OFFERED", "Offer made"

    reach = Reach(own=("organisation",))
    resource = "GOV"
    keeps_history = True
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    organisation = models.ForeignKey("core.Organisation", on_delete=models.PROTECT, related_name="+")
    employer = models.ForeignKey(
        "core.Organisation", null=True, on_delete=models.PROTECT, related_name="+"
    )  # where the post sits, if elsewhere: a council's lead of a joint project
    title = models.CharField(max_length=200)
    roles = models.ManyToManyField(StatutoryRole, related_name="+")
    is_statutory = models.BooleanField(default=False)
    is_accountable = models.BooleanField(default=False)  # overall accountability; Somerset CCG had two
    is_contributor = models.BooleanField(default=False)  # named among those who wrote the annual report
    responsibilities = models.JSONField(default=list)
    portfolio = models.JSONField(default=list)
    capacity = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    required_capacity = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    capacity_unit = models.CharField(max_length=7, choices=Unit, default=Unit.WTE)
    scope = models.ManyToManyField("core.Organisation", related_name="+")
    team = models.ForeignKey("core.Body", null=True, on_delete=models.PROTECT, related_name="posts")
    deputy = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    succession_plan = models.TextField(blank=True)
    opened_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    vacant_since = models.CharField(max_length=10, blank=True)  # as far as it is known: 2021-10
    recruitment = models.CharField(max_length=10, choices=Recruitment, default=Recruitment.NONE)
    mitigation = models.TextField(blank=True)  # how the work is covered while nobody holds the post
    place = models.PositiveSmallIntegerField(default=0)  # where it stands in lists, from the top
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="post_title_once_in_an_organisation", fields=["organisation", "title"]
            ),
            models.CheckConstraint(
                name="post_closes_after_it_opens",
                condition=Q(closed_on=None) | Q(opened_on=None) | Q(closed_on__gte=F("opened_on")),
            ),
            models.CheckConstraint(name="post_is_not_its_own_deputy", condition=~Q(deputy=F("id"))),
        ]

    class PersonalData:
        """Titles of posts; free text is about work and may name a colleague by mistake."""

        fields = {"mitigation": "may contain", "succession_plan": "may contain"}

    def __str__(self) -> str:
        return self.title


class PostHolding(Reachable):
    """Somebody holding a post from a day to a day; without a name where the name is not ours to keep."""

    class Kind(models.TextChoices):
        """By what right the holder holds it."""

        SUBSTANTIVE = "SUBSTANTIVE", "Substantive"
        INTERIM = "INTERIM", "Interim"
        SECONDMENT = "SECONDMENT", "Secondment"
        ACTING = "ACTING", "Acting up"

    reach = Reach(parent="post")
    resource = "GOV"
    keeps_history = True
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="holdings")
    holder = models.CharField(max_length=120)
    user = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=11, choices=Kind, default=Kind.SUBSTANTIVE)
    starts_on = models.DateField(null=True)  # empty: before our records begin
    ends_on = models.DateField(null=True)
    capacity = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    business_case = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="post_holding_ends_after_it_starts",
                condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gte=F("starts_on")),
            )
        ]

    class PersonalData:
        """Staff, in their work."""

        fields = {"holder": "personal"}


class ReportingLine(Reachable):
    """To whom a post, or a team, answers: another post or a body. A post may answer to two."""

    reach = Reach(own=("organisation",), deletable=True)
    resource = "GOV"
    keeps_history = True
    ties = (Tie("post", organisation="organisation"), Tie("team", organisation="organisation"))
    organisation = models.ForeignKey("core.Organisation", on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, null=True, on_delete=models.CASCADE, related_name="lines")
    team = models.ForeignKey("core.Body", null=True, on_delete=models.CASCADE, related_name="lines")
    to_post = models.ForeignKey(Post, null=True, on_delete=models.CASCADE, related_name="lines_in")
    to_body = models.ForeignKey("core.Body", null=True, on_delete=models.CASCADE, related_name="lines_in")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="reporting_line_has_one_start", condition=Q(post=None) ^ Q(team=None)
            ),
            models.CheckConstraint(
                name="reporting_line_has_one_end", condition=Q(to_post=None) ^ Q(to_body=None)
            ),
            models.CheckConstraint(
                name="reporting_line_joins_two",
                condition=Q(post=None) | Q(to_post=None) | ~Q(post=F("to_post")),
            ),
            models.UniqueConstraint(
                name="reporting_line_stands_once",
                fields=["post", "team", "to_post", "to_body"],
                nulls_distinct=False,
            ),
        ]

    class PersonalData:
        """None."""

        fields: dict[str, str] = {}


class ContactPoint(Reachable):
    """How a post, a body or another organisation is reached, in hours or out of hours; often without any account here."""

    class Hours(models.TextChoices):
        """When somebody answers."""

        IN = "IN", "In office hours"
        OUT = "OUT", "Out of hours"
        ALWAYS = "ALWAYS", "At any time"

    reach = Reach(own=("organisation",), deletable=True)
    resource = "GOV"
    organisation = models.ForeignKey("core.Organisation", on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, null=True, on_delete=models.CASCADE, related_name="contacts")
    body = models.ForeignKey("core.Body", null=True, on_delete=models.CASCADE, related_name="contacts")
    of = models.ForeignKey("core.Organisation", null=True, on_delete=models.CASCADE, related_name="+")
    hours = models.CharField(max_length=6, choices=Hours)
    telephone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    address = models.URLField(blank=True)  # of a web page
    is_public = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="contact_point_belongs_to_one",
                condition=Q(post__isnull=False, body=None, of=None)
                | Q(post=None, body__isnull=False, of=None)
                | Q(post=None, body=None, of__isnull=False),
            ),
            models.CheckConstraint(
                name="contact_point_says_how", condition=~Q(telephone="", email="", address="")
            ),
        ]

    class PersonalData:
        """Numbers and addresses of offices; a work mailbox may carry a name."""

        fields = {"telephone": "may contain", "email": "may contain"}
