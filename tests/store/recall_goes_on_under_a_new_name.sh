#!/bin/bash
# What is remembered of the names a test had is told under the one it has:
# before their day alone, for the old name may be another test's by now.
m() { # DAY NAME
	echo '{"kind":"measurement","test_name":"'$2'","timestamp":"2026-01-'$1'T00:00:00Z","confidence":0.5,"category":"x"}'
}
a() { # DAY NAME ID
	echo '{"kind":"alert","alert_id":"'$3'","test_name":"'$2'","created_at":"2026-01-'$1'T00:00:00Z","updated_at":"2026-01-'$1'T00:00:00Z","source":"drift","severity":"low","state":"firing","message":"m"}'
}
cat >renames <<'R'
2026-01-10 a -> b
2026-01-20 b -> c
2026-01-20 d::* -> e::*
R
{
	m 01 a; m 09 a; m 10 a; m 11 b; m 21 b; m 22 c; m 12 d::x; m 21 d::x
	a 02 a a1; a 11 a a2; a 03 d::y d1; a 04 d::x d2
} | $STORE --only "$DB" 2>/dev/null
show() {
	jq -r '[.kind, .of, .test_name, (.timestamp // .created_at)[8:10]] | join(" ")'
}
{ m 25 c; m 25 b; m 25 e::x; } | $STORE recall --renames renames "$DB" | show
echo
m 25 c | DRIFT_RENAMES=renames $STORE recall "$DB" | show
