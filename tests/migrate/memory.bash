# memory.bash - the file of the application whose memory moves
memory() { # FILE [SQL]: plain tables, as it makes them, and rows in each
	sqlite3 "$1" <<'EOF'
CREATE TABLE tenants (tenant_id TEXT PRIMARY KEY, created_at TEXT NOT NULL,
    last_active TEXT, metadata TEXT DEFAULT '{}');
CREATE TABLE entities (id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL, entity_type TEXT NOT NULL, description TEXT,
    created_at TEXT NOT NULL, tenant_id TEXT DEFAULT 'default');
CREATE TABLE auto_messages (id INTEGER PRIMARY KEY AUTOINCREMENT,
    instance_id TEXT NOT NULL, timestamp REAL NOT NULL,
    message_number INTEGER NOT NULL, role TEXT NOT NULL, content TEXT NOT NULL,
    metadata TEXT, tenant_id TEXT DEFAULT 'default');
CREATE TABLE decisions (id INTEGER PRIMARY KEY AUTOINCREMENT,
    instance_id TEXT NOT NULL, timestamp REAL NOT NULL,
    decision_text TEXT NOT NULL, context TEXT, extracted_from TEXT,
    tenant_id TEXT DEFAULT 'default');
CREATE TABLE attention_links (id INTEGER PRIMARY KEY AUTOINCREMENT,
    concept_a TEXT NOT NULL, concept_b TEXT NOT NULL, link_type TEXT NOT NULL,
    strength REAL DEFAULT 0.5, created_at TEXT NOT NULL, last_accessed TEXT,
    tenant_id TEXT DEFAULT 'default');
CREATE TABLE compound_concepts (id INTEGER PRIMARY KEY AUTOINCREMENT,
    compound_name TEXT NOT NULL, component_concepts TEXT NOT NULL,
    co_occurrence_count INTEGER DEFAULT 1, last_seen TEXT NOT NULL,
    tenant_id TEXT DEFAULT 'default');
INSERT INTO tenants VALUES ('default', '2026-01-01T00:00:00', NULL, '{}'),
    ('é', '2026-01-01 00:00:00.5', '2026-01-02T01:00:00.000001+01:00', NULL);
INSERT INTO entities VALUES (7, 'drift', 'concept', 'a
 word', '2026-01-05T10:11:12.345678', 'default'),
    (9007199254740993, '😀', '', NULL, '0001-01-01', 'é');
INSERT INTO auto_messages VALUES (42, 'inst', 1767225700.123456, 1, 'user',
    'hello', '{"k":
 1}', 'default'), (43, 'inst', -0.000001, 2, 'user', '', 'no JSON', NULL);
INSERT INTO decisions VALUES (5, 'inst', 1767225700, 'text', NULL, NULL, 'é');
INSERT INTO attention_links VALUES (3, 'a', 'b', 'x', NULL,
    '2026-01-01T00:00:00Z', NULL, 'default'), (4, 'a', 'c', 'x',
    0.30000000000000004, '2026-01-01T00:00:00.123456789', NULL, 'default');
INSERT INTO compound_concepts VALUES (1, 'ab', '["a", "b"]', 3,
    '2026-02-28T23:59:59', 'default');
EOF
	[ $# = 1 ] || sqlite3 "$1" "$2"
}
