"""What the centre says where an appeal never becomes an order, or becomes part of another."""

# By category, what turns out to be for a court or an arbitrator: (ground, reason, advice).
LITIGATION = (
    "in_or_for_litigation",
    "该事项属于平等民事主体之间的合同纠纷，依法应通过诉讼途径解决，不属于热线受理范围。",
    "建议向人民法院提起诉讼，可先到街道法律服务窗口咨询。",
)
LABOUR = (
    "arbitration",
    "该事项属于劳动争议，依法应先申请劳动仲裁，不属于热线受理范围。",
    "建议到市劳动人事争议仲裁院申请仲裁。",
)
MARKET = (
    "beyond_duty_market",
    "该事项属于经营者自主定价和双方自愿约定的内容，不属于行政管理职责。",
    "建议与经营者协商，协商不成的可请消费者协会调解。",
)
NOT_ACCEPTED_OF = {
    "0501": LITIGATION,
    "0502": LITIGATION,
    "0504": LITIGATION,
    "0902": LITIGATION,
    "0906": LITIGATION,
    "1001": LABOUR,
    "1301": MARKET,
    "1303": MARKET,
    "1401": LITIGATION,
}
IN_PETITION = (
    "petition_in_progress",
    "经查询，该事项信访部门已受理并在办理期限内，不重复交办。",
    "请按信访受理告知书上的方式查询办理进度。",
)

# By category, who is better called at once: (line, reason).
TRANSFERS = {
    "0401": ("119", "疑似燃气泄漏，有即时危险，已转消防救援并告知疏散。"),
    "1402": ("110", "正在发生的治安警情，已转公安机关处警。"),
    "1403": ("119", "现场有明火隐患，已转消防救援处置。"),
    "0706": ("122", "路口信号失灵影响通行，已转交警值班台。"),
    "1604": ("petition", "该事项属信访事项，已征得诉求人同意，转市信访局登记受理。"),
}

MERGED = (
    "与在办诉求反映同一地点、同一问题，合并办理，分别回访。",
    "同一小区同一事项，并入首件统一处置，结果分别告知。",
)
