#!/bin/bash
drift help | grep -o -w -e status -e detect -e recall -e config -e ci
drift help status | head -n 1
drift help detect | head -n 1
drift help recall | head -n 1
drift status -h | head -n 1
drift help nothing
echo "$?"
