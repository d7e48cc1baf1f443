-- What is open is said in the words of the partial index: the questions are asked every second.

-- name: to_share_the_result
-- A merged claimant hears the result when the parent's claimant has heard it, and again after a
-- further round.
SELECT child.appeal_no, parent.appeal_no, parent.round
  FROM {city_tracking}.tracking child
  JOIN {city_tracking}.tracking parent ON parent.appeal_no = child.parent_no
 WHERE child.status IN ('collected', 'fed_back', 'called_back')
   AND child.status NOT IN ('closed', 'archived')
   AND parent.fed_back_at > coalesce(child.fed_back_at, '-infinity')
   AND parent.status IN ('fed_back', 'called_back', 'closed', 'archived')

-- name: to_close_with_the_parent
-- Once its own claimant was called back, or is not to be, or could not be reached. Who says that it
-- is not solved, or objects, waits for the duty leader.
SELECT child.appeal_no, parent.appeal_no, parent.round, child.callbacks
  FROM {city_tracking}.tracking child
  JOIN {city_tracking}.tracking parent ON parent.appeal_no = child.parent_no
 WHERE parent.status IN ('closed', 'archived')
   AND child.status NOT IN ('closed', 'archived')
   AND (child.status = 'called_back'
        OR child.status = 'fed_back' AND (NOT child.wants_callback OR child.callbacks > 2))
   AND child.solved IS DISTINCT FROM 'no' AND NOT child.pending @> ARRAY['objection']

-- name: to_stand_alone_again
-- The parent ended without being handled: the matter of the others is still open.
SELECT child.appeal_no, parent.appeal_no, parent.version
  FROM {city_tracking}.tracking child
  JOIN {city_tracking}.tracking parent ON parent.appeal_no = child.parent_no
 WHERE child.status = 'collected' AND child.status NOT IN ('closed', 'archived')
   AND parent.fed_back_at IS NULL AND parent.status = 'closed'

-- name: to_mark_as_a_group
-- Five claimants of one matter are a group: the duty leader is to know (DOMAIN 11.3).
SELECT parent.appeal_no
  FROM {city_tracking}.tracking child
  JOIN {city_tracking}.tracking parent ON parent.appeal_no = child.parent_no
 WHERE child.status = 'collected' AND child.status NOT IN ('closed', 'archived')
   AND parent.sensitive = 'none'
   AND parent.status NOT IN ('closed', 'archived')
 GROUP BY parent.appeal_no HAVING count(*) >= 4

-- name: to_supervise_a_false_visit
-- The unit said visited, the resident says nobody came (DOMAIN 11.15).
SELECT appeal_no, round, callbacks
  FROM {city_tracking}.tracking
 WHERE flags @> ARRAY['nobody_came'] AND lead_unit IS NOT NULL AND status <> 'archived'
