#!/bin/bash
# One less than a limit, just that, and one more, of letters of every length in
# UTF-8 and UTF-16 and of an accent apart: each limit is met, and none passed.
. "$TESTS/notify/lib.bash"
letters=(a $'\u00e9' 測 $'\U1F600' $'e\u0301')

# Texts of so many units, each of one letter and what is missing in x.
texts() { # UNITS ...
	jq -nrc '$ARGS.positional as $n | $n[] | tonumber as $n |
	    ($letters | split(" "))[] | (if . == "a" or length == 1 and
	    utf8bytelength < 4 then 1 else 2 end) as $w |
	    "x" * ($n % $w) + . * (($n - $n % $w) / $w)' \
	    --arg letters "${letters[*]}" --args "$@"
}

alerts() { # reads texts: MORE MEMBERS
	alert 0 a 'recommendations: null' >one
	jq -Rc --slurpfile a one --argjson more "${1-null}" '$a[0] +
	    {alert_id: "\(input_line_number)", message: .} + $more'
}

# What is around a text of one letter.
around() { # RECEIVER FILTER
	echo x | alerts | notify --to $1 | jq "$2 | length - 1"
}

# Each in a message of its own.
alone() { # RECEIVER
	local file
	rm -f each.* && alerts | split -l 1 - each. &&
	    for file in each.*; do notify --now $NOW --to $1 $file; done
}

judge() { # RECEIVER [NAME ...]
	"$TESTS/notify/limits" --most "$@"
}

edge() { echo $(($1 - 1)) $1 $(($1 + 1)); }

n=$(around slack '.blocks[0].text.text')
{
	texts $(edge 150) | alone slack
	texts $(edge $((3000 - n))) | alerts | notify --to slack
	seq 49 | alerts | notify --to slack --link https://example.org
	seq 97 | alerts | notify --to slack
} | judge slack

n=$(around discord '.embeds[0].description')
{
	texts $(edge 256) $(edge $((4096 - n - 1))) | alerts | notify --to discord
	for second in $(edge $((3500 - 2 * (n + 256 + 2)))); do
		texts 2500 $second | grep ^a | alerts | notify --to discord
	done
	seq 21 | alerts | notify --to discord --link https://example.org
} | judge discord

{
	texts $(edge 300) | alone teams
	texts $(edge 5000) | alerts | notify --to teams
	texts {500..530} | alerts | notify --to teams
	texts 9000 | alerts | notify --to teams
} | judge teams

{
	texts $(edge 1024) $(edge 59900) | alerts | notify --to pagerduty
	texts $(edge 255) | while IFS= read -r text; do
		jq -nc --arg t "$text" '($t | if utf8bytelength > 640 then
		    .[:213] else . end) as $key | {test_name: $t, project: $key,
		    context: $t, alert_id: $key}' >more
		echo m | alerts "$(cat more)"
	done | notify --to pagerduty
} | judge pagerduty

texts $(edge 255) $(edge 20000) | alerts '{"test_name": null}' | notify --to github | judge github
row=$(echo x | alerts | notify --to github --summary summary | wc -c; wc -c <summary)
row=${row#*$'\n'}
for room in $(edge $((row + 200))); do
	head -c $((1048575 - room)) /dev/zero | tr '\0' '#' >summary
	echo >>summary
	seq 2 | alerts | notify --to github --summary summary >/dev/null
	tail -n 1 summary
	judge summary <summary
done

for n in 66 67 68 199 200 201; do
	texts $n | case $n in 6?) grep ^a ;; *) grep $'\U1F600' ;; esac | alone mail |
	    judge mail
done
link=https://$(printf %1492s | tr ' ' l)
seq 30 | alerts | notify --to teams --link $link | judge teams
notify --to teams --link ${link}l </dev/null
echo $?
