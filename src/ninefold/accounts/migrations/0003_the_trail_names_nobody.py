"""The trail names people by random numbers, is chained, and is guarded by triggers.

Columns that the version before writes stay, and those added have defaults in the database, so that it can serve on
meanwhile; the worker carries over what it writes.
"""

from typing import Any

from django.db import migrations, models

import ninefold.accounts.audit
from ninefold.accounts.carrying import carry_back, carry_over

TABLE = "accounts_auditentry"
COLUMNS = ("id", "at", "by", "by_role", "role", "place", "what", "on_kind", "on_id", "whom", "detail")
# An entry may be changed in two ways: it is given its place in the chain, once, and one of the older form is carried over.
SQLITE = (
    f"""CREATE TRIGGER audit_entry_stays BEFORE UPDATE ON {TABLE} WHEN NOT (OLD.link IS NULL AND (OLD.role = '' OR (
        {" AND ".join(f'OLD."{column}" IS NEW."{column}"' for column in COLUMNS)})))
        BEGIN SELECT RAISE(ABORT, 'An audit entry is never changed.'); END""",
    f"""CREATE TRIGGER audit_entry_is_kept BEFORE DELETE ON {TABLE}
        BEGIN SELECT RAISE(ABORT, 'An audit entry is never deleted.'); END""",
)
POSTGRESQL = (
    f"""CREATE FUNCTION audit_entry_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF TG_OP = 'UPDATE' THEN
            IF OLD.link IS NULL AND (OLD.role = '' OR (
                {" AND ".join(f'OLD."{column}" IS NOT DISTINCT FROM NEW."{column}"' for column in COLUMNS)})) THEN
                RETURN NEW;
            END IF;
            RAISE EXCEPTION 'An audit entry is never changed.';
        END IF;
        RAISE EXCEPTION 'An audit entry is never deleted.';
        END $$""",
    f"""CREATE TRIGGER audit_entry_stays BEFORE UPDATE OR DELETE ON {TABLE}
        FOR EACH ROW EXECUTE FUNCTION audit_entry_stays()""",
    f"""CREATE TRIGGER audit_entry_is_kept BEFORE TRUNCATE ON {TABLE}
        FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_stays()""",
)


def carry(apps: Any, schema_editor: Any) -> None:
    apps.get_model("accounts", "AuditChain").objects.create(id=1, links=0, hash="")
    carry_over(apps.get_app_config("accounts"), schema_editor.connection.alias)


def carry_again(apps: Any, schema_editor: Any) -> None:
    carry_back(apps.get_app_config("accounts"), schema_editor.connection.alias)


def guard(_apps: Any, schema_editor: Any) -> None:
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement, params=None)


def leave_unguarded(_apps: Any, schema_editor: Any) -> None:
    on = f" ON {TABLE}" if schema_editor.connection.vendor == "postgresql" else ""
    schema_editor.execute(f"DROP TRIGGER audit_entry_is_kept{on}")
    schema_editor.execute(f"DROP TRIGGER audit_entry_stays{on}")
    if on:
        schema_editor.execute("DROP FUNCTION audit_entry_stays()")


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_care_outbox_and_failures"),
    ]

    operations = [
        migrations.CreateModel(
            name="AuditChain",
            fields=[
                ("id", models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("links", models.BigIntegerField(default=0)),
                ("hash", models.CharField(blank=True, max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="AuditPerson",
            fields=[
                (
                    "number",
                    models.CharField(
                        default=ninefold.accounts.audit.random_number, max_length=32, primary_key=True, serialize=False
                    ),
                ),
                ("person", models.BigIntegerField(blank=True, null=True, unique=True)),
                ("name", models.CharField(blank=True, max_length=200)),
            ],
        ),
        migrations.AddField(
            model_name="auditentry",
            name="hash",
            field=models.CharField(blank=True, db_default="", default="", max_length=64),
        ),
        migrations.AddField(
            model_name="auditentry",
            name="link",
            field=models.BigIntegerField(blank=True, null=True, unique=True),
        ),
        migrations.AddField(
            model_name="auditentry",
            name="place",
            field=models.CharField(blank=True, db_default="", default="", max_length=40),
        ),
        migrations.AddField(
            model_name="auditentry",
            name="role",
            field=models.CharField(blank=True, db_default="", default="", max_length=30),
        ),
        migrations.AddField(
            model_name="auditentry",
            name="whom",
            field=models.CharField(blank=True, db_default="", default="", max_length=32),
        ),
        migrations.AlterField(
            model_name="auditentry",
            name="by",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AlterField(
            model_name="auditentry",
            name="on_id",
            field=models.BigIntegerField(blank=True, null=True),
        ),
        migrations.AddIndex(
            model_name="auditentry",
            index=models.Index(fields=["by"], name="audit_by"),
        ),
        migrations.AddIndex(
            model_name="auditentry",
            index=models.Index(fields=["whom"], name="audit_whom"),
        ),
        migrations.AddIndex(
            model_name="auditentry",
            index=models.Index(condition=models.Q(("link__isnull", True)), fields=["id"], name="audit_not_chained"),
        ),
        migrations.AddConstraint(
            model_name="auditchain",
            constraint=models.CheckConstraint(condition=models.Q(("id", 1)), name="audit_chain_is_one"),
        ),
        migrations.AddConstraint(
            model_name="auditperson",
            constraint=models.UniqueConstraint(
                condition=models.Q(("name", ""), _negated=True), fields=("name",), name="audit_person_name_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="auditperson",
            constraint=models.CheckConstraint(
                condition=models.Q(("person__isnull", True), ("name", ""), _connector="XOR"), name="audit_person_is_one"
            ),
        ),
        migrations.RunPython(carry, carry_again),
        migrations.RunPython(guard, leave_unguarded),
    ]
