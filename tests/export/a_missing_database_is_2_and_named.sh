#!/bin/bash
drift export --db nowhere/at/all.db --kind measurement
echo "$?"
drift export --db nowhere.db -f json -o out.json
echo "$?"
ls
