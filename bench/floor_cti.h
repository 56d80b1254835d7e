/* Holds what the canned cycler and its C client share: the messages of CTI that they exchange. */
#pragma once

#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum {
  cycler_channels = 1000,
  record_size = 1753,
  request_size = 62,
  only_channel_at = 20, /* In a request: a Word, -1 for all channels. */
  reply_head = 24,
};

/* Returns the size of a feedback with so many records. */
static inline size_t reply_size(size_t channels) { return reply_head + channels * record_size + 2; }

static inline char* put_word(char* to, uint16_t value) {
  memcpy(to, &value, sizeof value);
  return to + sizeof value;
}

static inline char* put_dword(char* to, uint32_t value) {
  memcpy(to, &value, sizeof value);
  return to + sizeof value;
}

/* Puts what each message begins with. */
static inline char* put_head(char* to, size_t length, uint32_t command) {
  memcpy(to, "\xDD\xDD\xDD\xDD\xDD\xDD\xDD\x11", 8);
  return put_dword(put_dword(put_dword(to + 8, (uint32_t)length), command), 0);
}

/* Puts what each message ends with: the sum of its bytes so far. */
static inline void put_sum(char* from, char* to) {
  unsigned sum = 0;
  for (char const* at = from; at < to; ++at) sum += (unsigned char)*at;
  put_word(to, (uint16_t)sum);
}
