#!/bin/bash
# 10,000 levels, NUL bytes, one line of 200 MB: a reason, and 32 MB at most.
case $O in */san) echo "the sanitizer keeps what is freed" >&2; exit 77 ;; esac

try() { # FILE ...: status, and the reason
	python3 - "$BIN/ingest" "$@" <<-'END'
	import resource, subprocess, sys
	p = subprocess.run(sys.argv[1:], stdout=subprocess.PIPE,
	    stderr=subprocess.PIPE, timeout=60)
	why = p.stderr.decode().strip().split("\n")[-1]
	print(p.returncode, p.stdout.count(b'"kind":"result"'), why[:120])
	most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
	if most > 32768:
	    print("took", most, "KiB")
	END
}
repeat() { # N TEXT
	head -c $(($1 * ${#2})) < <(yes "$2" | tr -d '\n')
}

echo '# deep'
{ echo '<testsuites>'; repeat 10000 '<testsuite name="a">'; } >deep.xml
try deep.xml
{ repeat 10000 '<testsuite name="a">'; echo '<testcase name="t"/>'
  repeat 10000 '</testsuite>'; } >whole.xml
try whole.xml
{ printf '{"version":"3","examples":'; repeat 10000 '['; } >deep.json
try deep.json
{ printf '{"version":"3","x":'; repeat 10000 '{"a":'; printf 1; repeat 10000 '}'
  printf ',"examples":[]}'; } >nested.json
try -f rspec nested.json
{ printf '{"type":"test","event":"ok","name":"t","x":'; repeat 10000 '['
  repeat 10000 ']'; echo '}'; } >deep.jsonl
try deep.jsonl

echo '# NUL'
printf '<testsuites><testcase name="a\0b"/></testsuites>' >nul.xml
try nul.xml
printf '{"version":"3","examples":[{"full_description":"a\0b","status":"passed"}]}' >nul.json
try nul.json
printf '{"version":"3","examples":[{"full_description":"a\\u0000b","status":"passed"}]}' >nul.json
try nul.json

echo '# 200 MB in a line'
{ printf '{"type":"test","event":"ok","name":"'; head -c 200000000 /dev/zero |
    tr '\0' x; echo '"}'; } >long.jsonl
try long.jsonl
{ printf '{"version":"3","examples":[{"status":"passed","full_description":"'
  head -c 200000000 /dev/zero | tr '\0' x; echo '"}]}'; } >long.json
try long.json
{ printf '<testsuites><testcase name="a"><failure>'
  head -c 200000000 /dev/zero | tr '\0' x
  echo '</failure></testcase></testsuites>'; } >long.xml
try long.xml
{ printf '<testsuites><testcase name="'
  head -c 200000000 /dev/zero | tr '\0' x
  echo '"/></testsuites>'; } >tag.xml
try tag.xml

echo '# packed a thousand times'
head -c 100000000 /dev/zero | gzip >zero.gz
try zero.gz
