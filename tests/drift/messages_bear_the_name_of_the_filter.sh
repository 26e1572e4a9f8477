#!/bin/bash
drift detect nowhere.ndjson
echo "$?"
