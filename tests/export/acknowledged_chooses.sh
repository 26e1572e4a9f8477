#!/bin/bash
cat >in
drift export --acknowledged no -f csv --fields alert_id <in | tr -d "\r"
drift export --acknowledged yes -f csv --fields alert_id <in | tr -d "\r"
