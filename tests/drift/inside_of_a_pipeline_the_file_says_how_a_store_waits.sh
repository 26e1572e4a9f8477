#!/bin/bash
# And not what is read, nor how it is shown.
. "$TESTS/drift/data.bash"
results passed
cat >drift.conf <<'END'
read.limit = 0
export.format = ndjson
store.durability = never
END
cp drift.conf other.conf
sed -i 's/never/normal/' drift.conf
drift ci reports/1.xml --at "$NOW" --now "$NOW" >out 2>err
echo $?
tail -n 1 out
drift ci reports/1.xml --at "$NOW" --now "$NOW" --config other.conf 2>&1 |
    grep durability | sort -u
