#!/bin/bash
mkdir d
echo 'just words' >d/readme.txt
ingest d
