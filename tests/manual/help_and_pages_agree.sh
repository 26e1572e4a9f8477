#!/bin/bash
# Defaults that -h names stand in the item of the page; the options of every
# pipeline stand in its item of drift(1), or in the one that it points to.
# (tests/lint/pages compares the options of the programs.)
cat >look.py <<'P'
import glob, os, re, subprocess, sys

pages = {os.path.basename(p)[:-2]: open(p).read().replace("\\-", "-")
         for p in glob.glob(sys.argv[1] + "/*.[17]")}
VERBS = "read recall stats init upgrade health size checksum compare " \
    "delete retain vacuum".split()


def say(*words):
    return subprocess.run(words, capture_output=True, text=True,
                          stdin=subprocess.DEVNULL).stdout


def items(name, option):
    """Of the page, of what both stores have, of what all filters have."""
    found = re.findall(r"^\.It [^\n]*Fl -%s\b.*?(?=^\.It |^\.El|^\.S[hs] )" %
                       re.escape(option), pages[name] + pages["drift"]
                       + pages["store-sqlite"], re.S | re.M)
    return " ".join(found).replace("\n", " ")


pages["drift"] += open(sys.argv[1] + "/drift.7").read().replace("\\-", "-")
defaults = 0
for name in sorted(pages):
    if name == "drift-ci":
        continue
    texts = [say(name, "-h")]
    if name.startswith("store-"):
        texts += [say(name, verb, "-h") for verb in VERBS]
    for option, _, default in re.findall(
            r"^ +(?:-\w, +)?--([a-z0-9-]+)((?:(?!^ +-).)*?)"
            r"\(([0-9][0-9.]*\w*)\)$", "\n".join(texts), re.M | re.S):
        defaults += 1
        if not re.search(r"(?<![\w.])0?%s(?!\w)" % re.escape(
                default.lstrip("0") if "." in default else default),
                items(name, option)):
            print("%s: --%s: the page does not say %s" % (name, option, default))
if defaults < 50:
    print("only", defaults, "defaults")

commands = {}
for names, text in re.findall(
        r"^\.It Cm ([a-z-]+)(.*?)(?=^\.It Cm|^\.El)", pages["drift"],
        re.S | re.M):
    commands.setdefault(names, text)


def described(name):
    text = commands.get(name, "")
    more = re.findall(r"^\.Cm ([a-z-]+)", text, re.M)
    text += " ".join(commands.get(m, "") for m in more if m != name)
    for page in re.findall(r"^\.Xr (?:drift-)?([a-z-]+) 1", text, re.M):
        text += pages.get(page, "")
    return text


for file in sorted(glob.glob(sys.argv[1] + "/../pipelines/drift-*")):
    name = file.split("/drift-")[-1]
    text = described(name)
    if not text:
        print(name, "is not in drift.1")
    for line in say("drift", name, "--list-options").splitlines():
        option, default = line.split("\t")[1], re.search(
            r"\(([a-z0-9]+)\)$", line)
        if option in ("--now", "--help"):
            continue
        if not re.search(r"[ ,]-%s\b" % re.escape(option[2:]), text):
            print("%s: %s is not in drift.1" % (name, option))
        elif default and default.group(1) not in text:
            print("%s: %s: drift.1 does not say %s" % (name, option,
                                                      default.group(1)))
P
python3 look.py "$TESTS/../filters"
