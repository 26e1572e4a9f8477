# lib.bash - what the cases of monitor share

NOW=2026-01-31T00:00:00Z

# N rows of a reference, or of today: x from 0 on and a city, in turn.
rows() { # N [SHIFT]
	awk -v n="$1" -v shift="${2-0}" 'BEGIN {
		split("Bonn Ulm Trier", city, " ")
		for (i = 0; i < n; i++)
			printf "{\"x\":%s,\"city\":\"%s\"}\n", i + shift,
			    city[i % 3 + 1] }'
}

# Rows as predictions, p0 on, a minute apart.
predictions() { # [MODEL]
	awk -v model="${1-credit}" '{
		printf "{\"kind\":\"prediction\",\"prediction_id\":\"p%d\"," \
		    "\"timestamp\":\"2026-01-30T%02d:%02d:00Z\"," \
		    "\"model_name\":\"%s\",\"prediction\":%d," \
		    "\"probability\":0.%02d,\"features\":%s}\n", NR - 1,
		    1 + NR / 60 % 22, NR % 60, model, (NR % 100 >= 50),
		    NR % 100, $0 }'
}

# monitor at that time, whatever the number of predictions
watch() {
	monitor --only --now $NOW --min 1 "$@"
}

# What a record says, but for its times.
verdicts() {
	jq -c 'select(.kind == "feature_drift") | [.model_name, .feature,
	    .stat_test, (.score * 1e6 | round / 1e6), .drift_detected]'
}
