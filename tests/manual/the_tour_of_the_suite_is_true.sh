#!/bin/bash
# postgres only: it has blocks for both databases
# Every literal block of drift(7), each in a copy of the folder that the tour
# makes and with what it reads beside; those of store-pg(1), too.
. "$TESTS/manual/blocks.bash"
. "$TESTS/manual/circumstances.bash"
serve "$DB" "$DB2"
export USER=ana
drift tour --keep shop </dev/null >tour 2>&1 || cat tour
drift export --db shop/shop.db | drift store --only --quiet service=drift
listen
export DRIFT_DB=shop.db
for page in "$TESTS"/../filters/{drift.7,store-pg.1}; do
	rm -rf blocks && mkdir blocks && page_blocks blocks <"$page"
	here_instead blocks/*
	for block in blocks/*; do
		cp -r shop work && cd work || exit
		surround
		run_block "../$block"
		cd ..
		rm -rf work
	done
done
