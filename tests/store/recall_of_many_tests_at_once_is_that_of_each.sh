#!/bin/bash
# Names are anybody's: none of them is anything but a name to the database.
m() { # DAY, and names from stdin
	jq -Rc '{kind: "measurement", test_name: ., context: (if length % 2 == 0
	    then "linux" else null end), timestamp: "2026-01-0'$1'T00:00:00Z",
	    confidence: 0.5, category: "x"}'
}
cat >names <<'N'
plain
it's
?1 and ?4
'; DROP SCHEMA drift CASCADE; --
\
\'
$1 v."n" r.*
")
'') , (1, '
e\0301é😀
%s%n
never seen
plain again
N
for day in 1 2 3; do
	grep -v never names | m $day
done | $STORE --only "$DB" 2>/dev/null
m 4 <names >new
$STORE recall --last 2 "$DB" <new >at-once
while read -r line; do
	printf '%s\n' "$line" | $STORE recall --last 2 "$DB"
done <new >one-by-one
cmp at-once one-by-one
jq -r '[.kind, .timestamp[8:10], .context, .test_name] | join(" ")' at-once
