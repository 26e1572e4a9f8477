#!/bin/bash
# Spreadsheets write them where a comma is in the numbers.  The header says
# which; a comma in it counts, and one in a cell is text then.
at=2026-01-31T12:00:00Z
printf "test_name;status;timestamp;message\n\"a;1\";passed;$at;\nb,c;failed;$at;\"x \"\"y\"\";\nz\"\n" >semicolons.csv
printf "test_name\tstatus\ttimestamp\n\"a\t1\"\tpassed\t$at\nb;c\tfailed\t$at\n" >tabs.csv
printf "\"test;name\",status,timestamp\na;1,passed,$at\n" >commas.csv
ingest semicolons.csv
ingest -f csv tabs.csv
ingest --map 'test;name=test_name' --kind result -f csv commas.csv
