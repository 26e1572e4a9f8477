#!/bin/bash
# Of each figure the newest.
signal='{"kind":"signal","test_name":"t","test_status":"pass","timestamp":"2026-01-31T00:00:00Z"}'
for day in 02 01; do
	yes "$signal" | head -n ${day#0} |
	    classify --metrics --now 2026-02-${day}T00:00:00Z |
	    drift store --quiet --only "$DB"
done
drift health "$DB" | jq -c '.classify | {classified, enrich_ok}'
drift init "$DB2" && drift health "$DB2" | jq -c .classify
