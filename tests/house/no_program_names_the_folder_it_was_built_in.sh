#!/bin/bash
# So that two who build the same get the same.
grep -l -F "$(realpath "$TESTS/..")" "$BIN"/*
[ -e "$BIN/drift" ]
