#!/bin/bash
# Every kind: what is read has every value that was sent; and byte for byte
# from a file to $DB and $DB2 and back to a file.
. "$TESTS/migrate/lib.bash"
forty_of_every_kind >sent
store-sqlite --only one.db <sent 2>/dev/null
drift export --db one.db >one
python3 - <<'P'
import json
from collections import defaultdict

def whole(line):
    # numbers as they are: 1 is not 1.0 here, nor is anything rounded
    return json.loads(line, parse_float=lambda s: ("real", float(s).hex()))

def plain(v):
    # a real may be sent, or come back, without its fraction
    if type(v) is int and abs(v) < 2**53:
        return ("real", float(v).hex())
    if type(v) is list:
        return [plain(x) for x in v]
    if type(v) is dict:
        return {k: plain(x) for k, x in v.items()}
    return ("real", (0.0).hex()) if v == ("real", (-0.0).hex()) else v

found = defaultdict(list)
for line in open("one", encoding="utf-8"):
    r = plain(whole(line))
    found[r["kind"]].append(r)
for line in open("sent", encoding="utf-8"):
    r = plain(whole(line))
    if not any(all(k in x and x[k] == v for k, v in r.items() if v is not None)
               for x in found[r["kind"]]):
        print("is not read as it was sent:", line, end="")
P
drift export --db one.db | drift store --only "$DB" 2>/dev/null
drift read "$DB" | drift store --only "$DB2" 2>/dev/null
drift export --db "$DB2" | drift store --only four.db 2>/dev/null
sort one >sorted
for db in "$DB" "$DB2" four.db; do
	drift export --db "$db" | sort | cmp - sorted
done
for db in "$DB" "$DB2" four.db; do
	cmp <(drift checksum "$db") <(drift checksum one.db)
done
wc -l <one
