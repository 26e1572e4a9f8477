#!/bin/bash
cat >in
drift export --where owner= -f csv --fields alert_id <in | tr -d "\r"
drift export --where owner!= -f csv --fields alert_id <in | tr -d "\r"
drift export --where owner!=bob -f csv --fields alert_id <in | tr -d "\r"
