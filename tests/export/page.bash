# page.bash - a page of everything there is to show, for the cases about it
records() {
	local i day
	for i in {10..30}; do
		day=2026-01-${i}T00:00:00Z
		printf '{"kind":"measurement","test_name":"cart::adds","timestamp":"%s","confidence":0.%s,"category":"stable"}\n' "$day" $((90 + i % 4))
		printf '{"kind":"measurement","test_name":"cart::pays","timestamp":"%s","confidence":0.%s,"category":"flaky"}\n' "$day" $((i < 22 ? 90 + i % 3 : 55 + i % 3))
		printf '{"kind":"measurement","test_name":"<script>hacked=1</script>\\"&'"'"'\\u202e","timestamp":"%s","confidence":0.8,"category":"<b>"}\n' "$day"
		printf '{"kind":"result","test_name":"cart::pays","run_id":"%s","owner":"money","status":%s,"timestamp":"%s"}\n' "$i" \
		    "$([ $((i % 7)) = 0 ] && echo '"failed","failure_id":"f","message":"</pre><b>no","details":"at <pay>\n\tat main"' ||
		    echo '"passed"')" "$day"
		printf '{"kind":"monitoring","model_name":"credit","timestamp":"%s","lookback_hours":24,"status":"ok","num_predictions":9,"num_features":20,"num_drifted_features":2,"feature_drift_ratio":0.%s,"drift_share_threshold":0.3}\n' "$day" "$i"
	done
	cat <<-'END'
	{"kind":"result","test_name":"cart::adds","run_id":"30","status":"errored","failure_id":"f","message":"</pre><b>no","timestamp":"2026-01-30T00:00:00Z"}
	{"kind":"run","run_id":"30","started_at":"2026-01-30T00:00:00Z","branch":"<main>","revision":"0123456789abcdef","tests":4,"passed":1,"failed":1,"errored":1,"skipped":1}
	{"kind":"run","run_id":"29","started_at":"2026-01-29T00:00:00Z","context":"linux","tests":1,"failed":1,"outage":true}
	{"kind":"result","test_name":"never ran","run_id":"1","status":"skipped","timestamp":"2026-01-10T00:00:00Z"}
	{"kind":"alert","alert_id":"a","test_name":"cart::pays","source":"drift","severity":"high","state":"firing","message":"it <fell>","recommendations":["look"],"created_at":"2026-01-24T00:00:00Z"}
	{"kind":"alert","alert_id":"a","test_name":"cart::pays","source":"drift","severity":"high","state":"repeat","message":"it <fell> again","created_at":"2026-01-24T00:00:00Z","updated_at":"2026-01-25T00:00:00Z"}
	{"kind":"alert","alert_id":"b","test_name":"cart::adds","source":"drift","severity":"critical","state":"resolved","message":"over","created_at":"2026-01-14T00:00:00Z","resolved_at":"2026-01-15T00:00:00Z"}
	{"kind":"category_summary","category":"flaky","timestamp":"2026-01-30T00:00:00Z","tests_analyzed":4,"drifting_tests":1,"avg_drift_percentage":-0.12,"max_drift_test":"cart::pays","max_drift_percentage":-0.4,"drift_distribution":{}}
	{"kind":"feature_drift","model_name":"credit","timestamp":"2026-01-30T00:00:00Z","feature":"age","stat_test":"psi","score":0.04,"threshold":0.2,"drift_detected":false}
	{"kind":"feature_drift","model_name":"credit","timestamp":"2026-01-30T00:00:00Z","feature":"<income>","stat_test":"ks","score":0.21,"p_value":0.0003,"threshold":0.05,"drift_detected":true}
	{"kind":"model_version","model_name":"credit","model_version":"8","stage":"Production","f1_score":0.84,"trained_at":"2026-01-12T00:00:00Z","promoted_at":"2026-01-20T00:00:00Z"}
	{"kind":"stage_change","model_name":"credit","model_version":"8","at":"2026-01-20T00:00:00Z","from_stage":"Staging","to_stage":"Production","by":"ana"}
	{"kind":"decision","model_name":"credit","timestamp":"2026-01-28T00:00:00Z","trigger_reason":"scheduled","action":"reject","failed_gate":"brier","reason":"0.012 > 0.005"}
	END
}

page() { # FILE
	records | drift detect | drift export -f html -o "$1" \
	    --now 2026-02-01T00:00:00Z
}
