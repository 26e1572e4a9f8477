#!/bin/bash
# Nothing is read then; recall reads the same file.
while IFS= read -r lines; do
	printf "# first\n$lines\n" >renames
	echo '{"kind":"run","run_id":"1"}' | ingest --renames renames
	[ $? = 2 ] || echo no error
done <<'E2'
2026-01-02 a b
2026-13-02 a -> b
yesterday a -> b
2026-01-02
2026-01-02 a ->
2026-01-02 a -> b -> c
2026-01-02 a* -> b
2026-01-02 a -> b*
2026-01-02 a -> a
2026-01-02 a -> b\n2026-01-03 a -> c
2026-01-02 a -> b\n2026-01-03 b -> c\n2026-01-04 c -> a
2026-01-02 a* -> b*\n2026-01-03 b* -> a*
E2
store-sqlite recall --renames renames none.db </dev/null
