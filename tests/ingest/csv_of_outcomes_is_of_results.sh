#!/bin/bash
# A status and no confidence: nobody need say --kind result.  A score beside
# the status is a measurement, and what --kind says counts.
row=2026-01-31T12:00:00Z,a,passed
printf 'timestamp,test_name,status\n%s\n' $row >r.csv
printf 'timestamp,test_name,status,confidence,category\n%s,0.5,c\n' $row >m.csv
ingest r.csv m.csv
printf 'timestamp,test,status\n%s\n' $row | ingest --map test=test_name
ingest --kind confidence_measurements r.csv
