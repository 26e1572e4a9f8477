#!/bin/bash
# The examples of GitHub's documentation, and what is not in it but in use.
cat >CODEOWNERS <<'O'
# everything
*       @all  @org/second
*.js    @js #an inline comment
/build/logs/ @doctocat
docs/*  docs@example.com
apps/   @octocat
/scripts/ @doctocat @octocat
**/logs @octo
/apps/github
/top* @top
with\ blank/\#x @escaped
app/[slug]/page.ts @brackets
a/**/z @between
b/?.c @one
/flat/* @flat
O
t() {
	for file; do
		echo '{"kind":"result","test_name":"t","status":"passed","timestamp":"2026-01-31T10:00:00Z","run_id":"1","file":"'"$file"'"}'
	done
}
t README.md src/x.js build/logs/a/b x/build/logs/c docs/a.md docs/b/c.md \
    x/docs/a.md x/apps/y apps/github apps/github/a/b scripts/x.js deep/logs/q \
    topmost.c x/topmost.c 'with blank/#x' 'app/[slug]/page.ts' app/s/page.ts \
    a/z a/b/c/z b/x.c b/xy.c flat/a flat/b/c ./src/x.js 'src\\x.js' |
    ingest --codeowners CODEOWNERS | jq -r '[.file, .owner] | join("\t")'
