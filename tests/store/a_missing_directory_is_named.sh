#!/bin/bash
store-sqlite nowhere/at/all.db </dev/null
