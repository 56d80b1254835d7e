/* Asks one line after the other on each of its connections: the least that a client can do in C
 * with epoll. The time-out of epoll_wait is its deadline. Prints what its requests took, as JSON.
 */
#define _GNU_SOURCE
#include <string.h>
#include <sys/epoll.h>

#include "floor.h"

enum { deadline_ms = 3000, largest_reply = 512 };

struct connection {
  int descriptor;
  size_t filled;
  char reply[largest_reply];
};

static char const question[] = "*IDN?\n";
static int epoll;
static long left; /* Requests that are still to be sent. */
static long awaited;

static void start(struct connection* one, int port) {
  one->descriptor = connect_to(port);
  struct epoll_event interest = {.events = EPOLLIN | EPOLLET, .data.ptr = one};
  check(epoll_ctl(epoll, EPOLL_CTL_ADD, one->descriptor, &interest) == 0, "epoll_ctl");
}

static void ask(struct connection* one) {
  if (left == 0) return;
  --left;
  ++awaited;
  one->filled = 0;
  ssize_t const n =
      send(one->descriptor, question, sizeof question - 1, MSG_DONTWAIT | MSG_NOSIGNAL);
  check(n == sizeof question - 1, "send");
}

static void take(struct connection* one) {
  ssize_t const n = recv(one->descriptor, one->reply + one->filled, sizeof one->reply - one->filled,
                         MSG_DONTWAIT);
  check(n > 0, "recv");
  one->filled += (size_t)n;
  if (memchr(one->reply, '\n', one->filled) == NULL) return;
  --awaited;
  ask(one);
}

static void run(struct connection* all, int count, long requests) {
  struct epoll_event ready[128];
  left = requests;
  for (int i = 0; i < count; ++i) ask(&all[i]);
  while (awaited > 0) {
    int const n = epoll_wait(epoll, ready, 128, deadline_ms);
    if (n == 0) fputs("no reply in time\n", stderr);
    check(n > 0, "epoll_wait");
    for (int i = 0; i < n; ++i) take(ready[i].data.ptr);
  }
}

int main(int count, char** words) {
  if (count != 4) {
    fputs("usage: bench_floor_client PORT CONNECTIONS REQUESTS\n", stderr);
    return 2;
  }
  int const connections = atoi(words[2]);
  long const requests = atol(words[3]);
  struct connection* all = calloc((size_t)connections, sizeof *all);
  epoll = epoll_create1(0);
  for (int i = 0; i < connections; ++i) start(&all[i], atoi(words[1]));
  run(all, connections, connections + requests / 10);
  double const began = seconds(CLOCK_MONOTONIC);
  double const spent = seconds(CLOCK_PROCESS_CPUTIME_ID);
  run(all, connections, requests);
  printf("{\"requests\": %ld, \"seconds\": %.9f, \"cpu\": %.9f}\n", requests,
         seconds(CLOCK_MONOTONIC) - began, seconds(CLOCK_PROCESS_CPUTIME_ID) - spent);
  return 0;
}
