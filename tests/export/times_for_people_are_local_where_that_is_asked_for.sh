#!/bin/bash
export TZ=America/St_Johns
record='{"kind":"measurement","test_name":"t","timestamp":"2026-07-01T01:00:00Z","confidence":0.5,"category":"stable"}'
shown() {
	"$@" --kind measurement -f table --fields timestamp <<<"$record" |
	    sed 1d
}
shown drift export
shown drift export --local
shown env DRIFT_LOCAL=1 drift export
echo local >drift.conf
shown drift export
TZ=UTC shown drift export
drift --local=yes export
echo "$record" | drift export --fields timestamp
