"""What units write about whose an order is, and when they help each other."""

BESIDE_THE_CATALOGUE = "按诉求描述的点位和设施判断，由该单位先行核实"
RETURNS = (
    "经核对三定方案，该事项不属于我单位职责，建议由{unit}承办。",
    "经核实，该事项的管理责任在{unit}，我单位无处置权限。",
    "该类事项行业主管部门为{unit}，请改派。",
)
LEGAL_BASIS = "《灯塔市派单目录》及部门三定方案"
RETURN_ACCEPTED = ("退单理由成立，收回后改派。", "经核实确属派单有误，同意退单。")
KEPT = (
    "该点位由多家单位共管，我单位只负责其中一段，建议改派{unit}。",
    "诉求人所述设施产权不在我单位，建议由{unit}核实。",
)
RETURN_REFUSED = (
    "按首接负责制由你单位牵头，需要配合的可申请协办。",
    "派单目录已明确由你单位承办，请继续办理。",
)
DESIGNATED = "听取各单位意见，依据部门三定方案和属地管理原则，指定由{unit}承办，不再退单。"

# What a co-handler is asked, by its kind, and what it reports.
TASKS = {
    "street": "请属地协助现场核实，做好居民沟通解释。",
    "department": "请派人到场配合处置，提出专业意见。",
}
REPORTS = (
    "已派人到现场配合核查，相关情况和意见已书面交主办单位。",
    "职责范围内的事项已处理完毕，后续由主办单位统一答复。",
    "已会同主办单位到场，完成了分工内的整改。",
)
LATE_REASON = "现场需待天气好转后才能作业"
PART_MISSING = "协办单位意见尚未书面提交，主体问题已处置完毕，先行答复诉求人。"

# Which departments a street calls, by category, and what for.
WHISTLES = {
    "0804": (("U-HJ", "U-GA"), "请到现场联合处置秸秆焚烧，核实责任人并依法处理。"),
    "0901": (("U-NY", "U-CG"), "请到村联合查看人居环境问题，明确整治分工和时限。"),
    "0905": (("U-MZ",), "请到村核对公开内容和程序，提出指导意见。"),
    "1401": (("U-GA",), "请派人参加现场调解，防止矛盾激化。"),
    "1403": (("U-GA", "U-ZJ"), "请到楼道联合检查消防通道和设施，当场督促整改。"),
}
