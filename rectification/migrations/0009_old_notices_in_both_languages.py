"""Notices written before are told in the other language, too, as far as their sentence is one of the program's own.

Each was written in the language of its recipient: one in Chinese gets its English beside it, and one in English its
Chinese. What they name, such as organizations, people and numbers, reads the same in both. Notices whose sentence is
none of these, or was cut where its column ends, keep the words they have.
"""

import json
import re

from django.db import migrations

SENTENCES = {
    "{month}月报未能生成": "The monthly workbook of {month} could not be drawn",
    "{month}月报已生成": "The monthly workbook of {month} is ready",
    "{by} 提出变更，待第二人确认：{change}（{record}）": "{by} proposes what a second person has to confirm: {change}, {record}",
    "{by} 已确认：{change}（{record}）": "{by} confirmed: {change}, {record}",
    "{by} 未予同意：{change}（{record}）": "{by} refused: {change}, {record}",
    "有{amount}项时限事项无人可催办": "Deadlines with nobody to remind of them: {amount}",
    "请录入{year}年节假日：录入前，时限按周一至周五计算": "Enter the holidays of {year}: until then deadlines count Monday to Friday",
    "您已被派入{round}{team}，自{day}起": "You are posted to {round} {team} from {day}",
    "{round}{team}{person}须回避本组所巡察的党组织，请研究调整": "{person}, posted to {round} {team}, is recused from an organization it inspects",
    "已批准：{what}（{round}）": "Approved: {what} ({round})",
    "已退回：{what}（{round}）": "Returned: {what} ({round})",
    "{by} 重置了 {account}（{roles}）的密码": "{by} set a new password for {account} ({roles})",
    "{by} 停用了 {account}（{roles}）的账号": "{by} shut the account of {account} ({roles})",
    "{by} 启用了 {account}（{roles}）的账号": "{by} opened the account of {account} ({roles})",
    "{by} 修改了 {account}（{roles}）的账号资料": "{by} changed the account of {account} ({roles})",
    "{by} 授予 {account}“{role}”角色": "{by} granted {account} the role “{role}”",
    "{by} 收回了 {account}的“{role}”角色": "{by} revoked the role “{role}” of {account}",
    "{by} 重置了您账号的密码；如非本人申请，请告知审计管理员": "{by} reset the password of your account; if you did not ask for it, tell the auditor",
    "底稿{number}待您审核": "Working paper {number} awaits your review",
    "底稿{number}待您审签": "Working paper {number} awaits your approval",
    "底稿{number}已审签": "Working paper {number} is approved",
    "底稿{number}已退回，请修改": "Working paper {number} was returned to you",
    "问题{number}已报巡察办": "Finding {number} was submitted",
    "问题{number}已退回，请修改": "Finding {number} was returned to you",
    "线索{number}待您审定": "Lead {number} awaits your decision",
    "线索{number}已退回，请修改": "Lead {number} was returned to you",
    "线索{number}已审定，待移交": "Lead {number} is approved and awaits its transfer",
    "线索{number}已移交你单位，请签收": "Lead {number} was transferred to you",
    "{receiver}已签收线索{number}": "Lead {number} was acknowledged by {receiver}",
    "{receiver}已报告线索{number}办理情况": "{receiver} reported on lead {number}",
    "巡察反馈意见已移交，请完成双签收": "The inspection feedback was handed over; both receipts await signature",
    "{organization}已完成双签收": "{organization} signed both receipts",
    "{organization}已报送整改方案": "{organization} filed its rectification plan",
    "整改方案已审核通过": "The rectification plan was accepted",
    "整改方案被退回，请查看退回理由": "The rectification plan was returned; see the reason",
    "{organization}申请第{number}项问题销号": "{organization} applies for the close-out of item {number}",
    "第{number}项问题已销号": "Item {number} is closed out",
    "第{number}项问题被退回，请查看退回理由": "Item {number} was returned; see the reason",
}
CHANGES_OF_PLANS = {
    "增设{team}": "Form {team}",
    "由{team}巡察{organization}": "Assign {organization} to {team}",
    "把{organization}从{team}的方案中移出": "Take {organization} out of the plan of {team}",
    "派{person}到{team}任{role}": "Post {person} to {team} as {role}",
}
ROLES = {
    "巡察办工作人员": "Inspection office staff",
    "线索专管员": "Lead handler",
    "巡察工作领导小组": "Leading group",
    "纪检监察机关": "Discipline commission",
    "组织部门": "Organization department",
    "协作部门": "Cooperating body",
    "被巡察党组织书记": "Party secretary of an organization",
    "被巡察单位联络员": "Liaison of an organization",
    "分管领导": "Division leader",
    "系统管理员": "System administrator",
    "安全保密管理员": "Security administrator",
    "安全审计员": "Audit administrator",
    "组长": "Team leader",
    "副组长": "Deputy team leader",
    "联络员": "Team liaison",
    "成员": "Team member",
}
CONFIRMED = {
    "授予角色": "Grant a role",
    "重置密码": "Reset the password",
    "账号更名": "Rename the account",
    "人员更名": "Rename the person",
    "关联账号": "Link an account to the person",
    "解除账号关联": "Part the account from the person",
    "申报回避": "Declare a recusal",
    "解除回避": "End a recusal",
    "机关部门更名": "Rename the body",
}


def _numeral(number):
    tens, ones = divmod(number, 10)
    before = "" if tens < 2 else DIGITS[tens]
    return (f"{before}十" if tens else "") + (DIGITS[ones] if ones else "")


DIGITS = "零一二三四五六七八九"
NUMBERS = range(1, 100)
MONTHS = "January February March April May June July August September October November December".split()
WORDS = {
    "round": {f"第{_numeral(number)}轮": f"Round {number}" for number in NUMBERS},
    "team": {f"第{_numeral(number)}巡察组": f"Team {number}" for number in NUMBERS},
    "role": ROLES,
    "roles": ROLES,
    "change": CONFIRMED,
    "month": {
        f"{year}年{number}月": f"{name} {year}" for year in range(2015, 2036) for number, name in enumerate(MONTHS, 1)
    },
}
"""What reads otherwise in English of what a sentence names; of roles there may be several."""
BATCH = 5000

TELL = """
    UPDATE core_notice notice
    SET subject = left(told.house, 300), subjects = jsonb_build_object('en', left(told.english, 300))
    FROM jsonb_to_recordset(%s::jsonb) AS told (said text, house text, english text)
    WHERE notice.subject = told.said AND notice.subjects = '{}'
"""
REMINDERS = {
    "%s到期：%s": "Due on %s: %s",
    "已逾期，%s到期：%s": "Overdue, was due on %s: %s",
}
TELL_REMINDERS = """
    UPDATE core_notice notice
    SET subject = left(format(%(house)s, told.day, told.title), 300),
        subjects = jsonb_build_object('en', left(format(%(english)s, told.day, told.title_in_english), 300))
    FROM (
        SELECT reminder.id, substring(reminder.subject from '[0-9]{4}-[0-9]{2}-[0-9]{2}') AS day,
               owed.title, owed.titles ->> 'en' AS title_in_english
        FROM core_notice reminder
        JOIN rectification_obligation owed ON owed.id = substring(reminder.url from '([0-9]{1,18})/$')::bigint
        WHERE reminder.kind = 'reminder' AND reminder.subjects = '{}' AND owed.titles ->> 'en' IS NOT NULL
    ) told
    WHERE told.id = notice.id
      AND notice.subject IN (format(%(house)s, told.day, told.title), format(%(english)s, told.day, told.title))
"""


class Language:
    """Reads sentences of one language, and says them in the other."""

    def __init__(self, words, plans, sentences):
        self.words = words
        self.plans = [(self._pattern(source), target) for source, target in plans.items()]
        self.sentences = [(self._pattern(source), target) for source, target in sentences.items()]

    def _pattern(self, sentence):
        parts = re.split(r"\{(\w+)\}", sentence)
        named = (f"(?P<{part}>{self._fact(part)})" if odd % 2 else re.escape(part) for odd, part in enumerate(parts))
        return re.compile("".join(named))

    def _fact(self, name):
        if name not in self.words:
            return ".+"
        one = "|".join(map(re.escape, self.words[name]))
        return f"(?:{one})(?:、(?:{one}))*" if name == "roles" else one

    def told(self, text, sentences):
        """The text in the other language; None for what is no sentence of these."""
        for pattern, target in sentences:
            if found := pattern.fullmatch(text):
                facts = {name: self._told_fact(name, said) for name, said in found.groupdict().items()}
                return None if None in facts.values() else target.format(**facts)
        return None

    def _told_fact(self, name, said):
        if name == "what":
            return self.told(said, self.plans)
        words = self.words.get(name)
        return "、".join(words[each] for each in said.split("、")) if words else said


def _turned(words):
    return {other: one for one, other in words.items()}


CHINESE = Language(WORDS, CHANGES_OF_PLANS, SENTENCES)
ENGLISH = Language({name: _turned(words) for name, words in WORDS.items()}, _turned(CHANGES_OF_PLANS), _turned(SENTENCES))


def in_both_languages(said):
    """What a notice said, in Chinese and in English; None where it cannot be told."""
    if english := CHINESE.told(said, CHINESE.sentences):
        return {"said": said, "house": said, "english": english}
    house = ENGLISH.told(said, ENGLISH.sentences)
    return house and {"said": said, "house": house, "english": said}


def tell_in_both_languages(apps, editor):
    with editor.connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT subject FROM core_notice WHERE subjects = '{}' AND kind <> 'reminder'")
        told = [both for (said,) in cursor.fetchall() if (both := in_both_languages(said))]
        for first in range(0, len(told), BATCH):
            cursor.execute(TELL, [json.dumps(told[first : first + BATCH])])
        for house, english in REMINDERS.items():
            cursor.execute(TELL_REMINDERS, {"house": house, "english": english})


class Migration(migrations.Migration):
    dependencies = [
        ("rectification", "0008_days_a_ledger_left_out"),
        ("core", "0013_subjects_in_each_language"),
        ("rounds", "0014_old_titles_in_english"),
    ]

    operations = [
        migrations.RunPython(tell_in_both_languages, migrations.RunPython.noop),
    ]
