#!/bin/bash
# Nothing is read then.
for line in '*.js nobody' '[open' '[a]b' '[a][x]' '[] @a' '!' '/ @a' 'a\'; do
	printf '# first\n%s\n' "$line" >CODEOWNERS
	echo '{"kind":"run","run_id":"1"}' | ingest --codeowners CODEOWNERS
	echo $?
done
ingest --codeowners none </dev/null
