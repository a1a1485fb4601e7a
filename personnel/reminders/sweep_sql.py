"""The statements of the reminder sweep, and of what it would write by another rule.

`due` are the open obligations of one range of keys with the latest threshold each has passed; a threshold longer than
the whole limit does not count, or the opening of a short limit would be its first reminder. A threshold goes by the
rule of the day on which it passed, or a rule added today would remind of all that is long late. `told` joins them to
the seats of their owners, as far as the threshold's audience reaches: at the widest it goes one level up
(docs/domain.md, reminders), from an organization to its division leader, from a body to who transfers the leads, from
the office to the leading group, from a team's or a division leader to the office. `barred` takes out whoever is
recused; the trail knows the persons an account stands for and ever stood for. Obligations and reminders have tables
named after their first app.
"""

_FOUND = """
WITH due AS (
    SELECT o.id, o.title, o.titles, o.due_on, o.due_on - %(on)s::date AS days_left,
           o.organization_id, coalesce(i.organization_id, o.organization_id) AS inspected_id, o.is_confidential,
           kind.owner,
           CASE kind.owner WHEN 'team_leader' THEN i.team_id WHEN 'division_leader' THEN o.account_id
               ELSE coalesce(o.organization_id, o.body_id, o.account_id, 0) END AS owner_id,
           rule.days_left AS threshold,
           %(circles)s::jsonb -> rule.audience AS circles
    FROM rectification_obligation o
    JOIN jsonb_each_text(%(owners)s::jsonb) kind (node, owner) ON kind.node = o.node
    LEFT JOIN rounds_inspection i ON i.id = o.inspection_id
    CROSS JOIN LATERAL (
        SELECT r.days_left, r.audience FROM rectification_reminderrule r
        WHERE r.days_left >= o.due_on - %(on)s::date AND (r.days_left <= 0 OR r.days_left < o.due_on - o.from_on)
          AND (r.since IS NULL OR r.since <= o.due_on - r.days_left)
          AND (r.until IS NULL OR r.until > o.due_on - r.days_left)
        ORDER BY r.days_left LIMIT 1
    ) rule
    WHERE o.id BETWEEN %(first)s AND %(last)s AND o.due_on <= %(horizon)s
      AND o.met_on IS NULL AND o.cancelled_on IS NULL AND o.paused_on IS NULL
      AND o.unchecked_since IS NULL
      AND NOT EXISTS (
          SELECT FROM rounds_standstill s WHERE s.obligation_id = o.id AND s.resumed_on IS NULL
              AND s.paused_on <= %(on)s::date AND (s.until IS NULL OR s.until > %(on)s::date)
      )
), seat AS MATERIALIZED (
    SELECT owner, owner_id, circle, account_id FROM personnel_seat
    WHERE (since IS NULL OR since <= %(on)s::date) AND (until IS NULL OR until > %(on)s::date)
), told AS (
    SELECT due.id, due.threshold, due.due_on, due.inspected_id, seat.account_id AS recipient_id
    FROM due JOIN seat ON seat.owner = due.owner AND seat.owner_id = due.owner_id
        AND due.circles @> to_jsonb(seat.circle)
), barred AS (
    SELECT DISTINCT e.pgh_obj_id AS account_id, r.organization_id
    FROM personnel_recusal r JOIN personnel_userevent e ON e.person_id = r.person_id
    WHERE r.ended_on IS NULL
), new AS (
    SELECT told.id, told.threshold, told.due_on, told.recipient_id
    FROM told
    WHERE NOT EXISTS (
        SELECT FROM barred
        WHERE barred.account_id = told.recipient_id AND barred.organization_id = told.inspected_id
    ) AND NOT EXISTS (
        SELECT FROM rectification_reminder w
        WHERE w.obligation_id = told.id AND w.threshold = told.threshold
          AND w.due_on = told.due_on AND w.recipient_id = told.recipient_id
    )
)
"""

COUNT = (
    _FOUND
    + """
SELECT threshold, count(DISTINCT (id, recipient_id)), count(DISTINCT id)
FROM new GROUP BY threshold ORDER BY threshold DESC
"""
)

_AND_WRITE = """
, written AS (
    INSERT INTO rectification_reminder (obligation_id, threshold, due_on, recipient_id, written_at)
    SELECT id, threshold, due_on, recipient_id, %(now)s
    FROM new ORDER BY id, recipient_id
    ON CONFLICT (obligation_id, threshold, due_on, recipient_id) DO NOTHING
    RETURNING obligation_id, threshold, recipient_id
), announced AS (
    INSERT INTO core_notice (recipient_id, kind, subject, subjects, body, url, created_at, about, due_on, unit)
    SELECT written.recipient_id, %(kind)s, said.words ->> %(house)s, said.words - %(house)s,
           coalesce(owner.name, ''), replace(%(page)s, '0', due.id::text), %(now)s,
           due.id, due.due_on, CASE WHEN due.is_confidential THEN '' ELSE coalesce(unit.name, '') END
    FROM written
    JOIN due ON due.id = written.obligation_id
    CROSS JOIN LATERAL (
        SELECT jsonb_object_agg(language, replace(replace(
            sentences ->> CASE WHEN due.days_left < 0 THEN 'late' ELSE 'due' END,
            '{day}', to_char(due.due_on, 'YYYY-MM-DD')),
            '{title}', coalesce(due.titles ->> language, due.title))) AS words
        FROM jsonb_each(%(words)s::jsonb) AS each (language, sentences)
    ) said
    LEFT JOIN rounds_organization owner ON owner.id = due.organization_id
    LEFT JOIN rounds_organization unit ON unit.id = due.inspected_id
    ORDER BY written.obligation_id, written.recipient_id
)
SELECT threshold, count(*), count(DISTINCT obligation_id) FROM written GROUP BY threshold ORDER BY threshold DESC
"""
WRITE = _FOUND + _AND_WRITE

FORESEEN = """
WITH passing (id, due_on, about_id, owner, owner_id) AS ({passing}), seat AS MATERIALIZED (
    SELECT owner, owner_id, circle, account_id, since, until FROM personnel_seat
), barred AS (
    SELECT DISTINCT e.pgh_obj_id AS account_id, r.organization_id
    FROM personnel_recusal r JOIN personnel_userevent e ON e.person_id = r.person_id
    WHERE r.ended_on IS NULL
), told AS (
    SELECT passing.id, seat.account_id, bool_or(seat.circle = ANY(%s::int[])) AS old,
           bool_or(seat.circle = ANY(%s::int[])) AS new
    FROM (SELECT *, due_on - %s::int AS day FROM passing) passing
    JOIN seat ON seat.owner = passing.owner AND seat.owner_id = passing.owner_id
        AND (seat.since IS NULL OR seat.since <= passing.day) AND (seat.until IS NULL OR seat.until > passing.day)
    WHERE NOT EXISTS (
        SELECT FROM barred
        WHERE barred.account_id = seat.account_id AND barred.organization_id = passing.about_id
    )
    GROUP BY passing.id, seat.account_id
), changed AS (
    SELECT count(*) FILTER (WHERE new AND NOT old) AS more, count(*) FILTER (WHERE old AND NOT new) AS fewer
    FROM told GROUP BY id
)
SELECT coalesce(sum(more), 0)::int, count(*) FILTER (WHERE more > 0),
       coalesce(sum(fewer), 0)::int, count(*) FILTER (WHERE fewer > 0),
       count(*) FILTER (WHERE more > 0 AND fewer > 0)
FROM changed
"""
"""What duties that pass a threshold would tell by another audience: how many reminders more, for how many duties; how
many fewer, for how many duties; for how many duties both.
"""
