"""The catalogues of conduct a new installation starts with, as data that the office changes.

No source gives their wording: it is this house's own, and says so until the office enters that of its documents.
"""

from datetime import date

from personnel.models import ConductCatalogue

SINCE = date(2015, 1, 1)
SOURCE = "参考文本，请按正式文件修订"
TEN_NOT = """不准以任何形式接受被巡察单位的宴请
不准接受礼品、礼金和各种有价证券
不准由被巡察单位支付应由个人承担的费用
不准参加可能影响公正履职的活动
不准借巡察之便为个人或亲友谋取利益
不准干预被巡察单位的正常工作
不准泄露巡察工作秘密
不准隐瞒、歪曲、捏造巡察发现的情况
不准擅自处理问题线索
不准超越权限作出承诺或者表态"""
EIGHT_FORBIDDEN = """严禁对重要问题应当发现而没有发现
严禁发现问题不报告、不如实报告
严禁私自留存、复印巡察资料
严禁在非涉密设备上处理巡察资料
严禁向被巡察单位通风报信
严禁插手工程项目、干部任用等事项
严禁单独与被反映人接触
严禁工作日饮酒"""
CATALOGUES = {ConductCatalogue.Kind.TEN_NOT: TEN_NOT, ConductCatalogue.Kind.EIGHT_FORBIDDEN: EIGHT_FORBIDDEN}


def load_catalogues() -> None:
    """Bring in each of which there is no version; what people entered or made void stays as they left it."""
    known = set(ConductCatalogue.objects.values_list("kind", flat=True))
    ConductCatalogue.objects.bulk_create(
        ConductCatalogue(kind=kind, in_force_on=SINCE, document=SOURCE, text=text)
        for kind, text in CATALOGUES.items()
        if kind not in known
    )
