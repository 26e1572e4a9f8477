#!/bin/bash
# Of 24 hours the newest that is drift, else the newest; in any order, also as
# history; of this model alone.
. "$TESTS/gate/lib.bash"
shown() {
	jq -c 'select(.kind == "decision") | [.trigger_reason,
	    .feature_drift_ratio, .num_drifted_features, .drifted_features,
	    .drift_context.monitored_at, .drift_summary_ref]'
}
at() { echo "2026-01-$1:00:00Z"; }
drift() { monitoring "$(at $1)" 0.3 a 'b\"' c; }
quiet() { monitoring "$(at $1)" 0.2 x y; }
{ drift 30T12; evaluation; } | judge | shown
{ drift 30T00; evaluation; } | judge | shown
{ drift 29T23; evaluation; } | judge | shown
{ quiet 30T12; evaluation; } | judge | shown
{ drift 30T12; quiet 30T18; evaluation; } | judge | shown
{ quiet 30T18; drift 30T12; evaluation; } | judge | shown
{ drift 30T12; drift 30T18; drift 30T12; evaluation; } | judge | shown
{ drift 29T12; quiet 30T18; evaluation; } | judge | shown
{ { drift 30T12; quiet 30T18; } | sort -r; evaluation; } | judge | shown
{ drift 30T12 | history; evaluation '.trigger_reason = "manual"'; } | judge | shown
{ monitoring "$(at 30T12)" 0.3; evaluation; } | judge | shown
{ drift 30T12; evaluation '.model_name = "other"'; } | judge | shown
{ drift 30T12; evaluation '.project = "p"'; } | judge | shown
