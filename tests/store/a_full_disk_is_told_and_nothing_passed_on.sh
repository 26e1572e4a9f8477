#!/bin/bash
# sqlite only: a server's disk is its own matter
# A file system of 2 MiB; what was passed on before it was full is there.
mkdir small
mount -t tmpfs -o size=2m none small 2>/dev/null || {
	echo "no right to mount" >&2
	exit 77
}
trap 'umount small' EXIT
python3 - >in <<'P'
for i in range(60000):
    print('{"kind":"measurement","test_name":"t%d","timestamp":"2026-01-%02dT%02d:%02d:%02dZ","confidence":0.5,"category":"x","run_id":"%032d"}'
          % (i % 500, 1 + i // 86400, i // 3600 % 24, i // 60 % 60, i % 60, i))
P
store-sqlite small/s.db <in >out 2>err
echo $?
sed 's/^store-sqlite: //; s/:[0-9]*:/:N:/' err
cmp <(head -n "$(wc -l <out)" in) out
[ "$(wc -l <out)" -lt 60000 ] || echo "all of it"
cp small/s.db* .
store-sqlite stats s.db | jq .total_measurements >stored
[ "$(cat stored)" -ge "$(wc -l <out)" ] || echo "lost: $(wc -l <out) out, $(cat stored) stored"
