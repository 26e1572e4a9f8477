/*
 * target-xml - whatever comes out of XML is UTF-8 without control characters,
 * and elements are closed as they are opened
 *
 * A first byte with bit 0 set reads strictly, with bit 1 a list of names.
 */
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include "target.h"
#include "xml.h"

struct seen {
	struct xml *xml;
	int depth;
	struct str text;
};

static void
is_clean(const char *s, size_t n)
{
	size_t step;

	for (size_t i = 0; i < n; i += step) {
		step = text_utf8(s + i, n - i);
		must(step != 0 && ((unsigned char)s[i] >= ' ' ||
		    s[i] == '\t' || s[i] == '\n' || s[i] == '\r'));
	}
}

static void
begin(void *arg, int element, const char *name, const char **attribute)
{
	struct seen *seen = arg;

	seen->depth++;
	must(element >= 0);
	is_clean(name, strlen(name));
	for (size_t i = 0; attribute != NULL && attribute[i] != NULL; i++)
		is_clean(attribute[i], strlen(attribute[i]));
	xml_gather(seen->xml, &seen->text, 500);
}

static void
end(void *arg, int element)
{
	struct seen *seen = arg;

	must(element >= 0 && --seen->depth >= 0);
	xml_gather(seen->xml, NULL, 0);
}

int
FUZZ(const uint8_t *bytes, size_t n)
{
	static const char *const names[] = {NULL, "testsuite", "testcase",
	    "failure", "a", NULL};
	static struct str text;
	static int fd = -1;
	struct seen seen = {.text = text};
	struct xml x = {.begin = begin, .end = end, .arg = &seen};
	char root[64];

	if (fd < 0)
		fd = memfd_create("xml", MFD_CLOEXEC);
	if (n == 0)
		return 0;
	seen.xml = &x;
	x.strict = bytes[0] & 1;
	if (bytes[0] & 2) {
		x.names = names;
		x.texts = XML_BIT(3) | XML_BIT(4);
	}
	must(ftruncate(fd, 0) == 0);
	must(pwrite(fd, bytes + 1, n - 1, 0) == (ssize_t)n - 1);
	must(lseek(fd, 0, SEEK_SET) == 0);
	str_clear(&seen.text);
	if (xml_read_here(&x, fd))
		must(seen.depth == 0 && (!x.strict || x.repairs == 0));
	else
		must(x.why[0] != '\0');
	if (x.cut == 0)		/* else perhaps in the middle of a character */
		is_clean(seen.text.s, seen.text.n);
	(void)xml_root((const char *)bytes + 1, n - 1, root, sizeof(root));
	text = seen.text;
	return 0;
}
