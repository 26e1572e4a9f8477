#!/bin/bash
# RFC 4180; a byte order mark, CRLF, empty cells, --map, columns nobody knows.
printf '\357\273\277test_name,score,category,timestamp,runs,note\r\n' >r.csv
printf 'a,0.5,stable,2026-01-31T12:00:00Z,+7,\r\n' >>r.csv
printf '"b ""quoted"", with a comma",.25,stable,2026-01-31T12:00:00+01:00,,"two\r\nlines"\r\n' >>r.csv
printf 'c,1e-1,stable,2026-01-31T12:00:00Z,007,0.50' >>r.csv
ingest --map score=confidence r.csv
