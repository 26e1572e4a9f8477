#!/bin/bash
# From the last to the first: each beats those above it.
database() {
	env "$@" drift config --config drift.conf | sed -n '/^database/s/  */ /gp'
}
touch drift.conf
database A=1
database PGHOST=h
echo 'db = conf.db' >drift.conf
database PGHOST=h
set -- PGHOST=h DRIFT_BACKEND=postgres POSTGRES_HOST=h POSTGRES_DATABASE=d \
    POSTGRES_USER="o'neil" POSTGRES_PASSWORD=secret
database "$@"
set -- "$@" DRIFT_DB=env.db
database "$@"
env "$@" drift config database --db-host elsewhere
env "$@" drift config database --db-path p.db
env "$@" drift config database --db given.db
env "$@" drift config database --db-url '$DRIFT_DB'
