"""A requirement says of which return its answer is, so that it cannot join one return's validation to another's answer."""

import django.db.models.deletion
from django.db import migrations, models

# The owner of the tables works under row security too; without a context it would see no row to fill in.
OF_WHICH_RETURN = """
alter table assure_requirement no force row level security;
alter table assure_requirement disable trigger user;
alter table assure_validation no force row level security;
update assure_requirement set assessment_id = validation.assessment_id
  from assure_validation validation where validation.id = assure_requirement.validation_id;
set constraints all immediate;
alter table assure_requirement enable trigger user;
alter table assure_requirement force row level security;
alter table assure_validation force row level security;
"""


class Migration(migrations.Migration):

    dependencies = [
        ("assure", "0001_initial"),
        ("collect", "0002_evidence_files"),
    ]

    operations = [
        migrations.AddField(
            model_name="requirement",
            name="assessment",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="collect.selfassessment",
            ),
        ),
        migrations.RunSQL(OF_WHICH_RETURN, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="requirement",
            name="assessment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="collect.selfassessment"
            ),
        ),
    ]
