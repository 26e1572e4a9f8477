#!/bin/bash
for command in statsu dtect ../bin/sh Detect '--shiny'; do
	drift "$command"
	echo "$?"
done
drift help statsu
echo "$?"
