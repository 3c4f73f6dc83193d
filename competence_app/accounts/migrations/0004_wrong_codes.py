from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_proposal")]

    operations = [
        migrations.RemoveConstraint(model_name="signin", name="sign_in_outcome_is_known"),
        migrations.AlterField(
            model_name="signin",
            name="outcome",
            field=models.CharField(
                choices=[
                    ("right", "Signed in"),
                    ("wrong", "Not signed in"),
                    ("code", "Not signed in: the password was right, the code was not"),
                    ("forgiven", "Not signed in, and then signed in"),
                ],
                max_length=8,
            ),
        ),
        migrations.AddConstraint(
            model_name="signin",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ["right", "wrong", "code", "forgiven"])),
                name="sign_in_outcome_is_known",
            ),
        ),
    ]
