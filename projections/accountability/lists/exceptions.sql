-- What stands on each list of exceptions: `x.is` says which rows, which are called `o`, and where
-- a list has groups `x.group` says in which of them a row is. The index counts by these words and
-- the lists are filtered by them. Their first lines are those of an index in `schema.sql`.

-- name: overdue.is
-- 超期未办: an order whose clock runs past its deadline, in a unit's hands or while its return waits;
-- or a case in the centre's hands, as also while it is disputed, past its own or the time to send it out.
o.closed_at IS NULL AND o.handled_at IS NULL
 AND coalesce(o.due, o.late_since, o.dispatch_by) < %(at)s AND NOT o.extension_waits
 AND (o.kind = 'lead' AND o.kept AND o.latest AND (o.runs OR o.state = 'deciding')
      OR o.kind = 'co' AND o.kept AND o.latest AND o.state NOT IN ('suspended', 'done')
      OR o.kind = 'centre' AND o.state = 'waiting' AND o.parent_no IS NULL)

-- name: overdue.group
-- By calendar days: days of 24 hours begun since the deadline.
CASE WHEN coalesce(o.due, o.late_since, o.dispatch_by) >= %(at)s - interval '72 hours' THEN '1-3'
     WHEN coalesce(o.due, o.late_since, o.dispatch_by) >= %(at)s - interval '168 hours' THEN '4-7'
     ELSE '8-' END

-- name: returned_twice.is
-- 多次退单: units asked twice and more in one cycle to be rid of it.
o.kind = 'centre' AND o.returns >= 2

-- name: passed_around.is
-- 飞单: three units and more led it within one round; a dissolved unit's successor is no other unit.
o.kind = 'centre' AND cardinality(o.leads) >= 3
 AND EXISTS (SELECT FROM {schema}.accountability l
              WHERE l.appeal_no = o.appeal_no AND l.cycle = o.cycle AND l.kind = 'lead'
                AND l.ended_by IS DISTINCT FROM 'handed_over'
              GROUP BY l.round HAVING count(*) >= 3)

-- name: at_dissolved.is
-- 撤并单位未移交: an open order that was not handed over when its unit was dissolved.
o.kind <> 'centre' AND o.kept AND o.latest AND o.state <> 'done' AND o.closed_at IS NULL
 AND o.unit = ANY (%(dissolved)s::text[])

-- name: visit_denied.is
-- 上门存疑: the unit wrote that it had visited, the claimant says that nobody came.
o.visit_denied

-- name: redone_twice.is
-- 多次重办: ordered again twice and more within one cycle.
o.kind = 'centre' AND o.reworks >= 2

-- name: suspended_beyond.is
-- 挂账逾期: still halted after the date that was approved.
o.suspended_until IS NOT NULL
 AND o.state = 'suspended' AND o.suspended_until < %(at)s

-- name: never_acknowledged.is
-- 未签收: past the time to acknowledge while the unit had it, and not acknowledged to this day.
o.acknowledged_at IS NULL AND o.acknowledge_by IS NOT NULL
 AND o.acknowledge_by < least(o.ended_at, o.handled_at, o.stood_at, o.signing_stood_at, %(at)s)

-- name: never_acknowledged.group
CASE WHEN o.ended_at IS NULL AND o.handled_at IS NULL THEN 'waiting' ELSE 'ended' END

-- name: unreachable.is
-- 回访不通结案
o.kind = 'centre' AND o.closing_kind IN ('unreachable', 'forced')
 AND o.closing_kind = 'unreachable'

-- name: forced.is
-- 强制结案
o.kind = 'centre' AND o.closing_kind IN ('unreachable', 'forced')
 AND o.closing_kind = 'forced'

-- name: excluded.is
-- 剔除: cases that the unit answers for and that leave its rates.
o.excluded IS NOT NULL
 AND o.kind = 'lead' AND o.kept AND o.latest

-- name: backdated.is
-- 倒填记录: facts that were said to have happened before they were recorded.
o.backdated > 0

-- name: not_fed_back.is
-- 未反馈结案: closed though the claimant was not told; not what needs no telling, or was told so.
o.kind = 'centre' AND o.closed_at IS NOT NULL AND (o.fed_back_at IS NULL OR o.undelivered)
 AND o.closing_kind NOT IN ('answered_directly', 'not_accepted', 'refused_by_law',
                            'transferred_out', 'withdrawn', 'terminated', 'duplicate_merged')

-- name: not_fed_back.group
CASE WHEN o.fed_back_at IS NULL THEN 'nothing_recorded' ELSE 'not_delivered' END

-- name: no_group
NULL::text

-- name: tally
SELECT {list}, ({group}), count(*)
  FROM {schema}.accountability o WHERE ({condition}) AND {within} GROUP BY 2

-- name: entries
({condition})

-- name: entries_of_group
({condition}) AND ({group}) = %(group)s

-- name: grouped
{columns}, ({group}) AS grouped

-- name: exclusion_ratios
-- The cases of each unit that has one excluded, and how many of them are.
SELECT o.unit, max(o.unit_name), count(*) FILTER (WHERE o.excluded IS NOT NULL), count(*)
  FROM {schema}.accountability o
 WHERE o.kind = 'lead' AND o.kept AND o.latest AND {within}
 GROUP BY o.unit HAVING bool_or(o.excluded IS NOT NULL)
 ORDER BY o.unit
