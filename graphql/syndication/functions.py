"""The functions that every trigger of the change log calls, in SQL."""

from syndication.tags import ALL, PAGE, page_kinds

CHANNEL = "verkosto_changes"
# More single rows and groups than this in one transaction are told as `all`: nobody gains by looking for each.
MOST_KEYS = 150

# With its owner's rights and names: whoever may change content is heard, whatever the search path.
HEAD = "LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT"

_KINDS = "\n".join(f"        WHEN '{label.lower()}' THEN '{kind}'" for label, kind in page_kinds().items())

SHARED = f"""
-- Both sets as one. Too many keys, or `all`, leave the kinds and `all`.
CREATE OR REPLACE FUNCTION syndication_merged(held text[], fired text[]) RETURNS text[] LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    merged text[] := ARRAY(SELECT DISTINCT tag COLLATE "C" FROM unnest(held || fired) AS tag ORDER BY 1);
    kinds text[] := ARRAY(SELECT tag FROM unnest(merged) AS tag WHERE tag !~ ':|^[0-9a-f]{{8}}-');
BEGIN
    IF '{ALL}' = ANY (kinds) THEN
        RETURN kinds;
    ELSIF cardinality(merged) - cardinality(kinds) > {MOST_KEYS} THEN
        RETURN ARRAY(SELECT tag COLLATE "C" FROM unnest('{{{ALL}}}' || kinds) AS tag ORDER BY 1);
    END IF;
    RETURN merged;
END $$;

-- Adds to the one row of this transaction.
CREATE OR REPLACE FUNCTION syndication_record(fired text[]) RETURNS void {HEAD} AS $$
BEGIN
    IF cardinality(fired) > 0 THEN
        INSERT INTO syndication_change AS held (transaction, at, tags)
        VALUES (pg_current_xact_id()::text::bigint, clock_timestamp(), syndication_merged('{{}}', fired))
        ON CONFLICT (transaction) DO UPDATE SET tags = syndication_merged(held.tags, excluded.tags)
        WHERE syndication_merged(held.tags, excluded.tags) <> held.tags;
    END IF;
END $$;

-- At the commit: that there is something to read. PostgreSQL sends it once for a transaction.
CREATE OR REPLACE FUNCTION syndication_notify() RETURNS trigger {HEAD} AS $$
BEGIN
    PERFORM pg_notify('{CHANNEL}', '');
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION syndication_on_truncate() RETURNS trigger {HEAD} AS $$
BEGIN
    PERFORM syndication_record('{{{ALL}}}');
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION syndication_kind(content_type integer) RETURNS text
LANGUAGE sql STABLE SET search_path FROM CURRENT AS $$
    SELECT CASE app_label || '.' || model
{_KINDS}
    END FROM django_content_type WHERE id = content_type
$$;

-- The tags of these pages, of as many as readers may see.
CREATE OR REPLACE FUNCTION syndication_groups(pages bigint[], kind text) RETURNS text[] {HEAD} AS $$
DECLARE
    drafts bigint[] := ARRAY(SELECT id FROM wagtailcore_page WHERE id = ANY (pages) AND NOT live);
    read bigint[];
    kinds text[];
BEGIN
    IF cardinality(drafts) > 0 THEN
        -- The rows of a page that is not live hold a draft, and whoever publishes it tells so. He may be about to:
        -- what he has locked counts as read, and what is locked here stays a draft until this transaction ends.
        drafts := ARRAY(
            SELECT id FROM wagtailcore_page WHERE id = ANY (drafts) AND NOT live FOR NO KEY UPDATE SKIP LOCKED
        );
    END IF;
    read := ARRAY(SELECT unnest(pages) EXCEPT SELECT unnest(drafts));
    IF cardinality(read) = 0 THEN
        RETURN '{{}}';
    END IF;
    kinds := CASE WHEN kind IS NOT NULL THEN ARRAY[kind] ELSE ARRAY(
        SELECT syndication_kind(content_type_id)
        FROM (SELECT DISTINCT content_type_id FROM wagtailcore_page WHERE id = ANY (read)) AS types
    ) END;
    RETURN array_remove('{{{PAGE}}}' || kinds, NULL) || ARRAY(
        SELECT DISTINCT translation_key::text FROM wagtailcore_page WHERE id = ANY (read) LIMIT {MOST_KEYS + 1}
    );
END $$;
"""

# Here, where a table's triggers cannot be replaced: it is a constraint's.
LOG = """
DROP TRIGGER IF EXISTS syndication_notify ON syndication_change;
CREATE CONSTRAINT TRIGGER syndication_notify AFTER INSERT OR UPDATE ON syndication_change
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION syndication_notify();
"""
