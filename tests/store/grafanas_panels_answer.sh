#!/bin/bash
# Every query of the dashboards, with its macros expanded as Grafana does it,
# on both databases through the public views; and both have the same panels.
. "$TESTS/store/lib.bash"
{
	for day in 1 2 3; do
		echo '{"kind":"measurement","test_name":"t'$day'","timestamp":"2026-01-0'$day'T00:00:00Z","confidence":0.'$day',"category":"flaky"}'
	done
	for method in windows rate; do
		echo '{"kind":"analysis","method":"'$method'","test_name":"t1","analyzed_at":"2026-01-03T12:00:00Z","baseline_confidence":0.5,"current_confidence":0.4,"drift_percentage":-0.2,"drift_absolute":-0.1,"severity":"high","direction":"decreasing","trend":"stable","measurements_count":20,"time_span_seconds":1,"recommendations":[],"flake_rate":0.15,"flake_rate_lower":0.05}'
	done
	echo '{"kind":"alert","alert_id":"a","test_name":"t1","source":"drift","severity":"high","state":"firing","message":"m","created_at":"2026-01-03T00:00:00Z"}'
	echo '{"kind":"alert","alert_id":"b","test_name":"t1","source":"drift","severity":"low","state":"firing","message":"of before","created_at":"2025-01-03T00:00:00Z"}'
	echo '{"kind":"monitoring","model_name":"m","timestamp":"2026-01-03T00:00:00Z","lookback_hours":24,"status":"ok","num_predictions":5,"feature_drift_ratio":0.4,"num_drifted_features":2}'
	echo '{"kind":"decision","model_name":"m","timestamp":"2026-01-03T00:00:00Z","trigger_reason":"manual","action":"promote","feature_drift_ratio":0.4}'
	echo '{"kind":"model_version","model_name":"m","model_version":"2","stage":"Production","promoted_at":"2026-01-03T00:00:00Z","decided_at":"2026-01-03T00:00:00Z"}'
} | $STORE --only --quiet "$DB"
cat >expand.py <<'P'
import json, re, sys

folder, database = sys.argv[1:]
other = {"postgres": "sqlite", "sqlite": "postgres"}[database]
mine, theirs = (json.load(open("%s/dashboards/drift-%s.json" % (folder, d)))
                for d in (database, other))
same = [[(p["id"], p["title"], p["type"], p["gridPos"], p["fieldConfig"])
         for p in d["panels"]] for d in (mine, theirs)]
if same[0] != same[1]:
    print("SELECT 'the panels differ';")
if len({p["id"] for p in mine["panels"]}) != len(mine["panels"]):
    print("SELECT 'an id comes twice';")


def expand(sql):
    sql = sql.replace("${project:sqlstring}", "'default','x'")
    sql = sql.replace("${test:sqlstring}", "'t2'")
    sql = re.sub(r"\$__timeFilter\((\w+)\)", r"\1 BETWEEN "
                 "'2026-01-01T00:00:00Z' AND '2026-01-31T00:00:00Z'", sql)
    sql = re.sub(r"\$__timeGroup\((\w+), '1d'\)",
                 r"floor(extract(epoch from \1)/86400)*86400", sql)
    sql = sql.replace("$__from", "1767225600000")
    sql = sql.replace("$__to", "1769817600000")
    if "$" in sql:
        sys.exit("not expanded: " + sql)
    return sql


for v in mine["templating"]["list"]:
    print("SELECT '%s';\n%s;" % (v["name"], v["query"]))
for p in mine["panels"]:
    print("SELECT '-- %s';" % p["title"])
    for t in p["targets"]:
        if t["datasource"] != p["datasource"]:
            sys.exit("another data source in " + p["title"])
        print(expand(t.get("rawSql") or t["rawQueryText"]) + ";")
P
case $STORE in store-pg) database=postgres ;; *) database=sqlite ;; esac
python3 expand.py "$TESTS/../schemas/grafana" $database >queries &&
    ask <queries | sed -E '	# times as each database has them
	s/(....-..-..) (..:..:..)\+00/\1T\2.000000Z/g
	s/^(....-..-..T..:..:..)\.000000Z\|/\1|/
	s/^17673984(00)?\|/2026-01-03T00:00:00|/
	s/^1767312000\|/2026-01-02T00:00:00|/'
