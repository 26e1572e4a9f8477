#!/bin/bash
drift export --since 2026-01-05T00:00:00Z --until 2026-01-06 -f csv --fields alert_id | tr -d "\r"
