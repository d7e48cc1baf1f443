-- Two generations of accountability side by side: as it is ({before}), as it would be ({after}).
-- {was} and {would} are their orders of the period, with what each figure says of them.

-- name: changed
-- The orders that a figure judges otherwise, each with the deadline that it was judged by.
SELECT f.figure, appeal_no, order_no, x.unit, x.unit_name, f.was, f.would, f.due_before,
       f.due_after, x.rule, y.rule
  FROM ({was}) a
  JOIN ({would}) b USING (appeal_no, order_no)
  JOIN {before}.accountability x USING (appeal_no, order_no)
  JOIN {after}.accountability y USING (appeal_no, order_no)
 CROSS JOIN LATERAL (VALUES
       ('dispatched_in_time', a.dispatched_in_time, b.dispatched_in_time, x.dispatch_by,
        y.dispatch_by),
       ('acknowledged_in_time', a.acknowledged_in_time, b.acknowledged_in_time, x.acknowledge_by,
        y.acknowledge_by),
       ('handled_in_time', a.handled_in_time, b.handled_in_time, x.due, y.due),
       ('fed_back_in_time', a.fed_back_in_time, b.fed_back_in_time, x.feed_back_by,
        y.feed_back_by),
       ('co_handled_in_time', a.co_handled_in_time, b.co_handled_in_time, x.due, y.due)
     ) f(figure, was, would, due_before, due_after)
 WHERE f.was IS DISTINCT FROM f.would
 ORDER BY appeal_no, order_no, figure

-- name: moved
-- How many orders the period has, and for how many any deadline would have been another.
SELECT count(*),
       count(*) FILTER (
           WHERE (x.dispatch_by, x.acknowledge_by, x.contact_by, x.due, x.feed_back_by,
                  x.callback_by)
                 IS DISTINCT FROM
                 (y.dispatch_by, y.acknowledge_by, y.contact_by, y.due, y.feed_back_by,
                  y.callback_by))
  FROM ({was}) a
  JOIN {before}.accountability x USING (appeal_no, order_no)
  JOIN {after}.accountability y USING (appeal_no, order_no)
