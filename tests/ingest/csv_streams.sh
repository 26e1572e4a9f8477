#!/bin/bash
# The first row comes out before the second is there.
coproc ingest --map id=prediction_id --kind label
printf 'id,true_label\n1,0\n' >&"${COPROC[1]}"
read -r -t 20 line <&"${COPROC[0]}"
echo "$line"
