#!/bin/bash
# sqlite only: it is about files
store-sqlite nowhere/at/all.db </dev/null
