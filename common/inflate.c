#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include "aside.h"
#include "diag.h"
#include "inflate.h"
#include "str.h"

#define PIECE	65536

bool
inflate_recognise(const char *head, size_t n)
{
	return n > 2 && memcmp(head, "\x1f\x8b\x08", 3) == 0;
}

static bool
copy(gzFile in, int to, char *buf, char *why)
{
	int64_t sum = 0;
	int n, code;

	while ((n = gzread(in, buf, PIECE)) > 0) {
		sum += n;
		if (sum > INFLATE_MOST) {
			(void)snprintf(why, INFLATE_WHY, "more than %lld "
			    "bytes come out", (long long)INFLATE_MOST);
			return false;
		}
		if (!aside_write(to, buf, (size_t)n))
			diag_fail(LATER, "cannot put a packed file aside: %s",
			    strerror(errno));
	}
	(void)gzerror(in, &code);
	if (code == Z_ERRNO)	/* that is no damage */
		diag_fail(USAGE, "cannot read a packed file: %s",
		    strerror(errno));
	if (code == Z_MEM_ERROR)
		out_of_memory();
	if (n == 0 && code == Z_OK)
		return true;
	(void)snprintf(why, INFLATE_WHY, code == Z_BUF_ERROR ?
	    "the packed file is cut off" : "the packed file is damaged");
	return false;
}

bool
inflate_copy(int from, int to, char why[INFLATE_WHY])
{
	int own = dup(from);
	char *buf = need(PIECE, 1);
	gzFile in;
	bool good;

	if (own < 0)
		diag_fail(USAGE, "cannot read a packed file: %s",
		    strerror(errno));
	in = gzdopen(own, "rb");
	if (in == NULL)
		out_of_memory();
	good = copy(in, to, buf, why);
	(void)gzclose_r(in);
	free(buf);
	return good;
}

uint32_t
inflate_sum(const void *p, size_t n)
{
	return (uint32_t)crc32_z(crc32_z(0, NULL, 0), p, n);
}
