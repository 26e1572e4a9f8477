#!/bin/bash
echo '{"kind":"run","run_id":"1"}' | drift export -e --where run_id=2
