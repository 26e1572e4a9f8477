#!/bin/bash
# Neither of a program that is started, nor in what is said or stored; one that
# was typed is overwritten.
drift init from.db
export THERE='postgresql://ana:secret@127.0.0.1:1/ci'
drift migrate from.db '$THERE'
echo $?
drift migrate from.db "$THERE"
echo $?
drift migrate --dry-run "$THERE" to.db
echo $?
