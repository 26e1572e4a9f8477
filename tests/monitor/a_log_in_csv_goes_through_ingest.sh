#!/bin/bash
# Columns that are no field of a prediction are its features.
. "$TESTS/monitor/lib.bash"
printf 'x,city\n' >ref.csv
rows 300 | jq -r '[.x, .city] | @csv' >>ref.csv
{
	echo 'prediction_id,timestamp,model_name,prediction,probability,x,city'
	rows 250 200 | predictions | jq -r '[.prediction_id, .timestamp,
	    .model_name, .prediction, .probability, .features.x,
	    .features.city] | @csv'
} >log.csv
ingest --kind prediction log.csv 2>err | watch --reference ref.csv | verdicts
