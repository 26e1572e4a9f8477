#!/bin/bash
# postgres only: its statements, which name no id, on the tables that moved;
# new ids follow the largest one that came, also where another came by itself.
. "$TESTS/store/lib.bash"
. "$TESTS/migrate/memory.bash"
memory memory.db
drift migrate memory.db "$DB" >/dev/null
ask "INSERT INTO entities (name, entity_type, description, created_at)
    VALUES ('n', 't', 'd', '2026-01-05T10:11:12.345678')
    RETURNING id, tenant_id, created_at"
ask "INSERT INTO entities (name, entity_type, created_at, tenant_id)
    VALUES ('n', 't', now(), 'x'), ('m', 't', now(), 'x') RETURNING id, tenant_id"
ask "SELECT id, name, entity_type FROM entities WHERE tenant_id = 'x' ORDER BY id"
ask "INSERT INTO auto_messages (instance_id, timestamp, message_number, role,
    content, metadata, tenant_id) VALUES ('i', now(), 1, 'r', 'c', '{\"a\": 1}',
    'x') RETURNING id, metadata"
ask "INSERT INTO decisions (instance_id, timestamp, decision_text, context,
    extracted_from) VALUES ('i', now(), 't', NULL, NULL) RETURNING id"
ask "INSERT INTO attention_links (concept_a, concept_b, link_type, created_at)
    VALUES ('a', 'b', 'c', now()) RETURNING id, strength, tenant_id"
ask "INSERT INTO compound_concepts (compound_name, component_concepts, last_seen)
    VALUES ('ab', '[]', now()) RETURNING id, co_occurrence_count"
for time in 2026-02-01 2026-02-02; do
	ask "INSERT INTO tenants (tenant_id, created_at, last_active)
	    VALUES ('x', now(), '$time') ON CONFLICT (tenant_id)
	    DO UPDATE SET last_active = excluded.last_active"
done
ask "SELECT tenant_id, last_active FROM tenants WHERE tenant_id = 'x'"
ask "UPDATE attention_links SET strength = 0.75 WHERE id = 3 AND tenant_id = 'default'"
ask "DELETE FROM attention_links WHERE id = 4"
drift read "$DB" --kind attention_link --where id=3
echo '{"kind":"attention_link","id":100,"concept_a":"a"}' |
    drift store --only --quiet "$DB"
ask "INSERT INTO attention_links (concept_a, concept_b, link_type, created_at)
    VALUES ('a', 'b', 'c', now()) RETURNING id"
# What it wrote is read as ever; another migration brings the rows anew that
# the file still has.
drift read "$DB" --kind entity --project x | jq -c '[.id, .name]'
drift migrate --kind attention_link memory.db "$DB" 2>/dev/null | jq -c '[.rows, .ok]'
drift read "$DB" --kind attention_link | jq -c '[.id, .strength]'
