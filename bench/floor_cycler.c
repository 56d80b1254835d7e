/* Stands in for an Arbin cycler of 1,000 channels: answers channels_info, for all channels or for
 * one of them. The feedbacks are made before the first request comes; of a request it looks for the
 * channel alone. Serves one client after the other; prints its port and ends with its standard
 * input. */
#define _GNU_SOURCE
#include <poll.h>
#include <unistd.h>

#include "floor.h"
#include "floor_cti.h"

static char all[reply_head + cycler_channels * record_size + 2];
static char each[cycler_channels][reply_head + record_size + 2];

static char* put_text(char* to, char const* text, size_t field) {
  strncpy(to, text, field);
  return to + field;
}

static char* put_wide(char* to, char const* text, size_t units) {
  for (size_t i = 0; text[i] != 0; ++i) put_word(to + 2 * i, (unsigned char)text[i]);
  return to + 2 * units;
}

static char* put_double(char* to, double value) {
  memcpy(to, &value, sizeof value);
  return to + sizeof value;
}

/* Puts a channel that charges, with a schedule, a test name, a step and a barcode. */
static char* put_record(char* to, uint32_t channel) {
  char name[64], barcode[64];
  sprintf(name, "cell-%04u-formation", channel + 1);
  sprintf(barcode, "BC%010u", channel + 1);
  char* const end = to + record_size;
  char* at = put_word(put_dword(to, channel), 2);
  at = put_wide(put_wide(at + 1, "Formation_21700_5Ah.sdx", 200), name, 72);
  at = put_text(put_text(at, "N/A", 100), "[12] 3: CC_Charge, Current", 64);
  at = put_wide(at, barcode, 72) + 400 + 400;
  at = put_double(put_double(put_word(at, (uint16_t)channel), 86400.5), 1210.5);
  for (int i = 0; i < 12; ++i, at += sizeof(float)) {
    float const value = 3.7f + 0.013717f * (float)(channel + (uint32_t)i);
    memcpy(at, &value, sizeof value);
  }
  return end;
}

static void can(char* reply, uint32_t first, uint32_t count) {
  char* at = put_dword(put_head(reply, reply_size(count), 0xEEBA0003), count);
  for (uint32_t i = 0; i < count; ++i) at = put_record(at, first + i);
  put_sum(reply, at);
}

static int send_all(int client, char const* from, size_t size) {
  while (size > 0) {
    ssize_t const n = send(client, from, size, MSG_NOSIGNAL);
    if (n <= 0) return 0;
    from += n;
    size -= (size_t)n;
  }
  return 1;
}

/* Waits for somebody to say something; returns 0 when nobody needs the server any more. */
static int wait_for(int descriptor) {
  struct pollfd both[2] = {{.fd = descriptor, .events = POLLIN},
                           {.fd = STDIN_FILENO, .events = POLLIN}};
  check(poll(both, 2, -1) > 0, "poll");
  return both[1].revents == 0;
}

/* Returns 0 when the client has gone. */
static int answer(int client) {
  static char request[request_size];
  static size_t filled;
  ssize_t const n = recv(client, request + filled, sizeof request - filled, 0);
  filled = n > 0 ? filled + (size_t)n : 0;
  if (n <= 0 || filled < sizeof request) return n > 0;
  filled = 0;
  int16_t channel;
  memcpy(&channel, request + only_channel_at, sizeof channel);
  if (channel < 0) return send_all(client, all, sizeof all);
  return channel < cycler_channels && send_all(client, each[channel], sizeof each[0]);
}

int main(void) {
  can(all, 0, cycler_channels);
  for (uint32_t i = 0; i < cycler_channels; ++i) can(each[i], i, 1);
  int const listener = listen_anywhere();
  while (wait_for(listener)) {
    int const client = accept(listener, NULL, NULL);
    check(client >= 0, "accept");
    send_at_once(client);
    int here = 1;
    while (here && wait_for(client)) here = answer(client);
    close(client);
    if (here) break;
  }
  return 0;
}
