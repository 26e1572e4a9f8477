#!/bin/bash
# sqlite only: it is about files
# Whatever its characters mean to the library.
for name in file:a.db 'file:b.db?mode=memory' 'c?%41#.db' "$PWD//d'.db"; do
	echo '{"kind":"label","prediction_id":"p","true_label":1}' |
	    store-sqlite --quiet --only "$name"
	store-sqlite read "$name" | jq -r .prediction_id
done
ls
