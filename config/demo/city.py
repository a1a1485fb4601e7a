"""The invented city 临原市: its 414 party organizations and the bodies around the inspection office."""

from dataclasses import dataclass

from core.workbook.numerals import chinese_numeral
from rounds.models import Body, Organization

CITY = "临原"
Level = Organization.Level


@dataclass(frozen=True)
class Place:
    """One party organization before it is a row. `elevated` units are inspected across county lines."""

    name: str
    category: str
    level: str
    district: str = "市直"
    parent: str = ""

    @property
    def elevated(self) -> bool:
        return self.level != Level.CITY


DEPARTMENTS = """
发展和改革委员会 教育局 科学技术局 工业和信息化局 民政局 司法局 财政局 人力资源和社会保障局 自然资源局 生态环境局
住房和城乡建设局 交通运输局 水务局 农业农村局 商务局 文化广电和旅游局 卫生健康委员会 应急管理局 审计局 市场监督管理局
林业和草原局 统计局 医疗保障局 信访局 乡村振兴局 退役军人事务局 体育局 粮食和物资储备局 政务服务中心 住房公积金管理中心
国有资产监督管理委员会 城市管理局 机关事务管理局 民族宗教事务委员会 人民防空办公室 外事办公室 金融工作局 大数据管理局
供销合作社联合社 地方志编纂中心 档案馆 融媒体中心 招商服务中心 社会保险事业中心 公共资源交易中心 政务热线服务中心
气象服务中心 地震监测中心 人大常委会机关 政协机关 中级人民法院 人民检察院 消防救援支队 高新技术产业开发区管理委员会
经济开发区管理委员会
""".split()

MASS_ORGANIZATIONS = """
市总工会党组 市妇女联合会党组 市科学技术协会党组 市工商业联合会党组 市残疾人联合会党组 市文学艺术界联合会党组
市归国华侨联合会党组 市红十字会党组 市社会科学界联合会党组 市法学会党组 共青团市委党组 市贸易促进会党组
""".split()

ENTERPRISES = """
城市建设投资 交通建设投资 水务 公共交通 城市燃气 集中供热 农业发展 文化旅游 粮油储备 产业投资 融资担保 国有资本运营
环境科技 保安服务 建筑工程 路桥工程 电力实业 矿业 商贸流通 现代物流 数字科技 人才发展 康养产业 林产工业 种业 出版传媒
检验检测 建筑设计 房产开发 市政工程 供水 污水处理 园林绿化 会展服务 地下管廊 生态治理 农产品批发 通用航空 轨道交通
教育投资 体育产业 殡葬服务 再生资源 智慧停车 供应链 酒店管理 新型建材 工程监理
""".split()

SCHOOLS = """
临原学院 临原职业技术学院 临原师范高等专科学校 临原卫生职业学校 临原农业职业学校 临原技师学院 临原开放大学 临原艺术学校
市体育运动学校 市特殊教育学校 市实验中学 市实验小学 市外国语学校 市民族中学 市高新区学校 市第一幼儿园 市第二幼儿园
市第三幼儿园 市第四幼儿园 市第五幼儿园 市第六幼儿园 市青少年活动中心
""".split()
NUMBERED = [chinese_numeral(number) for number in range(1, 21)]

HOSPITALS = """
市第一人民医院 市第二人民医院 市第三人民医院 市第四人民医院 市中医医院 市妇幼保健院 市精神卫生中心 市传染病医院 市口腔医院
市眼科医院 市肿瘤医院 市儿童医院 市骨科医院 市康复医院 市老年病医院 市疾病预防控制中心 市中心血站 市急救中心 市卫生监督所
市职业病防治院
""".split()

UNITS = {
    "公安局": "交通警察支队 特警支队 刑事侦查支队 治安支队 监管支队 经济犯罪侦查支队 网络安全支队 城东分局 城西分局",
    "教育局": "教育考试院 教育科学研究所 教师发展中心 电化教育馆 学生资助中心",
    "自然资源局": "不动产登记中心 国土整治中心 测绘院 规划设计院 矿产资源中心",
    "住房和城乡建设局": "房屋征收中心 质量安全监督站 住房保障中心 城建档案馆 物业服务中心",
    "交通运输局": "公路事业发展中心 道路运输服务中心 综合行政执法支队 航务中心 交通工程质量站",
    "水务局": "河道管理处 水库管理处 灌区管理处 水文勘测队 节约用水中心",
    "农业农村局": "农业技术推广中心 动物疫病预防控制中心 农产品质量检测中心 农机服务中心 种子站",
    "林业和草原局": "国有林场总场 自然保护区管理站 林业调查规划院 草原监测站 森林病虫害防治站",
    "生态环境局": "环境监测站 环境监察支队 辐射环境站 固体废物中心",
    "市场监督管理局": "计量测试所 特种设备检验所 食品药品检验所 消费者服务中心",
    "民政局": "社会福利院 救助管理站 殡仪服务中心 儿童福利院 慈善服务中心",
    "文化广电和旅游局": "图书馆 文化馆 博物馆 美术馆 地方戏艺术团 广播电视台 文物考古所",
    "城市管理局": "环境卫生管理处 市政设施管理处 园林管理处 城管执法支队 路灯管理处",
    "人力资源和社会保障局": "就业服务中心 人事考试中心 劳动监察支队 职业技能鉴定中心 人才交流中心",
    "司法局": "强制隔离戒毒所 法律援助中心 公证处 社区矫正支队",
    "应急管理局": "应急救援支队 安全生产监察支队 防汛抗旱中心",
    "财政局": "国库支付中心 投资评审中心 会计服务中心 政府采购中心",
    "体育局": "体育中心 业余体校 训练基地",
    "退役军人事务局": "军队离休干部休养所 烈士陵园管理处 退役军人服务中心 军供站",
    "工业和信息化局": "中小企业服务中心 节能监察中心 无线电监测站",
    "科学技术局": "科技情报研究所 生产力促进中心 农业科学研究所",
    "发展和改革委员会": "价格认证中心 信用信息中心 重点项目服务中心",
    "商务局": "商务执法支队 电子商务中心 屠宰管理站",
    "卫生健康委员会": "卫生信息中心 医学会办公室 计划生育服务中心 爱国卫生中心",
    "审计局": "审计服务中心 投资审计中心",
    "统计局": "普查中心 城乡调查队",
    "医疗保障局": "医保经办中心 基金稽核中心",
    "粮食和物资储备局": "储备粮库 军粮供应站 粮油质检站",
    "机关事务管理局": "公务用车中心 会议服务中心 机关幼儿园",
    "供销合作社联合社": "农资服务中心 再生物资站",
    "人民防空办公室": "指挥信息中心",
    "大数据管理局": "数据运营中心",
    "国有资产监督管理委员会": "产权交易中心",
    "金融工作局": "金融服务中心",
    "信访局": "群众来访接待中心",
    "民族宗教事务委员会": "民族事务服务中心",
}

COUNTY_UNITS = """
临原区教育局 临原区卫生健康局 北汀区财政局 北汀区农业农村局 靖川县自然资源局 靖川县住房和城乡建设局 靖川县水务局
会安县教育局 会安县乡村振兴局 景河县交通运输局 景河县民政局
""".split()

TOWNSHIPS = {
    "临原区": "下滩街道 青泉街道 上沟街道 西塬街道 新川镇 青川乡 白岭镇 东泉镇 新滩乡 南堡镇",
    "北汀区": "古川街道 南岭街道 古湾街道 南川街道 下泉镇 北沟乡 西沟镇 白川镇 上坪乡 北塬镇 上堡镇",
    "靖川县": "南沟镇 青塬镇 东堡乡 北泉镇 白湾镇 古堡乡 古庄镇 北庄镇 上庄乡 北川镇 古泉镇 古坪乡 新庄镇 白泉镇 北堡乡 "
    "青坪镇 北坪镇 东沟乡",
    "会安县": "西滩镇 上塬镇 下堡乡 古岭镇 新坪镇 上滩乡 东庄镇 西湾镇 白沟乡 东岭镇 北滩镇 新塬乡 新沟镇 西川镇 西岭乡 "
    "西泉镇 下坪镇 上岭乡 南坪镇 古塬镇 上湾乡 青湾镇 古沟镇 下庄乡 新岭镇 白庄镇 白塬乡 青沟镇",
    "景河县": "东滩镇 青岭镇 北岭乡 南庄镇 新泉镇 东坪乡 上泉镇 白滩镇 南泉乡 白坪镇 下沟镇",
}

BODIES = [
    ("市纪委监委", Body.Kind.DISCIPLINE),
    ("市委组织部", Body.Kind.ORGANIZATION_DEPARTMENT),
    *((f"{county}纪委监委", Body.Kind.DISCIPLINE) for county in TOWNSHIPS),
    ("市审计局", Body.Kind.COOPERATING),
    ("市信访局", Body.Kind.COOPERATING),
    ("市财政局", Body.Kind.COOPERATING),
    ("市委宣传部", Body.Kind.COOPERATING),
]

# The ledgers that offices send for round 18 are about these; the demo's own round 18 leaves them free.
IN_THE_LEDGERS = frozenset(
    """
会安县西川镇党委 会安县西滩镇党委 市水务局党组 会安县青湾镇党委 会安县下堡乡党委 市乡村振兴局党组 景河县南泉乡党委
靖川县东沟乡党委 市信访局党组 会安县东庄镇党委 市人力资源和社会保障局党组 景河县下沟镇党委 市财政局党组 临原区青川乡党委
市卫生健康委员会党组 靖川县北川镇党委 市体育局党组 会安县下坪镇党委 市医疗保障局党组 临原区东泉镇党委
市退役军人事务局党组
""".split()
)


def places() -> list[Place]:
    """The 414: city level first, then the county-level units and the townships."""
    return [*_city_level(), *_county_level(), *_townships()]


def _city_level():
    yield from (Place(f"市{name}党组", "市直部门", Level.CITY) for name in DEPARTMENTS)
    yield from (Place(name, "群团组织", Level.CITY) for name in MASS_ORGANIZATIONS)
    yield from (Place(f"{CITY}{name}集团有限公司党委", "国有企业", Level.CITY) for name in ENTERPRISES)
    yield from (Place(f"{name}党委", "学校", Level.CITY) for name in SCHOOLS)
    yield from (Place(f"市第{n}中学党委", "学校", Level.CITY) for n in NUMBERED)
    yield from (Place(f"市第{n}小学党总支", "学校", Level.CITY) for n in NUMBERED)
    yield from (Place(f"{name}党委", "医疗卫生机构", Level.CITY) for name in HOSPITALS)
    for bureau, units in UNITS.items():
        for unit in units.split():
            party = "党委" if unit[-1] in "队局院" else "党总支"
            yield Place(f"市{bureau}{unit}{party}", "事业单位", Level.CITY, parent=f"市{bureau}党组")


def _county_level():
    yield from (Place(f"{name}党组", "县直部门", Level.COUNTY, name[:3]) for name in COUNTY_UNITS)


def _townships():
    for county, names in TOWNSHIPS.items():
        for name in names.split():
            party = "党工委" if name.endswith("街道") else "党委"
            yield Place(f"{county}{name}{party}", "乡镇街道", Level.TOWNSHIP, county)
