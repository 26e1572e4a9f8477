# data.bash - a database for the cases: alerts and a few measurements
alert() { # ID TEST SEVERITY CREATED PROJECT
	printf '{"kind":"alert","alert_id":"%s","test_name":"%s","source":"drift","severity":"%s","state":"firing","message":"%s has drifted","created_at":"%s","project":"%s"}\n' \
	    "$1" "$2" "$3" "$2" "$4" "${5:-default}"
}

measurements() { # TEST CATEGORY CONFIDENCE ...
	local day=10 test=$1 category=$2
	shift 2
	while [ $# -gt 0 ]; do
		printf '{"kind":"measurement","test_name":"%s","timestamp":"2026-01-%sT00:00:00Z","confidence":%s,"category":"%s"}\n' \
		    "$test" $((day++)) "$1" "$category"
		shift
	done
}

results() { # STATUS ...: one result of one test a run, in one report each
	local run=0
	mkdir -p reports
	while [ $# -gt 0 ]; do
		run=$((run + 1))
		{
			echo '<testsuite name="s"><testcase classname="c" name="t">'
			[ "$1" = passed ] || echo '<failure message="no"/>'
			echo '</testcase></testsuite>'
		} >reports/$run.xml
		shift
	done
}

export DRIFT_DB=d.db NOW=2026-01-31T00:00:00Z
store() { drift store >/dev/null 2>&1; }
