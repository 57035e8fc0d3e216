/* server PORT BODY-FILE: the least HTTP/1.1 server that answers as a workload does, the floor of what a server costs.
 * One thread, epoll. Every request ends at its first empty line; "@NONCE@" of the body becomes its X-Lab-Nonce. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { MOST_FDS = 1024, MOST_REQUEST = 4096, MOST_BODY = 16384 };

static struct { size_t length; char bytes[MOST_REQUEST]; } inbox[MOST_FDS];
static char body[MOST_BODY];
static char *before = body, *after = "";
static size_t before_length, after_length;

static void die(const char *what) { perror(what); exit(1); }

static void load(const char *file) {
  FILE *in = fopen(file, "r");
  if (!in) die(file);
  body[fread(body, 1, MOST_BODY - 1, in)] = 0;
  fclose(in);
  char *mark = strstr(body, "@NONCE@");
  if (mark) { *mark = 0; after = mark + strlen("@NONCE@"); }
  before_length = strlen(before);
  after_length = strlen(after);
}

/* The value of a header, whose end is written over with a 0; "" without it. */
static char *header(char *head, const char *name) {
  char *line = strcasestr(head, name);
  if (!line) return "";
  line += strlen(name);
  line[strcspn(line, "\r\n")] = 0;
  return line;
}

static int answer(int fd, char *head) {
  char out[MOST_BODY + MOST_REQUEST];
  int closes = strcasestr(head, "\r\nconnection: close") != NULL;
  char *nonce = header(head, "\r\nx-lab-nonce: ");
  int length = snprintf(out, sizeof out, "HTTP/1.1 200 OK\r\ncontent-length: %zu\r\n%sContent-Type: application/json;charset=UTF-8\r\n\r\n",
                        before_length + strlen(nonce) + after_length, closes ? "connection: close\r\n" : "");
  length += sprintf(out + length, "%s%s%s", before, nonce, after);
  return write(fd, out, length) == length && !closes;
}

/* Whether the connection goes on. */
static int serve(int fd) {
  ssize_t got = read(fd, inbox[fd].bytes + inbox[fd].length, MOST_REQUEST - 1 - inbox[fd].length);
  if (got <= 0) return got < 0 && errno == EAGAIN;
  inbox[fd].length += got;
  inbox[fd].bytes[inbox[fd].length] = 0;
  char *end = strstr(inbox[fd].bytes, "\r\n\r\n");
  if (!end) return inbox[fd].length < MOST_REQUEST - 1;
  end[2] = 0;
  inbox[fd].length = 0; /* nobody here pipelines */
  return answer(fd, inbox[fd].bytes);
}

static void welcome(int door, int poll) {
  int one = 1, fd = accept4(door, NULL, NULL, SOCK_NONBLOCK);
  if (fd < 0) return;
  if (fd >= MOST_FDS) { close(fd); return; }
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  inbox[fd].length = 0;
  struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
  epoll_ctl(poll, EPOLL_CTL_ADD, fd, &event);
}

int main(int argc, char **argv) {
  if (argc != 3) { fprintf(stderr, "usage: server PORT BODY-FILE\n"); return 64; }
  load(argv[2]);
  int one = 1, door = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), poll = epoll_create1(0);
  struct sockaddr_in any = {.sin_family = AF_INET, .sin_port = htons(atoi(argv[1]))};
  setsockopt(door, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
  if (bind(door, (struct sockaddr *)&any, sizeof any) || listen(door, 512)) die("listen");
  struct epoll_event event = {.events = EPOLLIN, .data.fd = door}, ready[64];
  epoll_ctl(poll, EPOLL_CTL_ADD, door, &event);
  for (;;) {
    int count = epoll_wait(poll, ready, 64, -1);
    for (int i = 0; i < count; i++) {
      if (ready[i].data.fd == door) welcome(door, poll);
      else if (!serve(ready[i].data.fd)) close(ready[i].data.fd);
    }
  }
}
