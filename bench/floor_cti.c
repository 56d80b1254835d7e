/* Moves the bytes that bench_cti moves, with the least that C needs: sends a request, waits in
 * epoll with a deadline and receives until the feedback is there. It looks at nothing but its
 * length. Prints what its requests took, as JSON.
 *
 * What is read: all: 1,000 channels in one feedback; one: one channel and then the next; copy: no
 * requests but copies of a feedback with 1,000 channels. */
#define _GNU_SOURCE
#include "floor_cti.h"

#include <sys/epoll.h>

#include "floor.h"

enum { deadline_ms = 10000 };

static char reply[reply_head + cycler_channels * record_size + 2];
static char copied[sizeof reply];
static int epoll;
static int server;

static void await_bytes(void) {
  struct epoll_event ready;
  int const n = epoll_wait(epoll, &ready, 1, deadline_ms);
  if (n == 0) fputs("no reply in time\n", stderr);
  check(n > 0, "epoll_wait");
}

static void ask(int channel) {
  char request[request_size] = {0};
  char* const at = put_head(request, request_size - 12, 0xEEAB0003);
  put_word(at, (uint16_t)channel);
  put_sum(request, request + request_size - 2);
  ssize_t const n = send(server, request, sizeof request, MSG_DONTWAIT | MSG_NOSIGNAL);
  check(n == (ssize_t)sizeof request, "send");
}

static void take(void) {
  size_t filled = 0;
  uint32_t length = sizeof reply;
  while (filled < length) {
    await_bytes();
    ssize_t const n = recv(server, reply + filled, sizeof reply - filled, MSG_DONTWAIT);
    check(n > 0, "recv");
    filled += (size_t)n;
    if (filled >= 12) memcpy(&length, reply + 8, sizeof length);
    check(length <= sizeof reply, "length");
  }
}

static void run(char what, long requests) {
  for (long i = 0; i < requests; ++i) {
    if (what == 'c') {
      memcpy(copied, reply, sizeof reply);
      __asm__ volatile("" : : "g"(copied) : "memory");
      continue;
    }
    ask(what == 'a' ? -1 : (int)(i % cycler_channels));
    take();
  }
}

int main(int count, char** words) {
  if (count != 4 || strchr("aoc", words[2][0]) == NULL) {
    fputs("usage: bench_floor_cti PORT all|one|copy REQUESTS\n", stderr);
    return 2;
  }
  char const what = words[2][0];
  long const requests = atol(words[3]);
  epoll = epoll_create1(0);
  server = connect_to(atoi(words[1]));
  struct epoll_event interest = {.events = EPOLLIN};
  check(epoll_ctl(epoll, EPOLL_CTL_ADD, server, &interest) == 0, "epoll_ctl");
  run('a', 1);
  run(what, 1 + requests / 10);
  double const began = seconds(CLOCK_MONOTONIC);
  double const spent = seconds(CLOCK_PROCESS_CPUTIME_ID);
  run(what, requests);
  printf("{\"requests\": %ld, \"seconds\": %.9f, \"cpu\": %.9f}\n", requests,
         seconds(CLOCK_MONOTONIC) - began, seconds(CLOCK_PROCESS_CPUTIME_ID) - spent);
  return 0;
}
