/* Stands in for a device that must not be asked too often: answers one client and notes when each
 * request came. Prints its port; when the client has gone, prints the gaps between the requests, in
 * microseconds, as JSON. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>

enum { most_requests = 100000 };

static double gaps[most_requests];

static void check(int ok, char const* what) {
  if (ok) return;
  perror(what);
  exit(1);
}

static double now(void) {
  struct timespec moment;
  clock_gettime(CLOCK_MONOTONIC, &moment);
  return (double)moment.tv_sec * 1e6 + 1e-3 * (double)moment.tv_nsec;
}

static int accept_one(void) {
  int const on = 1;
  int const listener = socket(AF_INET, SOCK_STREAM, 0);
  struct sockaddr_in where = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t size = sizeof where;
  check(bind(listener, (struct sockaddr*)&where, size) == 0, "bind");
  check(listen(listener, 1) == 0, "listen");
  check(getsockname(listener, (struct sockaddr*)&where, &size) == 0, "getsockname");
  printf("%d\n", ntohs(where.sin_port));
  fflush(stdout);
  int const client = accept(listener, NULL, NULL);
  check(client >= 0, "accept");
  setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  return client;
}

static int measure(int client) {
  char bytes[512];
  double last = 0;
  for (int count = 0; count < most_requests; ++count) {
    ssize_t const n = recv(client, bytes, sizeof bytes, 0);
    double const came = now();
    if (n <= 0) return count - 1;
    if (count > 0) gaps[count - 1] = came - last;
    last = came;
    check(send(client, bytes, (size_t)n, MSG_NOSIGNAL) == n, "send");
  }
  return most_requests - 1;
}

int main(void) {
  int const count = measure(accept_one());
  printf("[");
  for (int i = 0; i < count; ++i) printf("%s%.1f", i == 0 ? "" : ", ", gaps[i]);
  printf("]\n");
  return 0;
}
