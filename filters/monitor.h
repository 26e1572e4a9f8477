/*
 * monitor - what its parts share
 */
#ifndef MONITOR_H
#define MONITOR_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "intern.h"
#include "opt.h"
#include "record.h"
#include "sketch.h"
#include "str.h"

/* ---- monitor-feature.c: columns, and the values of one row ---- */

#define WORDS_MAX	65536	/* categories of one feature */

struct feature {
	char *name;
	size_t name_n;
	bool compared;		/* else it is there for --segment alone */
	bool words;		/* categories: values are numbers of words */

	/* the words, in the order they came */
	struct intern number;
	struct str texts;	/* each terminated */
	size_t *text;		/* where each begins */
	size_t count, text_room;
	bool crowded;		/* there are more than WORDS_MAX */

	/* the reference: usable values, sorted once all are read */
	double *value;
	size_t n, room;
	struct sketch *sketch;	/* of profiles, until then */
	double *word_count;	/* of categories, */
	size_t counted;		/* the first so many words, instead */
	double total;		/* values behind these */
	double deviation;	/* of the population */
};

struct features {
	struct feature *list;
	size_t count, room;
	bool open;		/* columns are added as they come */
	bool settled;		/* which are categories is decided */
	double *cell;		/* of the row at hand; NAN: none */

	/* private */
	struct json json;
	uint16_t *order;	/* which feature a member was */
	struct {
		unsigned shape;
		size_t members, features;
	} sure;			/* what order is sure of, without a look */
	struct str scratch;
};

void	features_open(struct features *);
void	features_close(struct features *);
/* Adds it where it is not known; its number. */
size_t	features_add(struct features *, const char *name, size_t n);
/* Its number, or `count`. */
size_t	features_find(const struct features *, const char *name, size_t n);
/* Every cell of the row is empty. */
void	features_clear(struct features *);
/* A JSON object as a row; false: it is none, see json.why. */
bool	features_row(struct features *, const char *, size_t);
/* One cell: a number, or a text. */
void	feature_number(struct features *, size_t, double);
void	feature_text(struct features *, size_t, const char *, size_t);
/* The text of a word. */
const char *feature_word(const struct feature *, size_t number);
/* So many more of a word in the reference. */
void	feature_count(struct feature *, const char *, size_t, double);
/* Makes the numbers read so far, and all to come, categories. */
void	feature_make_words(struct feature *);

/* ---- monitor-reference.c: what predictions are compared with ---- */

struct reference {
	struct record *r;	/* who refused rows are told */
	struct features *features;
	const char *model;	/* of rows that name one, or NULL: any */
	size_t rows;
	struct str cell;	/* private */
};

/* Reads rows (NDJSON, CSV) or a profile; what cannot be used ends it. */
void	reference_read(struct reference *, const char *file);
/* The cells at hand become a row of the reference. */
void	reference_add(struct features *);
/* Sorts and counts once everything is read. */
void	reference_settle(struct features *);

/* ---- monitor-profile.c: a reference in a small file ---- */

#define PROFILE_HEAD	17	/* bytes that tell it from rows */

bool	profile_recognise(const char *head, size_t n);
/* One line behind the head, by two structs json; false: it is none. */
bool	profile_line(struct features *, struct json[2], const char *,
	    size_t *rows);
/* The rows it stands for; one that is not as it was written ends it all. */
size_t	profile_read(struct features *, struct lines *);
void	profile_write(const struct features *, size_t rows, const char *file);

/* ---- monitor-model.c: what is kept of the predictions of a model ---- */

#define BINS	10		/* of probability, over 0 .. 1 */

struct moments {		/* of values one by one (Welford 1962) */
	size_t n;
	double mean, square;	/* sum of squared deviations */
};

struct model {
	struct value project, name;	/* name is absent where it has none */
	struct str version;		/* of the newest prediction */
	int64_t newest;
	int64_t judged;			/* its last verdict, or INT64_MIN */
	size_t seen;			/* predictions in the window */
	size_t answers, positive;	/* predictions of 0 or 1; of 1 */
	struct moments probability;
	size_t bin[BINS];		/* of probability */

	/* the sample: all, while there are few enough */
	size_t rows, room;
	int level;		/* the leading bits of id that are 0 */
	uint64_t *id;		/* hash of project and prediction_id */
	double *certainty;	/* probability; NAN: none */
	int8_t *answer;		/* prediction; -1: none */
	double **column;	/* of each feature; NAN: none */
	struct slot {		/* id -> row */
		uint32_t row;	/* + 1; 0: empty */
		uint32_t tag;	/* the lower half of id */
	} * slot;
	size_t slots;
};

struct models {
	struct features *features;
	size_t most;		/* rows kept of a model */
	struct model **list;
	size_t count, room;
	struct model *last;
	struct intern number;	/* project and name -> place in list */
	struct str key;
};

struct model *models_of(struct models *, const struct value *project,
	    const struct value *name);
/* A prediction as it is kept, with texts that stand elsewhere. */
struct arrival {
	struct model *model;
	uint64_t id;
	int64_t time;
	double certainty;
	size_t text;		/* where its model_version begins, */
	uint32_t version_n, features_n;	/* and behind that its features */
	int8_t answer;
};

void	model_add(struct models *, const struct arrival *, const char *text);
/* It will be added soon. */
void	model_expect(const struct arrival *);
uint64_t id_hash(const struct value *project, const struct value *id);
/* The bin of a probability, with edges as numpy.histogram() makes them. */
size_t	bin_of(double probability);
/* Ordered by project and name. */
void	models_sort(struct models *);
void	models_close(struct models *);

/* ---- monitor-arrivals.c: on the way there, by a thread of its own ---- */

#define BATCH	512

struct batch {
	size_t n;
	struct arrival arrival[BATCH];
	struct str text;
};

struct arrivals {
	struct models *models;

	/* private */
	struct batch batch[2];
	size_t filling;		/* which batch; the other one is taken, */
	bool busy;		/* or was */
	bool apart, ending;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t changed;
};

void	arrivals_add(struct arrivals *, struct model *,
	    const struct prediction *);
/* Models are as all predictions so far make them, and may be changed. */
void	arrivals_settle(struct arrivals *);
void	arrivals_close(struct arrivals *);

/* ---- monitor-labels.c: what turned out to be true ---- */

struct labels {
	size_t most;		/* that are kept */
	size_t count;
	int level;		/* as of a model */
	uint64_t *id;
	int8_t *label;
	size_t slots;
	size_t changed;		/* to another value */
};

void	labels_add(struct labels *, uint64_t id, int label);
void	labels_close(struct labels *);

/* JSON, or empty where no label joins a prediction. */
struct performance {
	struct str coverage, figures, segments;
};
/* segment: numbers of features, n of them. */
struct segments {
	const size_t *feature;
	size_t n;
};
struct join {
	const struct labels *labels;
	const struct model *model;
	const struct features *features;
	struct segments segments;
};
void	labels_join(const struct join *, struct performance *);

/* ---- monitor-proxy.c: what predictions alone tell ---- */

void	moments_add(struct moments *, double);
void	proxy_fill(const struct model *, struct monitoring *);
/* Of n values in order, by linear interpolation. */
double	quantile_of(const double *, size_t n, double share);

/* ---- monitor-compare.c: one feature of both sides ---- */

enum test {
	TEST_AUTO, TEST_KS, TEST_CHI2, TEST_Z, TEST_WASSERSTEIN, TEST_JS,
	TEST_PSI, TEST_HELLINGER
};
extern const char *const test_words[];

/* Counts of both sides, of each value or bin; of numbers in order. */
struct counts {
	double *a, *b;
	double *key;		/* the number, or the word's; of bins, where
				   each begins, and behind them the end */
	size_t k, room;
};

#define SHOWN		20	/* bins, and values that stand for themselves */

struct comparison {
	const struct feature *feature;
	const char *failed;	/* why there is no verdict, or NULL */
	enum test test;
	double score;
	double p;		/* NAN: none */
	double threshold;
	bool drifted;
	double reference_count, current_count;
	size_t distinct;	/* values of both sides together; of numbers,
				   SHOWN and one where they are more */
	double *b;		/* the current values, in order */
	size_t bn;
	struct counts counts;	/* of each value; words always have them */
	struct counts bins;	/* of what distances compare */
};

/* What is known of both sides before a test is chosen. */
void	comparison_open(struct comparison *, const struct feature *,
	    double *current, size_t n);
void	comparison_close(struct comparison *);
/* Sets score, p and threshold; false: failed says why. */
bool	comparison_test(struct comparison *, enum test);
/* The p-value that belongs to this sort of values. */
double	comparison_p(struct comparison *);
bool	has_few_values(const struct comparison *);
/* What people are shown: true for values, false for bins of numbers. */
bool	comparison_show(const struct comparison *, struct counts *);
void	counts_close(struct counts *);

/* ---- monitor-verdict.c: which features drifted, and the whole ---- */

struct verdict_rules {
	bool table;		/* --profile reference */
	enum test test;		/* TEST_AUTO: by the sort of values */
	double fdr;		/* negative: not asked for */
	double share;		/* of drifted features: the dataset drifted */
};

struct verdict {
	const struct verdict_rules *rules;
	struct comparison *of;	/* of the features that are compared */
	size_t n;
	size_t evaluated, drifted;
	bool dataset;
};

void	verdict_find(struct verdict *, const struct features *,
	    struct model *);
void	verdict_close(struct verdict *);

/* ---- the files: monitor-summary.c and monitor-report.c ---- */

/* One model, judged. */
struct judged {
	struct record d;	/* its monitoring record */
	struct model *model;
	struct verdict verdict;
	struct performance performance;
	const char *failed;	/* why there are no figures, or NULL */
};

void	summary_write(const char *file, struct judged *, size_t n);
/* monitor-chart.c: both distributions as SVG; and any text as HTML. */
void	chart_draw(const struct comparison *, struct str *);
void	html_text(struct str *, const char *, size_t);
void	report_write(const char *file, struct judged *, size_t n);

/* ---- the program ---- */

struct monitor {
	struct record r;
	struct features features;
	struct models models;
	struct arrivals arrivals;
	struct labels labels;
	struct verdict_rules rules;
	struct segments segments;
	int64_t now;
	bool learning;		/* the stream itself is the reference */
	bool only_new;		/* --new */
	bool found, incomplete;
	size_t learned;

	/* options */
	struct opt_list references, names, segment_names, profiles;
	const char *model, *summary, *report, *profile_file;
	int64_t lookback, least, sample, exact;
};

/* monitor-options.c: what is wrong ends the program. */
void	options_read(struct monitor *, int argc, char **argv);

/* ---- monitor-judge.c: what is said of each model ---- */

/* From when on its predictions are looked at. */
int64_t	monitor_since(const struct monitor *, const struct model *);
/* Compares all with the reference, and prints what came of it. */
void	monitor_judge(struct monitor *);

#endif
