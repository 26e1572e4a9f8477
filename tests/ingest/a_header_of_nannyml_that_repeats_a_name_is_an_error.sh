#!/bin/bash
# A record of it would have one member twice, and be refused by the next filter.
cat >m.csv <<'C'
chunk_key,chunk_start_date,chunk_end_date,roc_auc_value,roc_auc_value
a,2026-01-01,2026-01-02,0.5,0.5
C
ingest -f nannyml m.csv
echo $?
