-- What every figure counts. `x.whole` says which rows are the whole of it, `x.part` which of them are
-- its part; where the part is no count but a weighted sum, `x.weight` says what is added up. A figure
-- without a whole is a plain number. Boards count by these words and lists are filtered by them, so
-- a number and the list behind it cannot differ.

-- name: received.part
-- 受理量: cases that the unit answers for; not those that were returned or moved on.
responsible

-- name: due.part
-- 应处置量: handled, or overdue by now.
judged AND fell_due

-- name: handled.part
-- 办结量
judged AND ended

-- name: dispatched_in_time.whole
-- 按时派单率: of what was dispatched, or should have been by now.
of_centre AND dispatch_by IS NOT NULL AND (dispatched_at IS NOT NULL OR pool_overdue)

-- name: dispatched_in_time.part
dispatched_at IS NOT NULL AND NOT dispatched_late AND NOT pool_overdue

-- name: dispatch_accuracy.whole
-- 派单准确率: closed, and neither taken back from the unit nor sent to another.
of_centre AND closed_at IS NOT NULL AND dispatched_at IS NOT NULL

-- name: dispatch_accuracy.part
NOT redispatched AND returns_accepted = 0

-- name: returns_asked.whole
-- 退单率: of all orders sent to the unit, whatever became of them.
kind = 'lead'

-- name: returns_asked.part
returns > 0

-- name: returns_accepted.whole
-- 退单采纳率: the same whole, returns that the centre accepted.
kind = 'lead'

-- name: returns_accepted.part
returns_accepted > 0

-- name: acknowledged_in_time.whole
-- 按时签收率: of the orders that were acknowledged, or should have been while the unit had them. Who
-- has reported has nothing to acknowledge any more.
of_unit AND assessed AND acknowledge_by IS NOT NULL
 AND (acknowledged_at IS NOT NULL
      OR acknowledge_by < least(ended_at, handled_at, stood_at, signing_stood_at, %(at)s))

-- name: acknowledged_in_time.part
acknowledged_at <= acknowledge_by OR 'acknowledged_in_time' = ANY (corrected)

-- name: handled_of_due.whole
-- 办结率
judged AND fell_due

-- name: handled_of_due.part
ended

-- name: handled_in_time.whole
-- 按时办结率: handled by the effective deadline in every round of the cycle, of what was handled or is
-- overdue and has a limit, or of which a foreign history says whether it was late.
judged AND fell_due AND limited

-- name: handled_in_time.part
in_time

-- name: overdue.whole
-- 超期未办率
judged AND fell_due

-- name: overdue.part
NOT ended

-- name: fed_back_in_time.whole
-- 按时反馈率: of what was fed back, or should have been by now or before it was closed, in any round.
judged AND (told_before OR feedback_missed
            OR feed_back_by IS NOT NULL
               AND (fed_back_at IS NOT NULL OR feed_back_by < least(closed_at, %(at)s)))

-- name: fed_back_in_time.part
'fed_back_in_time' = ANY (corrected)
 OR NOT feedback_missed
    AND CASE WHEN feed_back_by IS NULL THEN true
             WHEN fed_back_at IS NULL THEN feed_back_by >= least(closed_at, %(at)s)
             ELSE fed_back_at <= feed_back_by END

-- name: extended.whole
-- 延期率
judged AND fell_due

-- name: extended.part
extensions > 0

-- name: suspended.whole
-- 挂账率
judged AND fell_due

-- name: suspended.part
suspensions > 0

-- name: reworked.whole
-- 返工率: closed only after a further round, or after a result was sent back.
judged AND closed_at IS NOT NULL

-- name: reworked.part
(NOT first_round OR sent_back > 0) AND 'not_reworked' = ANY (corrected) IS NOT TRUE

-- name: valid_callbacks.whole
-- 有效回访率: of the cases that were to be called back; merged claimants count with their parent.
answers AND (callback_by IS NOT NULL OR called_back_at IS NOT NULL)

-- name: valid_callbacks.part
valid

-- name: valid.part
-- 有效回访
answers AND valid

-- name: contacted.part
-- 联系数
answers AND valid AND is_contacted

-- name: solved.part
-- 解决数
answers AND valid AND is_solved = 'yes'

-- name: satisfied.part
-- 满意数
answers AND valid AND is_satisfied IN ('very', 'yes')

-- name: basically_satisfied.part
-- 基本满意
answers AND valid AND is_satisfied = 'basically'

-- name: response.whole
-- 响应率
answers AND valid

-- name: response.part
is_contacted

-- name: resolution.whole
-- 解决率: 基本解决 counts at the weight that the policy gives it.
answers AND valid

-- name: resolution.part
is_solved = 'yes' OR (is_solved = 'basically' AND %(basically_solved)s > 0)

-- name: resolution.weight
CASE is_solved WHEN 'yes' THEN 1 WHEN 'basically' THEN %(basically_solved)s END

-- name: satisfaction.whole
-- 满意率, by words: 基本满意 counts at the weight that the policy gives it.
answers AND valid

-- name: satisfaction.part
is_satisfied IN ('very', 'yes') OR (is_satisfied = 'basically' AND %(basically_satisfied)s > 0)

-- name: satisfaction.weight
CASE WHEN is_satisfied IN ('very', 'yes') THEN 1
     WHEN is_satisfied = 'basically' THEN %(basically_satisfied)s END

-- name: satisfaction_by_stars.whole
-- 满意率, by 0 to 10 stars: ten are satisfied in full.
answers AND valid AND stars IS NOT NULL

-- name: satisfaction_by_stars.part
is_stars > 0

-- name: satisfaction_by_stars.weight
is_stars / 10::numeric

-- name: first_time_resolution.whole
-- 一次解决率: in the first round of all; what was reopened was not.
answers AND valid

-- name: first_time_resolution.part
is_solved = 'yes' AND first_round AND cycle = 0

-- name: repeated.whole
-- 重复诉求率: closed, and raised again about a matter closed within thirty days before.
judged AND closed_at IS NOT NULL

-- name: repeated.part
repeats

-- name: answered_directly.whole
-- 直接答复率: of all that was collected, merged claimants too.
kind = 'centre' AND cycle = 0

-- name: answered_directly.part
closing_kind = 'answered_directly'

-- name: from_grids.whole
-- 网格上报占比: of all that was collected, merged claimants too.
kind = 'centre' AND cycle = 0

-- name: from_grids.part
channel = 'grid_visit'

-- name: mean_time.whole
-- 平均办理时长: open time in the unit's hands, of what was handled; the rounds of a cycle add up.
judged AND (handled_at IS NOT NULL OR handled_before)

-- name: mean_time.part
true

-- name: mean_time.weight
used

-- name: median_time.whole
-- 办理时长中位数
judged AND (handled_at IS NOT NULL OR handled_before)

-- name: median_time.part
true

-- name: co_handled_in_time.whole
-- 协办按时率: of what was reported, or should have been by now.
kind = 'co' AND kept AND assessed AND due IS NOT NULL
 AND (handled_at IS NOT NULL OR ended_by = 'fed_back'
      OR due < least(ended_at, stood_at, %(at)s) AND NOT extension_waits)

-- name: co_handled_in_time.part
handled_at <= due OR 'co_handled_in_time' = ANY (corrected)

-- name: whistles_answered.whole
-- 吹哨报到率: one that was returned or handed over is answered by nobody, or by the successor.
kind = 'co' AND kept AND assessed AND whistled

-- name: whistles_answered.part
handled_at IS NOT NULL

-- name: excluded.whole
-- 剔除率: of the cases that the unit answers for, those that were excluded from assessment.
responsible

-- name: excluded.part
excluded IS NOT NULL OR is_corrected_away
