#!/bin/bash
drift export --order -created_at --limit 1 -f csv --fields alert_id | tr -d "\r"
