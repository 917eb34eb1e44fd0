/*
 * Preloaded into a process, writes down every change it makes to the files below LECTERN_TRACE_FOLDER, in order,
 * with the syncs between them. Record: operation, handle, offset (64 bits), length, flags, little-endian, payload.
 * A change is recorded once it has happened, so the trace never promises more than the process had reached.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum { OPEN = 1, WRITE, SYNC, TRUNCATE, RENAME, UNLINK };
enum { CREATED = 1, EMPTIED = 2, FOLDER = 4 };
enum { MAX_FD = 65536 };

struct header {
  uint32_t operation, handle;
  uint64_t offset;
  uint32_t length, flags;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static uint32_t handles[MAX_FD];
static uint32_t opened;
static int trace = -1;
static char folder[PATH_MAX];
static size_t folder_length;

__attribute__((constructor)) static void start(void) {
  const char *file = getenv("LECTERN_TRACE_FILE");
  const char *root = getenv("LECTERN_TRACE_FOLDER");
  if (!file || !root || !realpath(root, folder)) return;
  folder_length = strlen(folder);
  trace = syscall(SYS_openat, AT_FDCWD, file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  unsetenv("LD_PRELOAD");
}

/* A trace with a hole in it would prove nothing. */
static void record(struct header header, const void *payload) {
  int kept = errno;
  struct iovec parts[2] = {{&header, sizeof header}, {(void *)payload, header.length}};
  if (syscall(SYS_writev, trace, parts, header.length ? 2 : 1) != (long)(sizeof header + header.length)) abort();
  errno = kept;
}

/* The path below the folder, or NULL. "" is the folder itself. */
static const char *below(const char *path) {
  if (trace < 0 || strncmp(path, folder, folder_length)) return NULL;
  if (path[folder_length] == '\0') return "";
  return path[folder_length] == '/' ? path + folder_length + 1 : NULL;
}

static uint32_t handle_of(int fd) { return fd >= 0 && fd < MAX_FD ? handles[fd] : 0; }

static int open_file(int at, const char *path, int flags, mode_t mode) {
  const char *name = below(path);
  if (!name) return syscall(SYS_openat, at, path, flags, mode);
  pthread_mutex_lock(&lock);
  struct stat stat;
  int known = lstat(path, &stat) == 0;
  int fd = syscall(SYS_openat, at, path, flags, mode);
  if (fd >= 0 && fd < MAX_FD) {
    uint32_t what = known ? 0 : CREATED;
    if (flags & O_TRUNC) what |= EMPTIED;
    if (known && S_ISDIR(stat.st_mode)) what |= FOLDER;
    handles[fd] = ++opened;
    record((struct header){OPEN, opened, 0, strlen(name), what}, name);
  }
  pthread_mutex_unlock(&lock);
  return fd;
}

#define MODE(flags) \
  mode_t mode = 0; \
  if ((flags) & (O_CREAT | O_TMPFILE)) { \
    va_list rest; \
    va_start(rest, flags); \
    mode = va_arg(rest, mode_t); \
    va_end(rest); \
  }

int open(const char *path, int flags, ...) { MODE(flags) return open_file(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE(flags) return open_file(AT_FDCWD, path, flags, mode); }
int openat(int at, const char *path, int flags, ...) { MODE(flags) return open_file(at, path, flags, mode); }
int openat64(int at, const char *path, int flags, ...) { MODE(flags) return open_file(at, path, flags, mode); }

int close(int fd) {
  if (handle_of(fd)) handles[fd] = 0;
  return syscall(SYS_close, fd);
}

static ssize_t written(int fd, const void *bytes, ssize_t count, off_t offset) {
  if (count > 0) record((struct header){WRITE, handle_of(fd), offset, count, 0}, bytes);
  return count;
}

ssize_t write(int fd, const void *bytes, size_t length) {
  if (!handle_of(fd)) return syscall(SYS_write, fd, bytes, length);
  pthread_mutex_lock(&lock);
  ssize_t count = syscall(SYS_write, fd, bytes, length);
  if (count > 0) written(fd, bytes, count, lseek(fd, 0, SEEK_CUR) - count);
  pthread_mutex_unlock(&lock);
  return count;
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off_t offset) {
  if (!handle_of(fd)) return syscall(SYS_pwrite64, fd, bytes, length, offset);
  pthread_mutex_lock(&lock);
  ssize_t count = written(fd, bytes, syscall(SYS_pwrite64, fd, bytes, length, offset), offset);
  pthread_mutex_unlock(&lock);
  return count;
}
ssize_t pwrite(int fd, const void *bytes, size_t length, off_t offset) { return pwrite64(fd, bytes, length, offset); }

static int noted(int result, struct header header, const void *payload) {
  if (result == 0) record(header, payload);
  pthread_mutex_unlock(&lock);
  return result;
}

static int sync_file(long call, int fd) {
  if (!handle_of(fd)) return syscall(call, fd);
  pthread_mutex_lock(&lock);
  return noted(syscall(call, fd), (struct header){SYNC, handle_of(fd), 0, 0, 0}, NULL);
}
int fsync(int fd) { return sync_file(SYS_fsync, fd); }
int fdatasync(int fd) { return sync_file(SYS_fdatasync, fd); }

int ftruncate64(int fd, off_t length) {
  if (!handle_of(fd)) return syscall(SYS_ftruncate, fd, length);
  pthread_mutex_lock(&lock);
  return noted(syscall(SYS_ftruncate, fd, length), (struct header){TRUNCATE, handle_of(fd), length, 0, 0}, NULL);
}
int ftruncate(int fd, off_t length) { return ftruncate64(fd, length); }

int unlink(const char *path) {
  const char *name = below(path);
  if (!name) return syscall(SYS_unlinkat, AT_FDCWD, path, 0);
  pthread_mutex_lock(&lock);
  return noted(syscall(SYS_unlinkat, AT_FDCWD, path, 0), (struct header){UNLINK, 0, 0, strlen(name), 0}, name);
}

int rename(const char *from, const char *to) {
  const char *old = below(from), *new = below(to);
  if (!old || !new) return syscall(SYS_renameat, AT_FDCWD, from, AT_FDCWD, to);
  char both[2 * PATH_MAX];
  size_t split = strlen(old) + 1, length = split + strlen(new);
  memcpy(both, old, split);
  memcpy(both + split, new, length - split);
  pthread_mutex_lock(&lock);
  return noted(syscall(SYS_renameat, AT_FDCWD, from, AT_FDCWD, to), (struct header){RENAME, 0, 0, length, 0}, both);
}
