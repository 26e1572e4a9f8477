#!/bin/bash
cat >r.csv <<'E'
kind,prediction_id,timestamp,probability,features,true_label,test_name,acknowledged
prediction,1,2026-01-31T12:00:00Z,0.5,"{""a"": 1}",,,
label,1,,,,1,,
weather,1,,,,1,,
,,,,,,x,
E
ingest --kind label r.csv
