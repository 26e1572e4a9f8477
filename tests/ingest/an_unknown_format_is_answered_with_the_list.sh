#!/bin/bash
ingest -f junt r.xml
