#!/bin/bash
cat >in
drift export --where "severity>=high" -f csv --fields alert_id <in | tr -d "\r"
drift export --where "drift_percentage<0" -f csv --fields alert_id <in | tr -d "\r"
drift export --where "created_at>2026-01-05" --where state!=resolved -f csv --fields alert_id <in | tr -d "\r"
drift export --where acknowledged=yes -f csv --fields alert_id <in | tr -d "\r"
