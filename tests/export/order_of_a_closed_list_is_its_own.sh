#!/bin/bash
drift export --order -severity -f csv --fields alert_id | tr -d "\r"
