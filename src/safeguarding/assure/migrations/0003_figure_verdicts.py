"""A commissioner accepts, queries or disputes a figure, and lets whoever answers for it read that."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# The owner of the tables works under row security too; without a context it would see no row to fill in.
AS_BEFORE = """
alter table assure_validatedfigure no force row level security;
alter table assure_validatedfigure disable trigger user;
alter table collect_observation no force row level security;
update assure_validatedfigure set about_id = claim.accountable_id,
  verdict = case when is_accepted then 'ACCEPTED' else 'DISPUTED' end
  from collect_observation claim where claim.id = assure_validatedfigure.observation_id;
set constraints all immediate;
alter table assure_validatedfigure enable trigger user;
alter table assure_validatedfigure force row level security;
alter table collect_observation force row level security;
"""


class Migration(migrations.Migration):

    dependencies = [
        ("assure", "0002_requirement_assessment"),
        ("collect", "0002_evidence_files"),
        ("core", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="validatedfigure",
            name="about",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.organisation"
            ),
        ),
        migrations.AddField(
            model_name="validatedfigure",
            name="verdict",
            field=models.CharField(
                choices=[("ACCEPTED", "Accepted"), ("QUERIED", "Queried"), ("DISPUTED", "Disputed")],
                default="ACCEPTED",
                max_length=8,
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="validatedfigure",
            name="released_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="validatedfigure",
            name="released_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RunSQL(AS_BEFORE, migrations.RunSQL.noop),
        migrations.RemoveConstraint(
            model_name="validatedfigure", name="validated_figure_that_differs_says_why"
        ),
        migrations.RemoveField(model_name="validatedfigure", name="is_accepted"),
        migrations.AlterField(
            model_name="validatedfigure",
            name="about",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.organisation"
            ),
        ),
        migrations.AddConstraint(
            model_name="validatedfigure",
            constraint=models.CheckConstraint(
                condition=models.Q(("verdict", "ACCEPTED"), models.Q(("comment", ""), _negated=True), _connector="OR"),
                name="validated_figure_that_differs_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="validatedfigure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("released_at", None), ("released_by", None)),
                    models.Q(("released_at__isnull", False), ("released_by__isnull", False)),
                    _connector="OR",
                ),
                name="validated_figure_is_released_by_somebody",
            ),
        ),
    ]
