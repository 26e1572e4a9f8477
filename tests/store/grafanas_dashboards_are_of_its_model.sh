#!/bin/bash
# What Grafana's documentation of the dashboard's JSON model asks for: members
# and their types, panels that lie in the grid and on no other, ids and refIds
# that are unique, data sources that are provisioned, variables that exist and
# are used, and words of its closed lists.
python3 -c 'import yaml' 2>/dev/null ||
    { echo "there is no yaml for python3" >&2; exit 77; }
cat >look.py <<'P'
import glob, itertools, json, re, sys, yaml

folder = sys.argv[1]
provisioned = yaml.safe_load(open(folder + "/datasources/drift.yaml"))
sources = {s["uid"]: s["type"] for s in provisioned["datasources"]}
provider = yaml.safe_load(open(folder + "/dashboards/drift.yaml"))
MODEL = {"uid": str, "title": str, "tags": list, "schemaVersion": int,
         "version": int, "editable": bool, "timezone": str, "time": dict,
         "templating": dict, "annotations": dict, "panels": list}
TYPES = {"timeseries", "table", "stat", "barchart", "bargauge", "piechart",
         "state-timeline", "text", "row", "histogram", "gauge"}
wrong = []


def need(good, *words):
    if not good:
        wrong.append(" ".join(map(str, words)))


def overlap(a, b):
    return a["x"] < b["x"] + b["w"] and b["x"] < a["x"] + a["w"] and \
        a["y"] < b["y"] + b["h"] and b["y"] < a["y"] + a["h"]


def source(what, where):
    need(sources.get(what.get("uid")) == what.get("type"),
         where, "has no provisioned data source")


def look_at(d, name):
    for member, kind in MODEL.items():
        need(type(d.get(member)) is kind, name, "wants", member)
    need(re.fullmatch(r"[A-Za-z0-9_-]{1,40}", d["uid"]), name, "uid")
    need(d.get("id") is None, name, "has an id of some server")
    need(d["schemaVersion"] >= 36, name, "is of an old model")
    need(set(d["time"]) == {"from", "to"}, name, "time")
    panels = d["panels"]
    for p in panels:
        where = "%s: %s:" % (name, p.get("title"))
        need(type(p.get("id")) is int and p["id"] > 0, where, "id")
        need(p.get("title") and p.get("type") in TYPES, where, "type")
        g = p["gridPos"]
        need(all(type(g[k]) is int for k in "xywh") and g["x"] >= 0 and
             g["y"] >= 0 and g["w"] > 0 and g["h"] > 0 and
             g["x"] + g["w"] <= 24, where, "is not in the grid")
        source(p["datasource"], where)
        need({"defaults", "overrides"} == set(p["fieldConfig"]), where,
             "fieldConfig")
        refs = [t["refId"] for t in p["targets"]]
        need(refs and len(refs) == len(set(refs)) and
             all(re.fullmatch("[A-Z]", r) for r in refs), where, "refIds")
        for t in p["targets"]:
            source(t["datasource"], where)
        for o in p["fieldConfig"]["overrides"]:
            need(o["matcher"]["id"] in ("byName", "byRegexp", "byType") and
                 all("id" in x for x in o["properties"]), where, "override")
    need(len({p["id"] for p in panels}) == len(panels), name, "ids")
    for a, b in itertools.combinations(panels, 2):
        need(not overlap(a["gridPos"], b["gridPos"]), name, a["title"],
             "lies on", b["title"])
    variables = d["templating"]["list"]
    names = [v["name"] for v in variables]
    need(len(names) == len(set(names)), name, "variables")
    for v in variables:
        need(v["type"] == "query" and v["query"] and v["refresh"] in (1, 2) and
             v["sort"] in range(9), name, "variable", v["name"])
        source(v["datasource"], "%s: %s" % (name, v["name"]))
    text = json.dumps([p["targets"] for p in panels]
                      + [p["title"] for p in panels]
                      + [v["query"] for v in variables])
    used = {a or b for a, b in re.findall(r"\$\{(\w+)[:}]|\$(?!__)(\w+)", text)}
    need(used == set(names), name, "uses", sorted(used), "of", names)


files = sorted(glob.glob(folder + "/dashboards/*.json"))
dashboards = [json.load(open(f)) for f in files]
for f, d in zip(files, dashboards):
    look_at(d, f.split("/")[-1])
need(len({d["uid"] for d in dashboards}) == len(files), "a uid comes twice")
need({d["panels"][0]["datasource"]["uid"] for d in dashboards} ==
     set(sources), "a data source has no dashboard")
for p in provider["providers"]:
    need(p["type"] == "file" and p["options"]["path"].startswith("/"),
         "provider", p["name"])
print("%d dashboards" % len(files), *wrong, sep="\n")
P
python3 look.py "$TESTS/../schemas/grafana"
