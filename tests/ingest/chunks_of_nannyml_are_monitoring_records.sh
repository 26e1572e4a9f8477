#!/bin/bash
# Written by hand after to_df(multilevel=False): CSV, JSON in an array, and
# JSON in lines say the same.  A feature that two methods looked at has the
# method in its name, and counts once.
cat >n.csv <<'C'
,chunk_key,chunk_index,chunk_start_index,chunk_end_index,chunk_start_date,chunk_end_date,chunk_period,"car, new_jensen_shannon_value","car, new_jensen_shannon_upper_threshold","car, new_jensen_shannon_lower_threshold","car, new_jensen_shannon_alert","car, new_wasserstein_value","car, new_wasserstein_upper_threshold","car, new_wasserstein_alert",repaid_chi2_value,repaid_chi2_p_value,repaid_chi2_alert,roc_auc_value,roc_auc_alert
0,[0:4999],0,0,4999,2018-01-01 00:00:00,2018-01-03 23:59:59.999999,reference,0.1,0.2,,,1.5,2,False,2.5,0.2,False,0.97,False
1,[5000:9999],1,5000,9999,2018-01-04 00:00:00,2018-01-06 23:59:59.999999,analysis,0.3,0.2,,True,2.5,2,True,nan,,,,
C
ingest --tz UTC n.csv >csv
cat csv
jq -Rs 'split("\n")[1:-1] | length' n.csv
python3 - <<'P'
import csv, json
rows = [{k: None if v in ("", "nan") else {"True": True, "False": False}.get(v, v)
         for k, v in row.items()} for row in csv.DictReader(open("n.csv"))]
json.dump(rows, open("array.json", "w"))
open("lines.json", "w").write("\n".join(map(json.dumps, rows)))
P
for file in array lines; do ingest --tz UTC $file.json | diff csv -; done
{ cut -d, -f1-5,8- n.csv; echo 2,broken; } >undated.csv
ingest --at 2026-01-31T10:00:00Z undated.csv | jq -c '[.kind, .timestamp, .feature]'
head -n 1 n.csv >empty.csv
ingest empty.csv
