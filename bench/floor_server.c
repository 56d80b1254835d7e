/* Echoes what comes, as fast as one thread with epoll can: the device that every client is measured
 * against. Prints its port and ends with its standard input, so that it cannot be left behind. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "floor.h"

static int epoll;

static void watch(int descriptor) {
  struct epoll_event interest = {.events = EPOLLIN, .data.fd = descriptor};
  check(epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &interest) == 0, "epoll_ctl");
}

static void take_in(int listener) {
  int const client = accept4(listener, NULL, NULL, SOCK_NONBLOCK);
  if (client < 0) return;
  send_at_once(client);
  watch(client);
}

static void echo(int client) {
  char bytes[4096];
  ssize_t const n = recv(client, bytes, sizeof bytes, 0);
  if (n > 0 && send(client, bytes, (size_t)n, MSG_NOSIGNAL) == n) return;
  close(client);
}

int main(void) {
  epoll = epoll_create1(0);
  int const listener = listen_anywhere();
  check(fcntl(listener, F_SETFL, O_NONBLOCK) == 0, "fcntl");
  watch(listener);
  watch(STDIN_FILENO);
  for (;;) {
    struct epoll_event ready[64];
    int const count = epoll_wait(epoll, ready, 64, -1);
    for (int i = 0; i < count; ++i) {
      if (ready[i].data.fd == STDIN_FILENO) return 0;
      if (ready[i].data.fd == listener) {
        take_in(listener);
      } else {
        echo(ready[i].data.fd);
      }
    }
  }
}
