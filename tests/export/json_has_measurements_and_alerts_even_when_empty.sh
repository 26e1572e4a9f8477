#!/bin/bash
drift export -f json --now 2026-01-07T00:00:00Z </dev/null
