#!/bin/bash
alert='{"id":1,"test_name":"a","severity":"high","message":"m","created_at":"2026-01-31 12:00:00","acknowledged":'
echo "{\"measurements\":[],\"alerts\":[${alert}0}, ${alert}1 }, ${alert}2}]}" >r.json
ingest r.json 2>/dev/null | jq -c '[.alert_id, .acknowledged]'
echo "${PIPESTATUS[0]}"
