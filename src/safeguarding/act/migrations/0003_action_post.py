"""Actions belong to a post; one that came from an answer says of which return, so that the two cannot disagree."""

import django.db.models.deletion
from django.db import migrations, models

# The owner of the tables works under row security too; without a context it would see no row to fill in.
OF_WHICH_RETURN = """
alter table act_action no force row level security;
alter table act_action disable trigger user;
alter table collect_answer no force row level security;
update act_action set assessment_id = answer.assessment_id
  from collect_answer answer where answer.id = act_action.answer_id;
set constraints all immediate;
alter table act_action enable trigger user;
alter table act_action force row level security;
alter table collect_answer force row level security;
"""


class Migration(migrations.Migration):

    dependencies = [
        ("act", "0002_action_files"),
        ("assure", "0001_initial"),
        ("collect", "0002_evidence_files"),
        ("core", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="action",
            name="post",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.post"
            ),
        ),
        migrations.AddField(
            model_name="action",
            name="assessment",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="collect.selfassessment",
            ),
        ),
        migrations.RunSQL(OF_WHICH_RETURN, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="action",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", None), ("assessment", None)),
                    models.Q(("answer__isnull", False), ("assessment__isnull", False)),
                    _connector="OR",
                ),
                name="action_of_an_answer_says_of_which_return",
            ),
        ),
        migrations.AddConstraint(
            model_name="action",
            constraint=models.CheckConstraint(
                condition=models.Q(("post", None), models.Q(("owner_post", ""), _negated=True), _connector="OR"),
                name="action_of_a_post_says_its_title",
            ),
        ),
    ]
