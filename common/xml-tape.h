/*
 * xml-tape - large XML in two threads
 *
 * One thread runs the parser and writes what it finds on a tape, the caller's
 * thread plays it: begin, end and text in their order.  The tape is a few
 * blocks that go round; whoever is ahead waits.  An event lies in one block,
 * which grows for a larger one: then nothing else is on the tape.
 */
#ifndef XML_TAPE_H
#define XML_TAPE_H

#include "xml.h"

/* As xml_read_here(), from a file that can be read again. */
bool	tape_read(struct xml *, int fd);

#endif
