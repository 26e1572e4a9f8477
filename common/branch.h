/*
 * branch - which branches' results make a test's history
 *
 * Results of other branches are judged against it and stored, but never
 * enter rates, series or alerts.  Whoever asks branches_counts() about the
 * branch of every record decides as all others do:
 *
 *   - A record without a branch counts.
 *   - --baseline-branch names those that count, as globs; without it
 *     DRIFT_BASELINE_BRANCH does, and then what the CI system calls its
 *     default branch.
 *   - Where nobody names one it is main and master; but a project of which
 *     neither was ever seen calls its trunk something else, and then every
 *     branch counts.
 *
 * refs/heads/ and origin/ before a name are no part of it.
 */
#ifndef BRANCH_H
#define BRANCH_H

#include "intern.h"
#include "opt.h"
#include "record.h"

struct branches {
	struct opt_list names;	/* --baseline-branch */

	/* private */
	bool assumed;		/* nobody named one */
	struct intern seen;	/* projects that have an assumed one */
	struct str last;	/* project and branch that were asked about */
	bool last_named;
};

/* The option's line in a filter's table. */
#define BRANCHES_OPTION(b)						\
	{0, "baseline-branch", OPT_LIST, &(b)->names, "NAME",	\
	    "branch that counts, a glob (CI's default, main, master)", 0}

/* After the options were read. */
void	branches_open(struct branches *);
void	branches_close(struct branches *);
/*
 * Whether a record of this project and branch counts, as far as is known by
 * now; knows more afterwards.  recall(1) tells of main and master before the
 * first record of a project, so run records, also remembered ones, should be
 * shown to it.
 */
bool	branches_counts(struct branches *, const struct value *project,
	    const struct value *branch);
/*
 * The same in two steps, for who keeps a record and decides later: whether
 * its branch is a baseline by its name, and whether that matters by then.
 */
bool	branches_note(struct branches *, const struct value *project,
	    const struct value *branch);
bool	branches_matter(const struct branches *, const struct value *project);

#endif
