#!/bin/bash
for i in {1..20}; do
	echo '{"kind":"alert","alert_id":"a'$i'","test_name":"t'$i'","source":"drift","severity":"high","state":"firing","message":"m","created_at":"2026-01-01T00:00:00Z"}'
done | store-sqlite --only s.db
for i in {1..20}; do
	echo '{"kind":"ack","test_name":"t'$i'","acknowledged_by":"ana"}'
done | store-sqlite --only s.db
store-sqlite read s.db --acknowledged yes | wc -l
