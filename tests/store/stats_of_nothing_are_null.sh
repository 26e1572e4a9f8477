#!/bin/bash
store-sqlite init s.db
store-sqlite stats s.db | jq -c '[.total_tests, .total_measurements, .avg_confidence, .alerts_by_severity, .rows.confidence_measurements]'
