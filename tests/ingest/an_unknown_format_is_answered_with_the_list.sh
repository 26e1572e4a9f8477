#!/bin/bash
ingest -f junt r.xml
ingest -f other r.xml 2>&1 | sed 's/junit,.* csv/junit, ... csv/'
