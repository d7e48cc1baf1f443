"""What units write when the topic itself has no words for it: replies, reasons and plans."""

PROBLEM_OPENINGS = (
    "您好，您反映的“{title}”一事已收悉，现将办理情况回复如下：",
    "您好！关于“{title}”的诉求，{unit}高度重视，经核实办理，答复如下：",
    "您好，您提出的“{title}”问题由{unit}承办，结果如下：",
)
OPENINGS = (
    ("complaint", PROBLEM_OPENINGS),
    ("help", PROBLEM_OPENINGS),
    ("report", PROBLEM_OPENINGS),
    (
        "enquiry",
        (
            "您好，您咨询的问题已收悉，{unit}答复如下：",
            "您好！关于您{title}一事，{unit}解答如下：",
        ),
    ),
    (
        "suggestion",
        (
            "您好，您提出的“{title}”已收悉，{unit}研究后答复如下：",
            "您好！感谢您为城市出主意，关于“{title}”，现答复如下：",
        ),
    ),
    ("thanks", ("您好，您的来信“{title}”已收悉。", "您好！感谢您对{unit}工作的肯定。")),
)
PROBLEM_CLOSES = (
    "感谢您的监督与支持。",
    "如仍有问题，欢迎随时与我们联系。",
    "给您带来不便，敬请谅解，感谢您对城市管理工作的关心。",
    "我们将继续跟踪，避免问题反弹。",
)
CLOSES = (
    ("complaint", PROBLEM_CLOSES),
    ("help", PROBLEM_CLOSES),
    ("report", PROBLEM_CLOSES),
    ("enquiry", ("如还有不清楚的地方，欢迎随时咨询。", "感谢您的理解与支持。")),
    ("suggestion", ("感谢您的关心，欢迎继续提出宝贵意见。", "感谢您对城市建设的支持。")),
    ("thanks", ("您的认可是我们前进的动力。", "祝您生活愉快。")),
)

PARTLY = (
    "其余同类点位正在逐一排查，预计近期全部完成。",
    "剩余部分正在按计划推进，完成后再向诉求人反馈。",
    "当前问题已缓解，彻底解决还需与产权单位进一步协调。",
)

NOT_FOUND = (
    "两次到现场核查并走访周边住户，未发现所反映的情况，已将该点位列入日常巡查。",
    "经查阅记录并现场核对，反映情况与事实不符，已将核查经过向相关居民公开。",
)
EXPLAINED = (
    "经现场核查，反映的部分情况属实，相关单位此前已列入处理计划，已说明具体安排和时间。",
    "经了解，相关工作正按程序推进，已就政策依据和办理进度作出解释。",
)
THANKED = (
    "表扬内容已转达至当事同志，单位在周例会上予以通报表扬。",
    "已将感谢转告具体工作人员，勉励其继续为居民做好服务。",
)
BY_LAW = (
    "经研判，该事项属于平等民事主体之间的纠纷，不属于行政机关法定职责，已告知可申请人民调解或提起诉讼，"
    "并提供法律援助窗口的办理方式。",
    "经核实，该事项依法应通过仲裁或诉讼途径解决，行政机关无权裁决，已书面告知救济途径和所需材料。",
)  # fmt: skip

UNSOLVED = (
    (
        "no_legal_basis",
        "现行政策对此类情形没有支持依据，暂不能按诉求办理，已就相关规定作出说明。",
        "已形成政策建议上报，预计{by}前向诉求人通报研究结果。",
    ),
    (
        "funds",
        "现场踏勘后编制了处理方案，所需资金较大，本年度预算已安排完毕，已先行采取临时措施。",
        "列入下一批资金计划，力争{by}前实施，期间每月通报一次进展。",
    ),
    (
        "planning",
        "该事项涉及规划调整，须经专家论证和公示程序，目前暂不能实施。",
        "规划调整方案正在编制，预计{by}前完成论证并公开结果。",
    ),
    (
        "ownership_dispute",
        "经现场核查，该处权属存在争议，相关各方未能达成一致，暂无法确定维修责任。",
        "由属地街道牵头召开协调会确认权属，预计{by}前明确责任单位。",
    ),
    (
        "third_party_refuses",
        "已两次组织面谈，相关责任方暂不同意处理意见，问题未能解决。",
        "继续协调责任方，{by}前仍不能达成一致的，协助诉求人走法律途径。",
    ),
    (
        "needs_time",
        "已完成核查并制定处理方案，因涉及环节较多，短期内暂不能处理完毕。",
        "计划{by}前完成，期间安排专人跟进，每月向诉求人通报一次。",
    ),
    (
        "superior_needed",
        "该事项超出本级权限，已整理材料报上级主管部门研究。",
        "持续跟踪上级意见，预计{by}前向诉求人反馈答复。",
    ),
)

# Which reasons may stop a matter of a first-level category.
REASONS = (
    ("01", ("needs_time", "funds", "ownership_dispute")),
    ("02", ("needs_time", "funds", "ownership_dispute")),
    ("03", ("needs_time", "funds", "third_party_refuses")),
    ("04", ("needs_time", "third_party_refuses")),
    ("05", ("funds", "third_party_refuses", "ownership_dispute", "needs_time")),
    ("06", ("needs_time", "funds", "no_legal_basis")),
    ("07", ("funds", "planning", "needs_time")),
    ("08", ("third_party_refuses", "needs_time", "superior_needed")),
    ("09", ("ownership_dispute", "funds", "superior_needed")),
    ("10", ("third_party_refuses", "needs_time", "superior_needed")),
    ("11", ("no_legal_basis", "superior_needed", "needs_time")),
    ("12", ("planning", "no_legal_basis", "funds")),
    ("13", ("third_party_refuses", "needs_time", "no_legal_basis")),
    ("14", ("third_party_refuses", "ownership_dispute", "needs_time")),
    ("15", ("planning", "funds", "superior_needed", "ownership_dispute")),
    ("16", ("superior_needed", "no_legal_basis", "needs_time")),
)

# Categories whose matters may turn out to be for a court, not for an office.
PRIVATE = ("0501", "0502", "0504", "0902", "0906", "1001", "1104", "1301", "1303", "1401")
