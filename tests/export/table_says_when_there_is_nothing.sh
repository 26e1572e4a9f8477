#!/bin/bash
drift export -f table --kind analysis </dev/null
drift export -f table --kind alert </dev/null
