#!/bin/bash
# Those that are no field: numbers where they are written as such, but no NaN
# and no infinities. Where there is a column of features they are not.
cat >log.csv <<'EOF'
prediction_id,timestamp,model_name,prediction,probability,age,city,since,x
p1,2026-01-30T12:00:00Z,credit,1,0.75,31,"Bad ""Ems""",2020-01-02,NaN
p2,2026-01-30T12:00:00Z,credit,0,.25,+0.5e1,Ulm,2021-01-02,007
p3,2026-01-30T12:00:00Z,credit,0,.25,,,,-inf
EOF
ingest --kind prediction log.csv
printf 'prediction_id,timestamp,features,age\np4,2026-01-30T12:00:00Z,"{""a"":1}",3\n' |
    ingest -f csv --kind prediction
