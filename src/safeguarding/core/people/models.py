"""People who sign in. Statutory posts, bodies and their lines stand beside them."""

from uuid import uuid4

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from safeguarding.core.access.rowsecurity import Reach


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
