/*
 * The options of monitor, and the rules that follow from them.
 */
#include <string.h>

#include "diag.h"
#include "monitor.h"

static void
set_profiles(struct monitor *m)
{
	static const char *const rules[] = {"reference", "default", NULL};

	for (int i = 0; i < m->profiles.count; i++) {
		const char *s = m->profiles.item[i];

		if (strcmp(s, rules[0]) == 0 || strcmp(s, rules[1]) == 0)
			m->rules.table = s[0] == 'r';
		else if (strpbrk(s, "./") != NULL && m->profile_file == NULL)
			m->profile_file = s;
		else
			diag_fail(USAGE, "--profile takes reference or "
			    "default, not \"%s\"; --write-profile FILE "
			    "writes one", s);
	}
}

static void
set_rules(struct monitor *m)
{
	if (m->rules.share > 1 || m->rules.fdr >= 1)
		diag_fail(USAGE, "--share takes a fraction up to 1, --fdr one "
		    "below 1");
	if (m->lookback <= 0 || m->least < 1)
		diag_fail(USAGE, "--lookback takes a span, --min at least 1");
	set_profiles(m);
}

static const char *const examples[] = {
	"drift read --kind prediction,label --since 24h | "
	    "drift monitor --reference train.csv | drift store",
	"monitor --reference train.csv --write-profile train.profile",
	NULL
};

void
options_read(struct monitor *m, int argc, char **argv)
{
	struct opt_word test = {test_words, 0};
	const struct opt options[] = {
		{'r', "reference", OPT_EACH, &m->references, "FILE",
		    "rows, or a profile, to compare with; repeatable", 0},
		{0, "lookback", OPT_SPAN, &m->lookback, "SPAN",
		    "predictions newer than that are looked at (24h)", 'h'},
		{0, "min", OPT_INT, &m->least, "N",
		    "predictions, below which nothing is said (200)", 0},
		{0, "new", OPT_FLAG, &m->only_new, NULL,
		    "and newer than the model's last verdict in history", 0},
		{0, "model", OPT_TEXT, &m->model, "NAME",
		    "only this model", 0},
		{0, "features", OPT_LIST, &m->names, "LIST",
		    "names, or auto: those of the reference (auto)", 0},
		{0, "test", OPT_WORD, &test, "TEST",
		    "of all features, or auto: by their values (auto)", 0},
		{0, "profile", OPT_EACH, &m->profiles, "NAME",
		    "how it is judged: default or reference (default)", 0},
		{0, "write-profile", OPT_TEXT, &m->profile_file, "FILE",
		    "keep the reference there, in little space", 0},
		{0, "fdr", OPT_REAL, &m->rules.fdr, "RATE",
		    "false discoveries among features (0.05)", 0},
		{0, "share", OPT_REAL, &m->rules.share, "SHARE",
		    "of drifted features that is a drift of all (0.5)", 0},
		{0, "segment", OPT_LIST, &m->segment_names, "FEATURE",
		    "performance for each of its values; repeatable", 0},
		{0, "sample", OPT_INT, &m->sample, "N",
		    "predictions of a model kept at most", 0},
		{0, "exact", OPT_INT, &m->exact, "N",
		    "the same, but more of them is a failure", 0},
		{0, "summary", OPT_TEXT, &m->summary, "FILE",
		    "write all figures there, as JSON", 0},
		{0, "report", OPT_TEXT, &m->report, "FILE",
		    "write a page with distributions there, as HTML", 0},
		{0}
	};
	struct usage usage = {"[options] [FILE ...]",
	    "Compare a model's predictions with a reference.", examples,
	    options, NULL};

	record_open(&m->r, &usage, argc, argv);
	m->rules.test = (enum test)test.at;
	set_rules(m);
}
