// Preloaded into chidao by FaultTests: one system call goes wrong, or the world changes just before it.
// CHIDAO_FAULT="CALL NAME COUNT ERRNO" or "CALL NAME COUNT shell line": at the COUNTth CALL (open, read, write, fsync, rename, close)
// on a path that ends in NAME. CHIDAO_OPENED=FILE: the paths opened, one a line.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define REAL(name) ((typeof(&name))dlsym(RTLD_NEXT, #name))

static int fails(const char *call, const char *path) {
  static atomic_int count;
  const char *fault = getenv("CHIDAO_FAULT");
  char wanted[16], name[256];
  int at, action;
  if (!fault || sscanf(fault, "%15s %255s %d %n", wanted, name, &at, &action) < 3 || strcmp(call, wanted)) return 0;
  size_t length = strlen(path), tail = strlen(name);
  if (length < tail || strcmp(path + length - tail, name) || atomic_fetch_add(&count, 1) + 1 != at) return 0;
  if ((errno = atoi(fault + action))) return 1;
  char line[1024];
  snprintf(line, sizeof line, "unset LD_PRELOAD; %s", fault + action);
  if (system(line)) abort();
  return 0;
}

static int descriptor_fails(const char *call, int descriptor) {
  char link[64], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  ssize_t length = readlink(link, path, sizeof path - 1);
  path[length < 0 ? 0 : length] = 0;
  return fails(call, path);
}

static void tell(const char *path) {
  const char *file = getenv("CHIDAO_OPENED");
  int descriptor = file ? REAL(open)(file, O_WRONLY | O_APPEND | O_CREAT, 0644) : -1;
  if (descriptor < 0) return;
  dprintf(descriptor, "%s\n", path);
  REAL(close)(descriptor);
}

int openat(int folder, const char *path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  tell(path);
  return fails("open", path) ? -1 : REAL(openat)(folder, path, flags, mode);
}

int open(const char *path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  tell(path);
  return fails("open", path) ? -1 : REAL(open)(path, flags, mode);
}

ssize_t read(int descriptor, void *bytes, size_t count) { return descriptor_fails("read", descriptor) ? -1 : REAL(read)(descriptor, bytes, count); }
ssize_t write(int descriptor, const void *bytes, size_t count) { return descriptor_fails("write", descriptor) ? -1 : REAL(write)(descriptor, bytes, count); }
int fsync(int descriptor) { return descriptor_fails("fsync", descriptor) ? -1 : REAL(fsync)(descriptor); }
int close(int descriptor) { return descriptor_fails("close", descriptor) ? -1 : REAL(close)(descriptor); }
int renameat(int from, const char *old, int to, const char *new) { return fails("rename", new) ? -1 : REAL(renameat)(from, old, to, new); }
