# circumstances.bash - what the examples of pages and README take for granted
. "$TESTS/notify/lib.bash"

# service=drift and service=restored are these databases of libpq.
serve() { # ADDRESS ADDRESS
	local name
	for name in drift restored; do
		printf '[%s]\n%s\n' $name "$(tr ' ' '\n' <<<"$1")"
		shift
	done >"$here/services"
	export PGSERVICEFILE=$here/services
}

# Somebody who takes what is told to Slack, and the file with the address.
listen() {
	receive 200
	echo "$URL" >"$here/slack.url"
}

predictions() { # TIME
	local i
	for i in {1..250}; do
		printf '{"kind":"prediction","prediction_id":"p%s",' $i
		printf '"timestamp":"%s","model_name":"credit",' "$1"
		printf '"prediction":1,"probability":0.%s,' $((100 + i))
		printf '"features":{"income":%s}}\n' $(((2000 + i * 7) * 3 / 2))
	done
}

# A log of one's own, in which one test becomes worse.
own_log() {
	local i
	for i in {10..28}; do
		printf '{"test_name":"t","timestamp":"2026-01-%sT00:00:00Z","confidence":%s,"category":"stable"}\n' \
		    $i "$((i < 20 ? 9 : 5))e-1"
	done
}

# What lies in the folder of somebody who types the examples.
surround() {
	mkdir build
	ln -s ../run-30 build/reports
	own_log >log.ndjson
	predictions "$(date -u -d '-1 hour' +%FT%TZ)" >predictions.ndjson
	{ echo income; seq 2000 7 4100; } >train.csv
	echo '{"kind":"evaluation","model_name":"credit","shadow":{"version":"7","num_samples":250,"f1_score":0.84,"brier_score":0.15},"production":{"version":"6","f1_score":0.8,"brier_score":0.155},"coverage":{"coverage_rate":0.45}}' >evaluation.ndjson
	: >known.ndjson
	drift export --db shop.db >backup.ndjson
}

# What is elsewhere on a machine is here.
here_instead() { # FILE ...
	sed -i "s|/etc/drift|$here|; s|/var/lib/drift/drift.db|shop.db|
	    s|/srv/credit.profile|train.csv|" "$@"
}
