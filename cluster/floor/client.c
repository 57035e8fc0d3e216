/* client ADDRESS PORT PATH PER-SECOND REQUESTS keep|new LANE START: the least open-loop client, the floor of what a client costs.
 * Sends when a request is due, as the agent's lanes do (probe/load/InTurn.java), and prints one line a request: how late it was sent
 * and how long it took from when it was due, in nanoseconds; -1 when it was not answered with 200.
 * START is when the first request is due, in nanoseconds since 1970, so that somebody else can ask in between; 0 for as soon as may be. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

/* As in InTurn.java: a lead, in which whatever started us comes to rest; awake for the last of the wait; kept connections in turn, each of which has carried a request before; sockets made before they are due. */
enum { LEAD = 10000000, AWAKE = 150000, SECOND = 1000000000, ABREAST = 4 };

static long clock_of(clockid_t which) { struct timespec t; clock_gettime(which, &t); return t.tv_sec * (long)SECOND + t.tv_nsec; }
static long now(void) { return clock_of(CLOCK_MONOTONIC); }

static void wait_until(long due) {
  struct timespec wake = {.tv_sec = (due - AWAKE) / SECOND, .tv_nsec = (due - AWAKE) % SECOND};
  if (due - now() > AWAKE) clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &wake, NULL);
  while (now() < due) ;
}

static int make_socket(void) {
  int one = 1, fd = socket(AF_INET, SOCK_STREAM, 0);
  struct timeval patience = {.tv_sec = 5};
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  return fd;
}

/* Reads one answer to its end by its length. */
static int read_answer(int fd) {
  static char in[65536];
  size_t have = 0, want = 0;
  while (!want || have < want) {
    ssize_t got = read(fd, in + have, sizeof in - 1 - have);
    if (got <= 0) return 0;
    have += got;
    in[have] = 0;
    char *end = want ? NULL : strstr(in, "\r\n\r\n");
    if (end) {
      char *length = strcasestr(in, "\r\ncontent-length:");
      if (!length || length > end) return 0;
      want = end + 4 - in + atol(length + strlen("\r\ncontent-length:"));
    }
  }
  return !strncmp(in, "HTTP/1.1 200", 12);
}

int main(int argc, char **argv) {
  if (argc != 9) { fprintf(stderr, "usage: client ADDRESS PORT PATH PER-SECOND REQUESTS keep|new LANE START\n"); return 64; }
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(atoi(argv[2]))};
  inet_pton(AF_INET, argv[1], &to.sin_addr);
  long rate = atol(argv[4]), all = atol(argv[5]), appointment = atol(argv[8]);
  int keep = !strcmp(argv[6], "keep"), fds[ABREAST] = {-1, -1, -1, -1}, connected[ABREAST] = {0};
  long *late = malloc(all * sizeof(long)), *took = malloc(all * sizeof(long)), start = 0;
  for (long i = keep ? -ABREAST : 0; i < all; i++) {
    int turn = (i + ABREAST) % ABREAST, *fd = &fds[turn];
    if (*fd < 0) *fd = make_socket();
    char out[1024];
    int length = snprintf(out, sizeof out, "GET %s HTTP/1.1\r\nAccept: application/json\r\nConnection: %s\r\nHost: %s:%s\r\nX-Lab-Nonce: %s-%ld\r\n\r\n",
                          argv[3], keep ? "keep-alive" : "close", argv[1], argv[2], argv[7], i);
    if (i == 0) {
      start = appointment ? now() + appointment - clock_of(CLOCK_REALTIME) : now() + LEAD;
      if (start < now() + AWAKE) { fprintf(stderr, "the client in C came late to its appointment\n"); return 75; }
    }
    long due = start + i * SECOND / rate;
    if (i >= 0) {
      wait_until(due);
      late[i] = now() - due;
    }
    connected[turn] = connected[turn] || !connect(*fd, (struct sockaddr *)&to, sizeof to);
    int ok = connected[turn] && write(*fd, out, length) == length && read_answer(*fd);
    if (i >= 0) took[i] = ok ? now() - due : -1;
    if (!keep || !ok) { close(*fd); *fd = -1; connected[turn] = 0; }
  }
  if (appointment) wait_until(start + (all + 1) * SECOND / rate); /* what comes now would disturb the last request of the other */
  for (long i = 0; i < all; i++) printf("%ld %ld\n", late[i], took[i]);
  return 0;
}
