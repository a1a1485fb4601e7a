"""The functions of the chain for two roles: an owner's, and an application's that owns nothing.

`trail_session_role` says who acts, also inside of functions that run with the owner's rights. Who could hang one of
these on a table of their own would write links and events by hand, so nobody else may execute them. Relations are
named with their schema: a temporary table comes before the system's own of its name.
"""

from django.db import migrations

ACTING = """
CREATE FUNCTION trail_session_role() RETURNS name LANGUAGE sql STABLE AS $$
    SELECT CASE current_setting('role') WHEN 'none' THEN session_user ELSE current_setting('role')::name END
$$;
CREATE OR REPLACE FUNCTION trail_is_maintained(guarded oid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce(current_setting('trail.maintenance', true), '') = 'on'
        AND pg_has_role(public.trail_session_role(), relowner, 'USAGE')
    FROM pg_catalog.pg_class WHERE oid = guarded
$$;
REVOKE EXECUTE ON FUNCTION trail_append, trail_link, trail_take_over FROM PUBLIC;
"""

UNDO = """
GRANT EXECUTE ON FUNCTION trail_append, trail_link, trail_take_over TO PUBLIC;
CREATE OR REPLACE FUNCTION trail_is_maintained(guarded oid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce(current_setting('trail.maintenance', true), '') = 'on'
        AND pg_has_role(session_user, relowner, 'USAGE')
    FROM pg_class WHERE oid = guarded
$$;
DROP FUNCTION trail_session_role;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0005_confirm_uploads'),
    ]

    operations = [
        migrations.RunSQL(ACTING, UNDO),
    ]
