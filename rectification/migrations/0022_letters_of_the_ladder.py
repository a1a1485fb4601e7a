"""Suggestion letters become one kind of letter; table and history keep the name of the first."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("rectification", "0021_withdraw_applications")]

    operations = [
        migrations.AlterModelTable("suggestionletter", "rectification_suggestionletter"),
        migrations.AlterModelTable("suggestionletterevent", "rectification_suggestionletterevent"),
        migrations.RenameModel("SuggestionLetter", "Letter"),
        migrations.RenameModel("SuggestionLetterEvent", "LetterEvent"),
    ]
