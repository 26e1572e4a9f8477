#!/bin/bash
cat >in
drift export --test "add[1,2]" -f csv --fields alert_id <in | tr -d "\r"
drift export --test "pay*" -f csv --fields alert_id <in | tr -d "\r"
drift export --where "test_name=add[1,2]" -f csv --fields alert_id <in | tr -d "\r"
