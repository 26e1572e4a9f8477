#!/bin/bash
# One file without anything from elsewhere; its parts, and how they hang
# together: links have their aims, pictures and tables their words, the policy
# the digest of the only script.
. "$TESTS/export/page.bash"
page page.html
cat >look.py <<'P'
import base64, hashlib, html.parser, re

text = open("page.html", encoding="utf-8").read()


class Page(html.parser.HTMLParser):
    ids, links, tags, wrong, want, words = [], [], {}, [], None, ""
    heads = []

    def handle_starttag(self, tag, attributes):
        a = dict(attributes)
        self.tags[tag] = self.tags.get(tag, 0) + 1
        self.ids += [a["id"]] if "id" in a else []
        self.links += [a["href"]] if "href" in a else []
        for name in a:
            if name in ("src", "srcset", "action") or name.startswith("on"):
                self.wrong.append("attribute " + name)
        if self.want and tag != self.want:
            self.wrong.append("no %s before <%s>" % (self.want, tag))
        self.want = {"svg": "title", "table": "caption"}.get(tag)
        if tag == "svg" and a.get("role") != "img":
            self.wrong.append("a picture without its role")
        if tag in ("h1", "h2", "h3", "title", "caption"):
            self.words = ""

    def handle_data(self, data):
        self.words += data

    def handle_endtag(self, tag):
        if tag in ("h1", "h2", "h3"):
            self.heads.append(tag + " " + self.words)


p = Page()
p.feed(text)
print("\n".join(p.heads))
print(*["<%s> %d" % (t, p.tags[t]) for t in ("script", "table", "svg")])
wrong = p.wrong + ["link to nowhere " + l for l in p.links
                   if l[0] != "#" or l[1:] not in p.ids]
wrong += ["id twice: " + i for i in set(p.ids) if p.ids.count(i) > 1]
script = re.search("<script>(.*?)</script>", text, re.S).group(1)
digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
if "script-src 'sha256-%s'" % digest not in text:
    wrong.append("the policy does not know the script")
if "default-src 'none'" not in text or re.search("https?:|@import|url\\(", text):
    wrong.append("something comes from elsewhere")
if "\u202e" in text or "hacked=1<" in text:
    wrong.append("a text of a record is not escaped")
print(*wrong, sep="\n")
P
python3 look.py
sed -n '/<section id=alerts>/,/<\/section>/p' page.html
sed -n '/<section id=failures>/,/<\/section>/p; /<section id=runs>/,/<\/section>/p' page.html
grep -A 1 'class=runs' page.html
