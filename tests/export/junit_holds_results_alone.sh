#!/bin/bash
drift export -f junit --kind measurement </dev/null >none.xml
[ $? = 2 ] && drift export -f junit --fields status </dev/null >none.xml
[ $? = 2 ] && echo '{"kind":"run","run_id":"2"}' | drift export -f junit
