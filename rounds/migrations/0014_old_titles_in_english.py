"""Titles written before are told in English as well, as far as their sentence is one of the program's own.

The others keep the words they have. No event is written of it: the trail holds the title in the language of the house.
"""

from django.db import migrations

SENTENCES = {
    r"^登记进驻(.+)$": r"Record the entry into \1",
    r"^签收巡察反馈意见（双签收）$": "Sign both receipts for the inspection feedback",
    r"^报送整改方案$": "File the rectification plan",
    r"^修改并重新报送被退回的整改方案$": "Mend and file the returned rectification plan",
    r"^整改第(\d+)项问题并销号$": r"Rectify item \1 and have it closed out",
    r"^完成集中整改$": "Finish focused rectification",
    r"^审核(.+)第(\d+)项问题的销号申请$": r"Decide on the close-out of item \2 of \1",
    r"^签收移交的问题线索(\S+)$": r"Acknowledge the transferred lead \1",
    r"^报告移交线索(\S+)的办理结果$": r"Report the result of the transferred lead \1",
}
OF_ROUNDS = {
    "^审批.+巡察方案$": "Approve the plan of Round %s",
    "^退回修改：.+巡察方案$": "Mend the plan of Round %s, which was returned",
    "^.+：开始进驻$": "Begin the field stage of Round %s",
    "^.+：结束进驻$": "End the field stage of Round %s",
}
"""Sentences that name the round; it has its number in figures."""
LEADERS = "^为.+派出组长$"

TELL = """
    UPDATE rectification_obligation SET titles = jsonb_build_object('en', regexp_replace(title, %s, %s))
    WHERE titles = '{}' AND title ~ %s
"""
TELL_OF_ROUND = """
    UPDATE rectification_obligation owed SET titles = jsonb_build_object('en', format(%s, round.number))
    FROM rounds_round round WHERE round.id = owed.round_id AND owed.titles = '{}' AND owed.title ~ %s
"""
TELL_OF_LEADERS = """
    UPDATE rectification_obligation owed
    SET titles = jsonb_build_object('en', format('Post a leader to Round %%s Team %%s', round.number, team.number))
    FROM rounds_round round, rounds_team team
    WHERE round.id = owed.round_id AND team.id = owed.subject_id AND owed.node = 'post_leader'
      AND owed.titles = '{}' AND owed.title ~ %s
"""


def tell_in_english(apps, editor):
    with editor.connection.cursor() as cursor:
        for chinese, english in SENTENCES.items():
            cursor.execute(TELL, [chinese, english, chinese])
        for chinese, english in OF_ROUNDS.items():
            cursor.execute(TELL_OF_ROUND, [english, chinese])
        cursor.execute(TELL_OF_LEADERS, [LEADERS])


class Migration(migrations.Migration):
    dependencies = [
        ("rounds", "0013_titles_in_each_language"),
    ]

    operations = [
        migrations.RunPython(tell_in_english, migrations.RunPython.noop),
    ]
