#!/bin/bash
for i in {1..20}; do
	echo '{"kind":"alert","alert_id":"a'$i'","test_name":"t'$i'","source":"drift","severity":"high","state":"firing","message":"m","created_at":"2026-01-01T00:00:00Z"}'
done | $STORE --only "$DB"
for i in {1..20}; do
	echo '{"kind":"ack","test_name":"t'$i'","acknowledged_by":"ana"}'
done | $STORE --only "$DB"
$STORE read "$DB" --acknowledged yes | wc -l
