#!/bin/bash
drift export --since 36h --now 2026-01-07T12:00:00Z -f csv --fields alert_id | tr -d "\r"
