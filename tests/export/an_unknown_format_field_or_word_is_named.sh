#!/bin/bash
for options in "-f tabel" "--where tset_name=x" "--where run_id" \
    "--severity loud" "--kind tests" "--since yesterday" "--fields nothing" \
    "--order nothing" "--acknowledged perhaps" "--where confidence=much"; do
	drift export $options </dev/null
	echo "$?"
done
"$BIN/export" --db '$NOT_SET'
echo "$?"
