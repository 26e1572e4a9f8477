"""What the benches share: where things are, and how figures are told."""
import datetime
import json
import os
import sys

ROOT = os.path.realpath(os.path.join(os.path.dirname(__file__), "../.."))
BIN = os.environ.get("BIN") or ROOT + "/bin"
BUILT = os.environ.get("O") or ROOT + "/build"
SHARED = os.path.realpath(ROOT + "/../shared")


def metric(name, value, kind, component, out=None):
    """A performance_metric record, to stdout unless said otherwise."""
    now = datetime.datetime.now(datetime.timezone.utc)
    print(json.dumps({
        "kind": "performance_metric", "timestamp": now.strftime(
            "%Y-%m-%dT%H:%M:%S.%fZ"), "metric_name": name,
        "metric_value": round(value, 3), "metric_type": kind,
        "component": component}), file=out or sys.stdout, flush=True)
