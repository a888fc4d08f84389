"""A notice says which restricted record it tells of, so that whoever is kept from that record is not told."""

from django.db import migrations, models

# The owner of the tables works under row security too; without a context it would see no row to fill in.
OF_WHICH_RECORD = """
alter table core_notice no force row level security;
alter table core_notice disable trigger user;
alter table core_opening no force row level security;
alter table core_proposal no force row level security;
alter table core_restrictedrecord no force row level security;
update core_notice set record = opening.record from core_opening opening
  where core_notice.kind = 'glass.broken'
    and (core_notice.url like '%opening=' || opening.public_id or core_notice.url like '%/' || opening.record || '/%');
update core_notice set record = restricted.record
  from core_proposal proposal join core_restrictedrecord restricted on restricted.id = proposal.restricted_id
  where core_notice.kind = 'restricted.asked' and core_notice.url like '%/' || proposal.public_id || '/%';
update core_notice set record = restricted.record from core_restrictedrecord restricted
  where core_notice.kind = 'restricted.looked-at-by-many' and core_notice.url like '%/' || restricted.record || '/%';
set constraints all immediate;
alter table core_restrictedrecord force row level security;
alter table core_proposal force row level security;
alter table core_opening force row level security;
alter table core_notice enable trigger user;
alter table core_notice force row level security;
"""


class Migration(migrations.Migration):

    dependencies = [
        ("core", "0010_signintry_sign_in_tries_from"),
    ]

    operations = [
        migrations.AddField(
            model_name="notice",
            name="record",
            field=models.UUIDField(null=True),
        ),
        migrations.RunSQL(OF_WHICH_RECORD, migrations.RunSQL.noop),
    ]
