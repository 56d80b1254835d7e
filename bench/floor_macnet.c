/* Moves the bytes that bench_macnet moves, with the least that C needs: makes the requests, sends
 * them, waits in epoll with a deadline and receives until the replies are complete. It looks into
 * no reply but for its end. Prints what its requests took, as JSON.
 *
 * What is read: json and binary: (4,1) of 128 channels in one request; full: (4,7) of 128 channels,
 * a request for each, in one write; single: (4,7) of one channel and then of the next. */
#define _GNU_SOURCE
#include <string.h>
#include <sys/epoll.h>

#include "floor.h"

enum { deadline_ms = 3000, channels = 128 };

struct connection {
  int descriptor;
  size_t awaited; /* Lines in JSON, bytes in binary. */
  int channel;
};

static char const basic[] =
    "{\"jsonrpc\":\"2.0\",\"method\":\"MacNet\",\"params\":{\"FClass\":4,\"FNum\":1,\"Chan\":0,"
    "\"Len\":128},\"id\":";
static char const full[] =
    "{\"jsonrpc\":\"2.0\",\"method\":\"MacNet\",\"params\":{\"FClass\":4,\"FNum\":7,\"Chan\":";
static char const binary[8] = {4, 0, 1, 0, 0, 0, (char)channels, 0};

static char const* what;
static int is_binary;
static int epoll;
static unsigned long last_id;
static long left; /* Requests that are still to be sent. */
static long awaited;

static char* put(char* to, char const* text, size_t size) {
  memcpy(to, text, size);
  return to + size;
}

static char* put_number(char* to, unsigned long value) {
  char digits[24];
  char* at = digits + sizeof digits;
  do {
    *--at = (char)('0' + value % 10);
  } while ((value /= 10) > 0);
  return put(to, at, (size_t)(digits + sizeof digits - at));
}

static char* put_end(char* to) {
  to = put_number(to, ++last_id);
  *to++ = '}';
  return to;
}

static char* put_full(char* to, int channel) {
  to = put(to, full, sizeof full - 1);
  to = put_number(to, (unsigned long)channel);
  return put_end(put(to, "},\"id\":", 7));
}

static char* put_request(char* to, struct connection* one) {
  one->awaited = 1;
  if (is_binary) {
    one->awaited = 8 + 4 * channels;
    return put(to, binary, sizeof binary);
  }
  if (what[0] == 'j') return put_end(put(to, basic, sizeof basic - 1));
  if (what[0] == 's') return put_full(to, one->channel++ % channels);
  one->awaited = channels;
  for (int i = 0; i < channels; ++i) to = put_full(to, i);
  return to;
}

static void ask(struct connection* one) {
  static char request[32768];
  if (left == 0) return;
  --left;
  ++awaited;
  size_t const size = (size_t)(put_request(request, one) - request);
  ssize_t const n = send(one->descriptor, request, size, MSG_DONTWAIT | MSG_NOSIGNAL);
  check(n == (ssize_t)size, "send");
}

static size_t lines(char const* bytes, size_t size) {
  size_t count = 0;
  char const* const end = bytes + size;
  while ((bytes = memchr(bytes, '\n', (size_t)(end - bytes))) != NULL) {
    ++count;
    ++bytes;
  }
  return count;
}

static void take(struct connection* one) {
  static char reply[65536];
  ssize_t const n = recv(one->descriptor, reply, sizeof reply, MSG_DONTWAIT);
  check(n > 0, "recv");
  one->awaited -= is_binary ? (size_t)n : lines(reply, (size_t)n);
  if (one->awaited > 0) return;
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
  if (count != 5 || strchr("jbfs", words[2][0]) == NULL) {
    fputs("usage: bench_floor_macnet PORT json|binary|full|single CONNECTIONS REQUESTS\n", stderr);
    return 2;
  }
  what = words[2];
  is_binary = what[0] == 'b';
  int const connections = atoi(words[3]);
  long const requests = atol(words[4]);
  struct connection* all = calloc((size_t)connections, sizeof *all);
  epoll = epoll_create1(0);
  for (int i = 0; i < connections; ++i) {
    all[i].descriptor = connect_to(atoi(words[1]));
    struct epoll_event interest = {.events = EPOLLIN, .data.ptr = &all[i]};
    check(epoll_ctl(epoll, EPOLL_CTL_ADD, all[i].descriptor, &interest) == 0, "epoll_ctl");
  }
  run(all, connections, connections + requests / 10);
  double const began = seconds(CLOCK_MONOTONIC);
  double const spent = seconds(CLOCK_PROCESS_CPUTIME_ID);
  run(all, connections, requests);
  printf("{\"requests\": %ld, \"seconds\": %.9f, \"cpu\": %.9f}\n", requests,
         seconds(CLOCK_MONOTONIC) - began, seconds(CLOCK_PROCESS_CPUTIME_ID) - spent);
  return 0;
}
