# lib.bash - what the cases that move records share

# Forty records of every stored kind, of two projects: every plane of Unicode,
# escapes, the largest integers, doubles that need 17 digits, microseconds,
# times before 1970, empty values and absent ones.
forty_of_every_kind() {
	python3 - "$TESTS/../schemas/records.def" <<'EOF'
import json, re, sys
TEXTS = ["", "a", "\u007f\u0001\t\n\"\\/", "é", "\u20ac\u05d0\ufffd", "\U0001f600",
         "\U00020000\U000e0001\U000ffffd\U0010ffff", "' ; -- %s \\x41"]
INTS = [0, 1, -1, 2**53 + 1, 2**63 - 1, -2**63]
REALS = [0.0, 0.1, 1 / 3, 0.30000000000000004, 1.7976931348623157e308,
         5e-324, -2.2250738585072014e-308, 123456.7891, -0.0]
UNITS = [0.0, 1.0, 0.1, 1 / 3, 0.30000000000000004, 5e-324]
TIMES = ["2026-01-31T23:59:59.999999Z", "1970-01-01T00:00:00.000001Z",
         "1969-12-31T23:59:59.999999Z", "0001-01-01T00:00:00.000000Z",
         "9999-12-31T23:59:59.999999Z"]
JSONS = ['{"a":[1,2.50,"\u00e9\\u0000",null,true]}', "[ 1 , 2 ]", '"text"',
         "1e400", "{}"]
LISTS = {"int": INTS, "real": REALS, "time": TIMES, "json": JSONS,
         "bool": [False, True]}

def value(f, n):
    if f["name"] in ("true_label", "prediction"):
        return n % 2
    if f["name"] == "stage":        # one alone may be in Production
        return ("None", "Staging", "Archived")[n % 3]
    if f["key"] and f["type"] == "int":
        return n
    if f["key"] and f["type"] == "text":
        return TEXTS[n % len(TEXTS)] + str(n)
    if f["unit"]:
        return UNITS[n % len(UNITS)]
    list = f["words"] or LISTS.get(f["type"], TEXTS)
    return list[n % len(list)]

def member(f, i, at):
    if f["name"] == "project":
        v = ("default", "p\u00e9")[i % 2]
    elif (i + at) % 5 == 4 and not f["key"] and not f["req"]:
        return None
    else:
        v = value(f, i if f["key"] else i + at)
    return '"%s":%s' % (f["name"], v if f["type"] == "json" else
                        json.dumps(v, ensure_ascii=i % 2 == 0))

words, kinds = {}, []
for line in open(sys.argv[1]):
    m = re.match(r'WORD\((\w+), (\w+)\)', line)
    if m:
        words.setdefault(m[1], []).append(m[2])
    m = re.match(r'KIND\((\w+), (".*?"|NULL)', line)
    if m:
        kinds.append((m[1], m[2], []))
    m = re.match(r'([FDW])\((\w+), (\w+), ([A-Z0 |]+),', line)
    if m:
        kinds[-1][2].append({"name": m[3], "type": m[2] if m[1] != "W" else
                             "word", "words": words.get(m[2]) if m[1] == "W"
                             else None, "key": "KEY" in m[4], "req": "REQ" in
                             m[4], "unit": "UNIT" in m[4]})
for kind, table, fields in kinds:
    if table == "NULL" or kind in ("retention", "migration"):
        continue
    for i in range(40):
        members = [member(f, i, at) for at, f in enumerate(fields)]
        print('{"kind":"%s",%s}' % (kind, ",".join(m for m in members if m)))
EOF
}
