"""The tables of the minimal application; `bench.fill` makes them beside the product's, with as many rows."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class User(AbstractBaseUser):
    """The product's people, so that both applications load the same row for the same session."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)
    objects = BaseUserManager()
    USERNAME_FIELD = "email"

    class Meta:
        managed = False
        db_table = "core_user"


class Observation(models.Model):
    """One figure of one organisation, indicator and month."""

    organisation = models.IntegerField(primary_key=True)
    indicator = models.SmallIntegerField()
    period = models.SmallIntegerField()
    numerator = models.IntegerField()
    denominator = models.IntegerField()

    class Meta:
        managed = False
        db_table = "minimal_observation"


class Answer(models.Model):
    """One answer."""

    rating = models.CharField(max_length=20)
    comment = models.TextField()
    version = models.IntegerField(default=0)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        managed = False
        db_table = "minimal_answer"


class Audit(models.Model):
    """What an answer was and became."""

    answer_id = models.IntegerField()
    at = models.DateTimeField(auto_now_add=True)
    old = models.TextField()
    new = models.TextField()

    class Meta:
        managed = False
        db_table = "minimal_audit"
