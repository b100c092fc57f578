"""PostgreSQL keeps no examples of keys among its statistics."""

from django.db import migrations

from ninefold.accounts.statistics import keep_no_examples


class Migration(migrations.Migration):
    dependencies = [("keys", "0001_initial")]

    operations = [keep_no_examples(("keys_sealingkey", "secret"))]
