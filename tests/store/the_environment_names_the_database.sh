#!/bin/bash
export DRIFT_DB=s.db
store-sqlite init
store-sqlite read
unset DRIFT_DB
store-sqlite read
