#!/bin/bash
# postgres only: one recipe of each kind has a server
# The recipes of drift-ci(7): what they run is run as their system would, twice,
# in a folder with nothing but the project; what they keep, publish or name is
# there afterwards; and all they say is of a kind their system knows.
python3 -c 'import yaml' 2>/dev/null ||
    { echo "there is no yaml for python3" >&2; exit 77; }
. "$TESTS/manual/blocks.bash"
page=$TESTS/../filters/drift-ci.7
mkdir blocks && page_blocks blocks <"$page"

# project FOLDER: whose tests write a report.
project() {
	mkdir "$1" && cd "$1" || exit
	printf '{"test":"aside"}\n' >aside.ndjson
	: >known.ndjson
	printf 'test:\n\t@mkdir -p build/reports\n\t@%s >build/%s\n' \
	    'echo "<testsuite name=\"s\"><testcase classname=\"c\" name=\"t\" time=\"$$$$\"/></testsuite>"' \
	    reports/junit.xml >Makefile
}

cat >recipe.py <<'P'
"""recipe.py KIND FILE: the commands of a recipe, one a file named 1, 2 ...;
prints what it keeps or publishes, and what is wrong with it."""
import re, sys, yaml

kind, file = sys.argv[1:]
text = open(file).read()
commands, files = [], []


def known(what, where, keys):
    for key in what:
        if key not in keys.split():
            print("unknown in %s: %s" % (where, key))


def expand(s):
    values = {"github.run_id": "17", "github.run_attempt": "1",
              "github.ref": "refs/heads/main", "matrix.os": "ubuntu-24.04",
              "secrets.DRIFT_DB": "$SECRET"}
    return re.sub(r"\$\{\{ (.*?) \}\}", lambda m: values[m.group(1)], s)


if kind == "github":
    flow = yaml.safe_load(text)
    assert flow.pop(True) == ["push", "pull_request"]  # YAML reads "on" so
    known(flow, "workflow", "jobs")
    for job in flow["jobs"].values():
        known(job, "job", "runs-on steps strategy env")
        assert expand(job.get("env", {}).get("DRIFT_DB", "")) in ("", "$SECRET")
        for step in job["steps"]:
            known(step, "step", "uses with run if")
            assert ("uses" in step) != ("run" in step)
            if "run" in step:
                commands.append(expand(step["run"]))
                continue
            name, version = step["uses"].split("@")
            assert re.fullmatch(r"v\d+", version)
            known(step.get("with", {}), name, {
                "actions/checkout": "", "actions/upload-artifact": "name path",
                "actions/cache": "path key restore-keys",
                "actions/cache/restore": "path key restore-keys",
                "actions/cache/save": "path key"}[name])
            for value in step.get("with", {}).values():
                expand(value)
            if "path" in step.get("with", {}):
                files.append(step["with"]["path"])
elif kind == "gitlab":
    for job in yaml.safe_load(text).values():
        known(job, "job", "resource_group cache script after_script artifacts "
              "allow_failure")
        known(job["cache"], "cache", "key when paths")
        known(job["artifacts"], "artifacts", "when reports")
        assert job["allow_failure"] == {"exit_codes": [75]}
        commands = job["script"] + job["after_script"]
        files = job["cache"]["paths"] + job["artifacts"]["reports"]["junit"]
else:
    commands = re.findall(r"(?:sh|script:) '([^']*)'", text)
    files = re.findall(r"artifacts: '([^']*)'", text)
    assert text.count("{") == text.count("}")
for i, command in enumerate(commands):
    open("command-%d" % (i + 1), "w").write(command + "\n")
print("keeps", *sorted(set(files)))
P

# play NAME KIND FILE: a first run and a second.
play() {
	local run command status
	project "$1"
	python3 ../recipe.py "$2" "../$3"
	for run in 1 2; do
		for command in command-*; do
			bash -e "$command" >out 2>err
			status=$?
			case $status in 0 | 1) ;; *) cat err ;; esac
			echo "run $run: $status $(head -c 27 "$command" | head -n 1)"
		done
	done
	cd ..
}

recipe() { # TEXT: the block that begins with it, and has the second text
	grep -l -e "$1" blocks/* | xargs grep -l -e "$2"
}

export CI=true
(
	export GITHUB_ACTIONS=true GITHUB_STEP_SUMMARY=$here/summary.md
	play github github "$(recipe '^# .github' 'drift.db')"
	grep -c '^[0-9]* results' "$here/summary.md"
	ls github/drift.db github/drift.html
	export DRIFT_DB=$DB
	play server github "$(recipe '^# .github' 'secrets')"
	drift read --kind run | jq -r .context | sort | uniq -c
	# away: the job goes on, and keeps what the cache is told to keep
	export DRIFT_DB=postgresql://127.0.0.1:1/none
	play away github "$(recipe '^# .github' 'secrets')"
	find away/build/.drift-spool -name '*.ndjson' | head -n 1 | wc -l
	# ... but not when tests fail
	printf 'test:\n\t@exit 9\n' >away/Makefile
	(cd away && bash -e command-1 >out 2>&1) || echo "away and failed: $?"
	export DRIFT_DB=''
	play fork github "$(recipe '^# .github' 'secrets')"
)
(
	export GITLAB_CI=true
	play gitlab gitlab "$(recipe '^# .gitlab' 'drift')"
	ls gitlab/drift.db gitlab/build/drift.xml
	drift ingest gitlab/build/drift.xml 2>&1 >/dev/null | sed 's/^.*junit: //'
)
(
	export DRIFT_DB=$DB
	play jenkins jenkins "$(recipe '^// Jenkinsfile' 'sh')"
	ls jenkins/drift.html
)
# The rest of the page.
project rest
make test
for file in ../blocks/*; do
	head -n 1 "$file" | grep -q '^#\|^//' || {
		[ "$(head -c 1 "$file")" != '$' ] || rm aside.ndjson
		run_block "$file"
	}
done
