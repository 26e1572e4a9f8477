#!/bin/bash
# GitLab: defaults, optional sections, equal names, exclusions, and patterns
# that are only bound to the top by a slash at their beginning.
cat >CODEOWNERS <<'O'
*           @all
docs/*.md   @writers

[Code][2] @coders @all
src/
src/secret/ @secret
!src/generated/

^[Extra]
*.py @python

[code]
*.sql @dba
O
t() {
	for file; do
		echo '{"kind":"result","test_name":"t","status":"passed","timestamp":"2026-01-31T10:00:00Z","run_id":"1","file":"'"$file"'"}'
	done
}
t a.txt x/docs/a.md src/a.c src/secret/a.py src/generated/a.py src/b.sql |
    ingest --codeowners CODEOWNERS | jq -r '[.file, .owner] | join("\t")'
