#!/bin/bash
# sqlite only: a folder in the place of the file
mkdir s.db
store-sqlite health s.db | jq -c '[.status, .last_error]'
echo "${PIPESTATUS[0]}"
