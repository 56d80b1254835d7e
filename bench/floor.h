/* Holds what the floors in C share. */
#pragma once

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>

static inline void check(int ok, char const* what) {
  if (ok) return;
  perror(what);
  exit(1);
}

static inline double seconds(clockid_t clock) {
  struct timespec now;
  clock_gettime(clock, &now);
  return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static inline void send_at_once(int descriptor) {
  int const on = 1;
  setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

/* Prints the port that it listens at. */
static inline int listen_anywhere(void) {
  int const listener = socket(AF_INET, SOCK_STREAM, 0);
  struct sockaddr_in where = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t size = sizeof where;
  check(bind(listener, (struct sockaddr*)&where, size) == 0, "bind");
  check(listen(listener, 4096) == 0, "listen");
  check(getsockname(listener, (struct sockaddr*)&where, &size) == 0, "getsockname");
  printf("%d\n", ntohs(where.sin_port));
  fflush(stdout);
  return listener;
}

static inline int connect_to(int port) {
  int const descriptor = socket(AF_INET, SOCK_STREAM, 0);
  struct sockaddr_in peer = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  peer.sin_port = htons((unsigned short)port);
  check(connect(descriptor, (struct sockaddr*)&peer, sizeof peer) == 0, "connect");
  send_at_once(descriptor);
  return descriptor;
}
