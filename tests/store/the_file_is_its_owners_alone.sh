#!/bin/bash
# sqlite only: it is about files
umask 022
store-sqlite init s.db
stat -c %a s.db
umask 0277
store-sqlite init t.db 2>/dev/null
stat -c %a t.db
