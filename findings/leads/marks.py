"""The words by which a ledger of leads is known, whatever else it looks like.

They count where a ledger says what it is: in the name of its file, its sheets, its titles and headings. A finding may
well speak of them in a cell ("信访举报渠道不畅"), and an office may be named so (市信访局).
"""

import re

_WHO = "举报|检举|控告|信访|来信|来访|反[映应]"
_PERSON = f"(?:{_WHO})人(?=姓名|名称|单位|职务|职级|级别|身份|电话|联系|信息|情况|及|[^\u4e00-\u9fff]|$)"
"""Who reports: no word that only begins so (反映人居环境, 信访人次). Who is reported is marked however it goes on."""
_ACCUSED = f"被(?:{_WHO})人"
_REPORTED = "(?:举报|检举|控告)(?!电话|邮箱|信箱|渠道|平台|中心|制度|机制|工作|途径|方式|网站|箱)"
_LETTERS = "匿名(?:信|举报|来信)|实名举报|署名举报|信访(?:件|信|线索|材料|登记|台账|反映)|群众来信|来信来访"
_SECRECY = "涉嫌|六项纪律|线索|机密|绝密|秘密[★☆]"
_ENGLISH = "(?i:person ?concerned|lead ?number|ledger ?of ?leads|confidential)"
MARKS = re.compile("|".join([_ACCUSED, _PERSON, _REPORTED, _LETTERS, _SECRECY, _ENGLISH]))
"""Words of persons and of secrecy: a sheet that bears one is about leads, however its other columns are called."""
