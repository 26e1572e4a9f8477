#!/bin/bash
schema() {
	env "$@" | grep '^schema' | tr -s ' '
}
schema DRIFT_DB=postgresql://h/d drift config
schema DRIFT_DB=postgresql://h/d drift config --db-schema a
schema DRIFT_DB=postgresql://h/d DRIFT_SCHEMA=b drift config
schema DRIFT_BACKEND=postgres POSTGRES_SCHEMA=c drift config
echo 'db-schema = d' >drift.conf
schema DRIFT_DB=postgresql://h/d drift config
drift config -h | head -n 1
drift help help | head -n 1
