#!/bin/bash
# Every kind that the page shows is read, not the first one alone.
. "$TESTS/export/page.bash"
records | drift detect | drift store --quiet --only "$DB"
drift export -f html --db "$DB" --now 2026-02-01T00:00:00Z >page.html
grep -o '<section id=[a-z]*' page.html | sed 's/.*=//'
