#!/bin/bash
drift export --severity high -f csv --fields alert_id | tr -d "\r"
