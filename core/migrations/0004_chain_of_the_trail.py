"""The chain of the trail: its tables, and the functions of the database that write it and refuse what would change it.

They are plain PostgreSQL, so `pgtrigger.ignore` does not concern them. The tables of traces get their triggers from
`core.trail.chain.cover` after every `migrate`, which also takes over the traces that an installation has already.
"""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

MAINTAINED = """
CREATE FUNCTION trail_is_maintained(guarded oid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce(current_setting('trail.maintenance', true), '') = 'on'
        AND pg_has_role(session_user, relowner, 'USAGE')
    FROM pg_class WHERE oid = guarded
$$;
"""
"""Whether the tables' owner says that rows are put and taken away by hand, as a migration or a restore does."""

DIGEST = """
CREATE FUNCTION trail_digest(
    before bytea, "position" bigint, shape bigint, "row" bigint, content bytea, taken_over boolean, at timestamptz
) RETURNS bytea LANGUAGE sql STABLE AS $$
    SELECT sha256(coalesce(before, ''::bytea) || content || convert_to(concat_ws(
        '|', "position", shape, "row", taken_over::int, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')
    ), 'UTF8'))
$$;
CREATE FUNCTION trail_content(whole jsonb, left_out text[]) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
    SELECT sha256(convert_to((whole - left_out)::text, 'UTF8'))
$$;
"""

LINK = """
CREATE FUNCTION trail_append(shape bigint, "row" bigint, content bytea, taken_over boolean)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    former record;
    moment timestamptz := clock_timestamp();
BEGIN
    PERFORM pg_advisory_xact_lock(7416303);
    SELECT link.position AS place, link.digest INTO former FROM core_chainlink link
        ORDER BY link.position DESC LIMIT 1;
    INSERT INTO core_chainlink ("position", shape_id, "row", content, digest, taken_over, at) VALUES (
        coalesce(former.place, 0) + 1, shape, "row", content,
        trail_digest(former.digest, coalesce(former.place, 0) + 1, shape, "row", content, taken_over, moment),
        taken_over, moment
    );
END $$;

CREATE FUNCTION trail_link() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp SET timezone = 'UTC' AS $$
DECLARE
    whole jsonb := to_jsonb(NEW);
BEGIN
    IF NOT trail_is_maintained(TG_RELID) THEN
        PERFORM trail_append(
            TG_ARGV[0]::bigint, (whole ->> TG_ARGV[1])::bigint, trail_content(whole, TG_ARGV[2:]), false
        );
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION trail_take_over(traces regclass, shape bigint, key text, left_out text[])
RETURNS void LANGUAGE plpgsql SET timezone = 'UTC' AS $$
DECLARE
    found record;
BEGIN
    FOR found IN EXECUTE format(
        'SELECT trace.%1$I::bigint AS row, to_jsonb(trace) AS whole FROM %2$s trace ORDER BY 1', key, traces
    ) LOOP
        PERFORM trail_append(shape, found.row, trail_content(found.whole, left_out), true);
    END LOOP;
END $$;
"""
"""A link is written when the transaction ends, so that writers wait for each other for as long as a commit takes."""

REFUSALS = """
CREATE FUNCTION trail_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT trail_is_maintained(TG_RELID) THEN
        IF TG_OP <> 'UPDATE' OR TG_NARGS = 0 THEN
            RAISE EXCEPTION 'Rows of % are only ever added', TG_TABLE_NAME;
        ELSIF to_jsonb(NEW) - TG_ARGV[0:] <> to_jsonb(OLD) - TG_ARGV[0:] THEN
            RAISE EXCEPTION 'Rows of % are only ever added', TG_TABLE_NAME;
        END IF;
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD WHEN 'UPDATE' THEN NEW END;
END $$;

CREATE FUNCTION trail_refuse_by_hand() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF pg_trigger_depth() < 2 AND NOT trail_is_maintained(TG_RELID) THEN
        RAISE EXCEPTION 'Rows of % are written by triggers alone', TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;
"""

GUARDS = """
CREATE TRIGGER trail_only_by_triggers BEFORE INSERT ON {0} FOR EACH ROW EXECUTE FUNCTION trail_refuse_by_hand();
CREATE TRIGGER trail_append_only BEFORE UPDATE OR DELETE ON {0} FOR EACH ROW EXECUTE FUNCTION trail_refuse();
CREATE TRIGGER trail_no_truncate BEFORE TRUNCATE ON {0} FOR EACH STATEMENT EXECUTE FUNCTION trail_refuse();
"""
OWN_GUARDS = GUARDS.format("core_chainlink") + GUARDS.format("core_chainshape")

UNDO = """
DROP FUNCTION trail_is_maintained, trail_digest, trail_content, trail_append, trail_link, trail_take_over,
    trail_refuse, trail_refuse_by_hand CASCADE;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0003_give_constraints_words'),
    ]

    operations = [
        migrations.CreateModel(
            name='ChainShape',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('table', models.CharField(max_length=63)),
                ('columns', models.JSONField()),
                ('since', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='ChainLink',
            fields=[
                ('position', models.BigIntegerField(primary_key=True, serialize=False)),
                ('row', models.BigIntegerField()),
                ('content', models.BinaryField()),
                ('digest', models.BinaryField()),
                ('taken_over', models.BooleanField()),
                ('at', models.DateTimeField()),
                ('shape', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='links', to='core.chainshape')),
            ],
            options={
                'ordering': ['position'],
            },
        ),
        migrations.RunSQL(MAINTAINED + DIGEST + LINK + REFUSALS + OWN_GUARDS, UNDO),
    ]
