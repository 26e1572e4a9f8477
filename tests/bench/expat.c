/*
 * expat - the floor under every reader of XML: expat alone, with handlers
 * that do nothing, over a file
 */
#include <expat.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#define PIECE	65536

static void
begin(void *count, const char *name, const char **attribute)
{
	(void)name, (void)attribute;
	++*(size_t *)count;
}

static void
end(void *count, const char *name)
{
	(void)count, (void)name;
}

int
main(int argc, char **argv)
{
	XML_Parser p = XML_ParserCreate(NULL);
	int fd = argc > 1 ? open(argv[1], O_RDONLY) : STDIN_FILENO;
	size_t elements = 0;
	ssize_t n;

	XML_SetUserData(p, &elements);
	XML_SetElementHandler(p, begin, end);
	do {
		void *buf = XML_GetBuffer(p, PIECE);

		n = buf == NULL ? -1 : read(fd, buf, PIECE);
		if (n < 0 || XML_ParseBuffer(p, (int)n, n == 0) !=
		    XML_STATUS_OK)
			return 2;
	} while (n > 0);
	(void)printf("%zu elements\n", elements);
	XML_ParserFree(p);
	return 0;
}
