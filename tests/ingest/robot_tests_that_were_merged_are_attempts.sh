#!/bin/bash
# As result/merger.py of version 7 writes it; the second ran three times.
merged='*HTML* &lt;span class="merge"&gt;Test has been re-executed and results merged.&lt;/span&gt;&lt;hr&gt;'
new() { echo "&lt;span class=\"new-status\"&gt;New status:&lt;/span&gt; &lt;span class=\"x\"&gt;$1&lt;/span&gt;&lt;br&gt;${2:+&lt;span class=\"new-message\"&gt;New message:&lt;/span&gt; $2&lt;br&gt;}"; }
old() { new "$@" | sed 's/new/old/g; s/New/Old/g; s/^/\&lt;hr\&gt;/'; }
status() { echo "<status status='$1' start='2026-01-31T10:00:00.000000' elapsed='2.5'>$2</status>"; }
cat >r.xml <<E
<robot generator="Rebot 7.0 (Python 3.11.2 on linux)"><suite name="Cart">
<test name="Adds">$(status PASS "$merged$(new PASS)$(old FAIL 'no answer')")</test>
<test name="Pays">$(status FAIL "$merged$(new FAIL third)$(old SKIP)$(old FAIL first)")</test>
<test name="Says">$(status FAIL '*HTML* &lt;b&gt;bold&lt;/b&gt;')</test>
</suite></robot>
E
ingest --run-id r --tz UTC r.xml |
    jq -c 'select(.kind == "result") | [.test_name, .attempt, .retried, .status, .duration, .message]'
