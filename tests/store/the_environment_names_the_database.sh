#!/bin/bash
export DRIFT_DB="$DB"
$STORE init
$STORE read
unset DRIFT_DB
$STORE read
