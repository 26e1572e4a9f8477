#!/bin/bash
printf 'a,b\n1,2\n' >r.csv
ingest r.csv
