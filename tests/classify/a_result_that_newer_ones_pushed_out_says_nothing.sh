#!/bin/bash
# Of a test 200 executions are kept.  The last of 200 results, which come with
# the newest first, is the oldest; history that is newer than all takes its
# place before the run ends.
result() { # SECOND
	printf '"test_name":"a","status":"passed","timestamp":"%s"}\n' \
	    "2026-01-01T00:$(printf %02d:%02d $(($1 / 60)) $(($1 % 60)))Z"
}
for ((i = 999; i >= 800; i--)); do
	printf '{"kind":"result",'
	result "$i"
done >in
printf '{"kind":"history","of":"result",' >>in
result 1000 >>in
classify --only in
