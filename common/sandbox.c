#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#if __has_include(<linux/landlock.h>)
#include <linux/landlock.h>
#endif

#include "sandbox.h"

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define __SANITIZE_ADDRESS__	1
#endif
#endif

#if defined(__x86_64__)
#define MACHINE	AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define MACHINE	AUDIT_ARCH_AARCH64
#elif defined(__riscv) && __riscv_xlen == 64
#define MACHINE	AUDIT_ARCH_RISCV64
#else
#define MACHINE	0		/* not known: calls are not kept */
#endif

#define LENGTH(list)	(sizeof(list) / sizeof((list)[0]))

/* ---- calls ---- */

/* Programs, network, other processes, the system, and ways around. */
static const int never[] = {
	SYS_execve, SYS_execveat, SYS_socket, SYS_connect, SYS_bind,
	SYS_listen, SYS_accept, SYS_accept4, SYS_ptrace, SYS_process_vm_readv,
	SYS_process_vm_writev, SYS_mount, SYS_umount2, SYS_pivot_root,
	SYS_chroot, SYS_unshare, SYS_setns, SYS_bpf, SYS_perf_event_open,
	SYS_userfaultfd, SYS_keyctl, SYS_add_key, SYS_request_key,
	SYS_init_module, SYS_finit_module, SYS_delete_module, SYS_kexec_load,
	SYS_open_by_handle_at, 425 /* io_uring_setup */,
	428 /* open_tree */, 429 /* move_mount */, 438 /* pidfd_getfd */,
};

/* Files, where none is needed any more. */
static const int no_files[] = {
	SYS_openat, 437 /* openat2 */, SYS_truncate, SYS_renameat2,
	SYS_unlinkat, SYS_mkdirat, SYS_linkat, SYS_symlinkat, SYS_mknodat,
	SYS_fchmodat, SYS_fchownat, SYS_utimensat, SYS_setxattr,
	SYS_removexattr,
#ifdef SYS_renameat
	SYS_renameat,
#endif
#ifdef SYS_open
	SYS_open, SYS_creat, SYS_rename, SYS_unlink, SYS_rmdir, SYS_mkdir,
	SYS_link, SYS_symlink, SYS_mknod, SYS_chmod, SYS_chown, SYS_lchown,
	SYS_utimes,
#endif
};

#define CALLS	(LENGTH(never) + LENGTH(no_files))
#define PART	8

struct program {
	struct sock_filter step[CALLS + 2 * (CALLS / PART + 1) + 8];
	unsigned short n;
};

static void
add(struct program *p, unsigned code, uint32_t k, uint8_t hit)
{
	p->step[p->n++] = (struct sock_filter){.code = (uint16_t)code,
	    .k = k, .jt = hit};
}

static int
by_number(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

/* The calls that are refused, upwards; how many. */
static size_t
list_calls(int call[CALLS], bool files)
{
	size_t n = LENGTH(never);

	memcpy(call, never, sizeof(never));
	for (size_t i = 0; !files && i < LENGTH(no_files); i++)
		call[n++] = no_files[i];
	qsort(call, n, sizeof(*call), by_number);
	return n;
}

/* Steps from here to the last one, which refuses. */
static uint8_t
to_refusal(const struct program *p)
{
	return (uint8_t)(LENGTH(p->step) - 2 - p->n);
}

/*
 * Part by part, so that most calls pass after a few steps: the kernel, which
 * goes through it once for every call there is, has less to do.
 */
static void
refuse_calls(struct program *p, bool files)
{
	int call[CALLS];
	size_t n = list_calls(call, files);

	for (size_t i = 0; i < n; i += PART) {
		size_t part = n - i < PART ? n - i : PART;

		add(p, BPF_JMP | BPF_JGT | BPF_K,
		    (uint32_t)call[i + part - 1], (uint8_t)(part + 1));
		for (size_t k = i; k < i + part; k++)
			add(p, BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)call[k],
			    to_refusal(p));
		add(p, BPF_RET | BPF_K, SECCOMP_RET_ALLOW, 0);
	}
}

/* Every path of it ends, and its last step but one allows. */
static void
write_program(struct program *p, bool files)
{
	static const uint32_t refused = SECCOMP_RET_ERRNO | EPERM;
	const uint32_t other_calls = 0x40000000;	/* x32 */

	add(p, BPF_LD | BPF_W | BPF_ABS,
	    offsetof(struct seccomp_data, arch), 0);
	add(p, BPF_JMP | BPF_JEQ | BPF_K, MACHINE, 1);
	add(p, BPF_RET | BPF_K, refused, 0);
	add(p, BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr),
	    0);
	add(p, BPF_JMP | BPF_JGE | BPF_K, other_calls,
	    to_refusal(p));
	refuse_calls(p, files);
	while (p->n < LENGTH(p->step) - 1)
		add(p, BPF_RET | BPF_K, SECCOMP_RET_ALLOW, 0);
	add(p, BPF_RET | BPF_K, refused, 0);
}

static bool
keep_calls(bool files)
{
	struct program p = {0};
	struct sock_fprog given = {.len = LENGTH(p.step), .filter = p.step};

	if (MACHINE == 0)
		return false;
	write_program(&p, files);
	return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER,
	    SECCOMP_FILTER_FLAG_SPEC_ALLOW, &given) == 0;
}

/* ---- files ---- */

#ifdef SYS_landlock_create_ruleset

#define READING		((uint64_t)LANDLOCK_ACCESS_FS_READ_FILE |	\
			LANDLOCK_ACCESS_FS_READ_DIR)
#define WRITING		((uint64_t)LANDLOCK_ACCESS_FS_WRITE_FILE |	\
			LANDLOCK_ACCESS_FS_MAKE_REG |			\
			LANDLOCK_ACCESS_FS_REMOVE_FILE)
/* All that the first version knows. */
#define EVERYTHING	((LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1)
#define OF_A_FILE	((uint64_t)LANDLOCK_ACCESS_FS_READ_FILE |	\
			LANDLOCK_ACCESS_FS_WRITE_FILE)

/* False: there is no such file, or not yet. */
static bool
allow(int rules, const char *path, uint64_t access)
{
	struct landlock_path_beneath_attr rule = {.allowed_access = access,
	    .parent_fd = open(path, O_PATH | O_CLOEXEC)};
	struct stat st;

	if (rule.parent_fd < 0)
		return false;
	if (fstat(rule.parent_fd, &st) == 0 && !S_ISDIR(st.st_mode))
		rule.allowed_access &= OF_A_FILE;
	/* What is in no file system, such as a pipe, needs no rule. */
	(void)syscall(SYS_landlock_add_rule, rules,
	    LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
	(void)close(rule.parent_fd);
	return true;
}

/* A longer name cannot be opened, either. */
static void
allow_folder(int rules, const char *file, uint64_t access)
{
	const char *slash = strrchr(file, '/');
	size_t n = slash == NULL || slash == file ? 1 : (size_t)(slash - file);
	char folder[PATH_MAX];

	if (n >= sizeof(folder))
		return;
	memcpy(folder, slash == NULL ? "." : file, n);
	folder[n] = '\0';
	(void)allow(rules, folder, access);
}

static void
allow_all(int rules, const struct sandbox *s)
{
	const char *folder = getenv("TMPDIR");

	(void)allow(rules, s->all_files ? "/" : "/usr", READING);
	for (char *const *f = s->files; f != NULL && *f != NULL; f++)
		if (strcmp(*f, "-") != 0 && !allow(rules, *f, READING))
			allow_folder(rules, *f, READING);
	if (s->aside)
		(void)allow(rules, folder != NULL && folder[0] != '\0' ?
		    folder : "/tmp", READING | WRITING);
	for (size_t i = 0; i < LENGTH(s->output); i++)
		if (s->output[i] != NULL) {
			/* It may be a link, such as /dev/stdout. */
			(void)allow(rules, s->output[i], READING | WRITING);
			allow_folder(rules, s->output[i], READING | WRITING);
		}
}

static bool
keep_files(const struct sandbox *s)
{
	const struct landlock_ruleset_attr all = {
		.handled_access_fs = EVERYTHING
	};
	long rules = syscall(SYS_landlock_create_ruleset, &all, sizeof(all),
	    0);
	bool kept;

	if (rules < 0)
		return false;
	allow_all((int)rules, s);
	kept = syscall(SYS_landlock_restrict_self, (int)rules, 0) == 0;
	(void)close((int)rules);
	return kept;
}

#else

static bool
keep_files(const struct sandbox *s)
{
	(void)s;
	return false;
}

#endif

static bool
needs_files(const struct sandbox *s)
{
	return (s->files != NULL && s->files[0] != NULL) || s->all_files ||
	    s->aside || s->output[0] || s->output[1] || s->output[2];
}

unsigned
sandbox_enter(const struct sandbox *s)
{
	unsigned kept = 0;

#ifdef __SANITIZE_ADDRESS__
	return kept;
#endif
	if (getenv("LD_PRELOAD") != NULL ||
	    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return kept;
	if (keep_files(s))
		kept |= SANDBOX_FILES;
	if (keep_calls(needs_files(s)))
		kept |= SANDBOX_CALLS;
	return kept;
}
