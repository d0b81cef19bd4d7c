"""History is read by what it is about, never by who did it: each deed wrote an index that nobody asked."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("foundation", "0005_history_vouches_for_itself")]
    operations = [migrations.RemoveIndex(model_name="historyentry", name="history_by_actor")]
