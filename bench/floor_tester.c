/* Stands in for Maccor testers of 128 channels: answers (4,1), (4,2), (4,3) and, in JSON, (4,7), as
 * fast as one thread with epoll can. The replies are made before the first request comes; of a
 * request it looks for the function, the channel and the id alone, for its reply repeats them. All
 * requests that have come together are answered in one write. Prints its port, which takes both
 * forms, and ends with its standard input. */
#define _GNU_SOURCE
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "floor.h"

enum { channels = 128, largest_reply = 8192, functions = 8 };

struct client {
  int descriptor;
  size_t filled;
  char bytes[16384];
};

/* A reply is made of: before, the channel, after, the id, the end. */
struct canned {
  char before[80];
  char after[largest_reply];
  size_t before_size, after_size;
};

static struct canned json[functions];
static char binary[functions][8 + 4 * channels];
static char out[1 << 20];
static size_t out_size;
static int epoll;

static float measured(int channel) { return 2.5f + 0.013717f * (float)channel; }

static size_t put_value(char* to, int fnum, int channel) {
  if (fnum != 1) return (size_t)sprintf(to, "%.13f", (double)measured(channel));
  return (size_t)sprintf(to, "{\"RF1\":%d,\"RF2\":193,\"Stat\":%d}", channel % 3 == 0 ? 31 : 1,
                         channel % 3 == 0 ? 3 : 4);
}

static void can_list(int fnum, char const* key) {
  struct canned* one = &json[fnum];
  char* at = one->after;
  at += sprintf(at, ",\"Len\":%d,\"%s\":[", channels, key);
  for (int i = 0; i < channels; ++i) {
    if (i > 0) *at++ = ',';
    at += put_value(at, fnum, i);
  }
  at += sprintf(at, "]},\"id\":");
  one->after_size = (size_t)(at - one->after);
}

static void can_binary(int fnum) {
  char const header[8] = {4, 0, (char)fnum, 0, 0, 0, (char)(channels & 0xff), 0};
  memcpy(binary[fnum], header, sizeof header);
  for (int i = 0; i < channels; ++i) {
    float const value = measured(i);
    unsigned char const status[4] = {i % 3 == 0 ? 31 : 1, 193, i % 3 == 0 ? 3 : 4, 0};
    memcpy(binary[fnum] + 8 + 4 * i, fnum == 1 ? (void const*)status : (void const*)&value, 4);
  }
}

static void can_all(void) {
  can_list(1, "Status");
  can_list(2, "Voltage");
  can_list(3, "Current");
  json[7].after_size = (size_t)sprintf(
      json[7].after,
      ",\"RF1\":31,\"RF2\":193,\"Stat\":3,\"LastRecNum\":1812,\"Cycle\":42,\"Step\":7,"
      "\"TestTime\":86415.25,\"StepTime\":1210.5,\"Capacity\":1.2345678806305,"
      "\"Energy\":4.4567890167236,\"Current\":1.2500152587891,\"Voltage\":3.7062561989761,"
      "\"TesterTime\":\"2016-11-14T09:24:08\"},\"id\":");
  for (int fnum = 1; fnum < functions; ++fnum) {
    json[fnum].before_size = (size_t)sprintf(
        json[fnum].before,
        "{\"jsonrpc\":\"2.0\",\"result\":{\"FClass\":4,\"FNum\":%d,\"Chan\":", fnum);
    if (fnum <= 3) can_binary(fnum);
  }
}

static void put(void const* bytes, size_t size) {
  memcpy(out + out_size, bytes, size);
  out_size += size;
}

static void flush_to(int descriptor) {
  for (size_t sent = 0; sent < out_size;) {
    ssize_t const n = send(descriptor, out + sent, out_size - sent, MSG_NOSIGNAL);
    if (n <= 0) break;
    sent += (size_t)n;
  }
  out_size = 0;
}

/* Finds what stands behind a key, up to the end of its number. */
static char const* number_of(char const* key, char const* from, char const* end, size_t* size) {
  char const* const at = memmem(from, (size_t)(end - from), key, strlen(key));
  if (at == NULL) return NULL;
  char const* const digits = at + strlen(key);
  char const* last = digits;
  while (last < end && *last >= '0' && *last <= '9') ++last;
  *size = (size_t)(last - digits);
  return last < end ? digits : NULL;
}

/* Returns the end of the request, or NULL when there is more to come. */
static char const* answer_json(char const* at, char const* end) {
  size_t fnum_size, chan_size, id_size;
  char const* const fnum = number_of("\"FNum\":", at, end, &fnum_size);
  char const* const chan = fnum ? number_of("\"Chan\":", fnum, end, &chan_size) : NULL;
  char const* const id = chan ? number_of("\"id\":", chan, end, &id_size) : NULL;
  if (id == NULL) return NULL;
  struct canned const* one = &json[*fnum & 7];
  put(one->before, one->before_size);
  put(chan, chan_size);
  put(one->after, one->after_size);
  put(id, id_size);
  put("}\r\n", 3);
  return id + id_size + 1;
}

static char const* answer_binary(char const* at, char const* end) {
  if (end - at < 8) return NULL;
  char* const reply = out + out_size;
  put(binary[at[2] & 3], sizeof binary[0]);
  memcpy(reply + 4, at + 4, 2);
  return at + 8;
}

static void serve(struct client* one) {
  ssize_t const n = recv(one->descriptor, one->bytes + one->filled, sizeof one->bytes - one->filled,
                         MSG_DONTWAIT);
  if (n <= 0) {
    close(one->descriptor);
    free(one);
    return;
  }
  char const* at = one->bytes;
  char const* const end = at + one->filled + (size_t)n;
  while (at < end) {
    char const* const next = *at == 4 ? answer_binary(at, end) : answer_json(at, end);
    if (next == NULL) break;
    at = next;
    if (out_size > sizeof out - largest_reply - 256) flush_to(one->descriptor);
  }
  flush_to(one->descriptor);
  one->filled = (size_t)(end - at);
  memmove(one->bytes, at, one->filled);
}

static void take_in(int listener) {
  struct client* const one = calloc(1, sizeof *one);
  one->descriptor = accept(listener, NULL, NULL);
  check(one->descriptor >= 0, "accept");
  send_at_once(one->descriptor);
  struct epoll_event interest = {.events = EPOLLIN, .data.ptr = one};
  check(epoll_ctl(epoll, EPOLL_CTL_ADD, one->descriptor, &interest) == 0, "epoll_ctl");
}

static void watch(int const* descriptor) {
  struct epoll_event interest = {.events = EPOLLIN, .data.ptr = (void*)descriptor};
  check(epoll_ctl(epoll, EPOLL_CTL_ADD, *descriptor, &interest) == 0, "epoll_ctl");
}

int main(void) {
  epoll = epoll_create1(0);
  can_all();
  int const listener = listen_anywhere();
  int const input = STDIN_FILENO;
  watch(&listener);
  watch(&input);
  for (;;) {
    struct epoll_event ready[64];
    int const count = epoll_wait(epoll, ready, 64, -1);
    for (int i = 0; i < count; ++i) {
      void* const who = ready[i].data.ptr;
      if (who == &input) return 0;
      if (who == &listener) {
        take_in(listener);
      } else {
        serve(who);
      }
    }
  }
}
