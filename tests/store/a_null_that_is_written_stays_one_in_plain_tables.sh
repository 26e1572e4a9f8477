#!/bin/bash
# Only a field that is left out gets its default.
{
	echo '{"kind":"attention_link","id":1,"concept_a":"a","concept_b":"b","strength":null}'
	echo '{"kind":"attention_link","id":2,"concept_a":"a","concept_b":"b"}'
	echo '{"kind":"label","prediction_id":"p","true_label":1,"label_source":null}'
} | $STORE --only "$DB" 2>/dev/null
$STORE read "$DB" | tee one
$STORE --only "$DB2" <one 2>/dev/null
$STORE read "$DB2" | diff one -
. "$TESTS/store/lib.bash"
ask 'SELECT id, strength FROM attention_links ORDER BY id'
