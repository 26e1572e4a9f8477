#!/bin/bash
$STORE init "$DB"
$STORE stats "$DB" | jq -c '[.total_tests, .total_measurements, .avg_confidence, .alerts_by_severity, .rows.confidence_measurements]'
