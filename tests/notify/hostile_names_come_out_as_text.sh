#!/bin/bash
# In every payload, as an independent reader of each format sees them.
. "$TESTS/notify/lib.bash"
names=('::error::x' '::error file=a,line=1::x%0Ay' '@everyone <@123> @here'
    '<script>alert(1)</script>' '<!channel> <https://x|y>' '& &lt; &amp;'
    '[x](https://evil.example) ![i](https://evil.example/i.png)'
    '**b** __u__ ~~s~~ `c` > q # h | t ||s||' '{{ x }} ${x} $(x) %s %n'
    'a"} 1' 'a\' ']]>' '=?utf-8?q?x?=' '.' '--' 'From x' 'a=20b' 'naïve 測試 🙂')
given=("${names[@]}" $'Subject: x\r\nBcc: a@example.org' $'\u202Egnp.exe'
    $'a\nb\tc' $'\e[2J\a' $'a\u2028b' $'\ufeffx')
names+=('Subject: x  Bcc: a@example.org' '\u202egnp.exe' 'a b c' '\u001b[2J\u0007'
    'a\u2028b' '\ufeffx')
for i in "${!given[@]}"; do
	alert "$(printf %04x $i)" "${given[i]}" 'recommendations: ["do \($test)"]'
done >alerts
for to in slack teams discord pagerduty webhook alertmanager github mail openmetrics \
    junit; do
	notify --now $NOW --to $to --worst 100 alerts >payload || echo "$to: status $?"
	"$TESTS/notify/limits" $to "${names[@]}" <payload
done
notify --to github --summary summary alerts >/dev/null
"$TESTS/notify/limits" summary "${names[@]}" <summary
# One alone is a title, too.
while read -r line; do
	for to in slack teams discord mail; do
		notify --now $NOW --to $to <<<"$line" >payload
		"$TESTS/notify/limits" $to <payload
	done
done <alerts
