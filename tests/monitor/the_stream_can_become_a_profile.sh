#!/bin/bash
# Of whatever time; predictions pass on, and nothing is compared.
. "$TESTS/monitor/lib.bash"
rows 300 | predictions >in
monitor --write-profile new.profile in | cmp - in
sed -n '2p' new.profile
rows 300 >ref
watch --reference new.profile in >one
watch --reference ref in | cmp - one
monitor --write-profile none.profile </dev/null
echo $?
ls
