# lib.bash - what the cases of gate share

# A candidate that passes every gate, changed by a jq expression.
evaluation() { # [CHANGE]
	jq -cn '{kind: "evaluation", model_name: "credit",
	    shadow: {version: "8", run_id: "run-8", num_samples: 250,
		f1_score: 0.84, brier_score: 0.15},
	    production: {version: "7", num_samples: 900, f1_score: 0.8,
		brier_score: 0.155},
	    coverage: {coverage_rate: 0.45, labeled_predictions: 300}}'" | ${1-.}"
}

# One of a day at an hour, with its drifted features.
monitoring() { # TIME RATIO FEATURE ...
	local time=$1 ratio=$2
	shift 2
	echo '{"kind":"monitoring","model_name":"credit","timestamp":"'$time'","lookback_hours":24,"status":"ok","num_predictions":500,"num_features":10,"num_drifted_features":'$#',"feature_drift_ratio":'$ratio',"dataset_drift_detected":false,"drift_summary_ref":"'$time.json'"}'
	for feature; do
		echo '{"kind":"feature_drift","model_name":"credit","timestamp":"'$time'","feature":"'$feature'","stat_test":"ks","score":0.5,"threshold":0.05,"drift_detected":true}'
	done
}

# What came before, as recall(1) tells it.
history() {
	jq -c '{kind: "history", of: .kind} + del(.kind)'
}

judge() { # [OPTION ...]
	gate --only --now 2026-01-31T00:00:00Z "$@"
}

# The decisions alone, in short.
decided() {
	jq -r 'select(.kind == "decision") | "\(.action) \(.failed_gate // "-"
	    ) \(.trigger_reason): \(.reason)"'
}
