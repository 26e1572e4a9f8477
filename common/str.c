#include <errno.h>
#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

#include "str.h"

void
out_of_memory(void)
{
	const char *const part[] = {program_invocation_short_name, ": ",
	    "out of memory\n"};
	struct iovec whole[3];

	for (int i = 0; i < 3; i++)
		whole[i] = (struct iovec){(void *)(uintptr_t)part[i],
		    strlen(part[i])};
	(void)!writev(STDERR_FILENO, whole, 3);
	exit(75);
}

void *
need(size_t count, size_t size)
{
	void *p = calloc(count ? count : 1, size ? size : 1);

	if (p == NULL)
		out_of_memory();
	return p;
}

void *
need_more(void *old, size_t count, size_t size)
{
	void *p = reallocarray(old, count ? count : 1, size);

	if (p == NULL)
		out_of_memory();
	return p;
}

void *
need_room(void *list, size_t n, size_t *room, size_t size)
{
	if (n < *room)
		return list;
	*room = n != 0 ? 2 * n : 16;
	list = need_more(list, *room, size);
	memset((char *)list + n * size, 0, (*room - n) * size);
	return list;
}

char *
need_text(const char *s)
{
	size_t n = strlen(s) + 1;

	return memcpy(need(n, 1), s, n);
}

void
str_room(struct str *b, size_t more)
{
	size_t room = b->room ? b->room : 64;

	if (b->n + more < b->room)
		return;
	if (more > SIZE_MAX / 2 - b->n)
		out_of_memory();
	while (room <= b->n + more)
		room *= 2;
	b->s = need_more(b->s, room, 1);
	b->s[b->n] = '\0';
	b->room = room;
}

void
str_clear(struct str *b)
{
	b->n = 0;
	if (b->s != NULL)
		b->s[0] = '\0';
}

void
str_free(struct str *b)
{
	free(b->s);
	*b = (struct str){0};
}

void
str_free_all(struct str *b, ...)
{
	va_list ap;

	va_start(ap, b);
	for (; b != NULL; b = va_arg(ap, struct str *))
		str_free(b);
	va_end(ap);
}

void
str_cut(struct str *b, size_t n)
{
	if (b->n <= n)
		return;
	b->n = n;
	b->s[n] = '\0';
}

bool
str_is(const struct str *b, const char *s)
{
	return text_same(b->s, b->n, s, strlen(s));
}

void
str_byte(struct str *b, char c)
{
	str_bytes(b, &c, 1);
}

void
str_bytes(struct str *b, const char *s, size_t n)
{
	str_room(b, n);
	if (n != 0)
		memcpy(b->s + b->n, s, n);
	b->n += n;
	b->s[b->n] = '\0';
}

void
str_set(struct str *b, const char *s, size_t n)
{
	str_clear(b);
	str_bytes(b, s, n);
}

void
str_text(struct str *b, const char *s)
{
	str_bytes(b, s, strlen(s));
}

int
text_order(const char *a, size_t an, const char *b, size_t bn)
{
	size_t n = an < bn ? an : bn;
	int order = n == 0 ? 0 : memcmp(a, b, n);

	return order != 0 ? order : (an > bn) - (an < bn);
}

bool
text_ends(const char *s, size_t n, const char *end)
{
	size_t m = strlen(end);

	return n > m && memcmp(s + n - m, end, m) == 0;
}

size_t
text_utf8(const char *s, size_t n)
{
	const unsigned char *p = (const unsigned char *)s;
	unsigned char low = 0x80, high = 0xbf;
	size_t length = p[0] < 0x80 ? 1 : p[0] < 0xc2 ? 0 : p[0] < 0xe0 ? 2 :
	    p[0] < 0xf0 ? 3 : p[0] < 0xf5 ? 4 : 0;

	if (length < 2 || length > n)
		return length > n ? 0 : length;
	if (p[0] == 0xe0)
		low = 0xa0;
	else if (p[0] == 0xed)
		high = 0x9f;
	else if (p[0] == 0xf0)
		low = 0x90;
	else if (p[0] == 0xf4)
		high = 0x8f;
	if (p[1] < low || p[1] > high)
		return 0;
	for (size_t i = 2; i < length; i++)
		if ((p[i] & 0xc0) != 0x80)
			return 0;
	return length;
}

bool
text_glob(const char *pattern, const char *s, size_t n)
{
	char short_one[512];
	struct str copy = {0};
	bool match;

	if (n < sizeof(short_one)) {
		memcpy(short_one, s, n);
		short_one[n] = '\0';
		return fnmatch(pattern, short_one, 0) == 0;
	}
	str_bytes(&copy, s, n);
	match = fnmatch(pattern, copy.s, 0) == 0;
	str_free(&copy);
	return match;
}
