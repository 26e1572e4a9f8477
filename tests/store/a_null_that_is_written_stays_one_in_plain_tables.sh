#!/bin/bash
# Only a field that is left out gets its default.
{
	echo '{"kind":"attention_link","id":1,"concept_a":"a","concept_b":"b","strength":null}'
	echo '{"kind":"attention_link","id":2,"concept_a":"a","concept_b":"b"}'
	echo '{"kind":"label","prediction_id":"p","true_label":1,"label_source":null}'
} | store-sqlite --only s.db 2>/dev/null
store-sqlite read s.db | tee one
store-sqlite --only t.db <one 2>/dev/null
store-sqlite read t.db | diff one -
sqlite3 s.db 'SELECT id, strength FROM attention_links'
