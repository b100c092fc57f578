"""PostgreSQL keeps no examples of what is told in confidence among its statistics."""

from django.db import migrations

from ninefold.accounts.statistics import keep_no_examples


class Migration(migrations.Migration):
    dependencies = [("feedback", "0002_quarantine")]

    operations = [keep_no_examples(("feedback_openanswer", "place"), ("feedback_openanswer", "sealed"))]
