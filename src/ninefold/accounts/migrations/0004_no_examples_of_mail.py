"""PostgreSQL keeps no examples of sealed mail among its statistics."""

from django.db import migrations

from ninefold.accounts.statistics import keep_no_examples


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_the_trail_names_nobody")]

    operations = [keep_no_examples(("accounts_message", "sealed"))]
