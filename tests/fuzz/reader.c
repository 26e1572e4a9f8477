#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "diag.h"
#include "ingest-sink.h"
#include "ingest-source.h"
#include "reader.h"

static const struct format formats[] = {
#define ENTER(name, shape)	{#name, shape, name##_recognise, name##_read},
	FORMATS(ENTER)
#undef ENTER
};

const struct format *
reader_named(const char *name)
{
	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++)
		if (strcmp(formats[i].name, name) == 0)
			return &formats[i];
	return NULL;
}

static void
collect(void *reading, const char *s, size_t n)
{
	str_bytes(&((struct reading *)reading)->out, s, n);
}

static struct record *
stream(void)
{
	static struct record r;
	static struct usage usage;
	static const struct opt none[] = {{0}};
	static char name[] = "reader", *argv[] = {name, NULL};

	if (r.out == NULL) {
		usage.options = none;
		(void)record_usage(&r, &usage, 1, argv);
		r.hold = true;
		record_start(&r, NULL);
	}
	return &r;
}

/* A digest says which bytes were read: here it is to be the same always. */
static void
blank(struct reading *to, const char *digest)
{
	size_t n = strlen(digest);
	char *at = to->out.s;

	while (n != 0 && at != NULL && (at = strstr(at, digest)) != NULL)
		memset(at, '0', n);
}

static bool
take(const struct format *f, struct source *s, struct sink *k)
{
	bool good, document = f->shape == DOCUMENT || f->shape == FOLDER;
	const char *head;
	size_t n;

	if (!source_open(s, s->name, &head, &n))
		return false;
	if ((document && !source_spool(s)) ||
	    (f->shape == STREAM && !source_digest(s)))
		return false;
	if (!document)
		lines_skip(&s->r->lines, source_mark(head, n));
	sink_begin(k, s, f->name);
	good = f->read(s, k) && s->broken[0] == '\0';
	sink_end(k, good);
	return good;
}

void
reader_read(const struct format *f, const void *bytes, size_t n,
    struct reading *to)
{
	struct record *r = stream();
	struct sink k = {.r = r, .at = 0};
	struct source s = {.r = r, .fd = -1};
	int fd = memfd_create("report", MFD_CLOEXEC);
	char path[32];

	(void)snprintf(path, sizeof(path), "/dev/fd/%d", fd);
	if (fd < 0 || write(fd, bytes, n) != (ssize_t)n)
		abort();
	s.name = path;
	k.origin.run_id = "run";
	str_clear(&to->out);
	r->out->take = collect;
	r->out->take_arg = to;
	r->refused = 0;
	sink_open(&k);
	to->good = take(f, &s, &k) && r->refused == 0;
	(void)snprintf(to->why, sizeof(to->why), "%s", s.why);
	sink_close(&k);
	out_flush(r->out);
	blank(to, s.digest);
	source_close(&s);
	(void)close(fd);
}
