#include "cyclers/protocol/layout.hpp"

#include <fmt/format.h>

#include <cassert>

namespace cyclers::protocol {

namespace {

bool in_binary(field const& what, void const* object) {
  return what.has(forms::binary_only) && what.is_present(object);
}

bool in_json(field const& what, void const* object) {
  return what.has(forms::json_only) && what.is_present(object);
}

fault wrong_count(field const& what, std::size_t stated, std::size_t measured) {
  return {errc::wrong_count, std::string(what.key),
          fmt::format("says {}, there are {}", stated, measured)};
}

/// Is a field of an object that is being read, with those of inlined members at the same level.
struct slot {
  field const* what;
  void* object;
  bool seen;
};

class slots {
 public:
  slots(layout const& form, void* object) : count_(0) { gather(form, object); }

  slot const* begin() const { return all_; }
  slot const* end() const { return all_ + count_; }

  /// Returns the field of a key; keys mostly come in the order of the fields.
  slot* find(std::string_view key) {
    if (next_ < count_ && all_[next_].what->key == key) return &all_[next_++];
    slot* const found = search(key);
    if (found) next_ = static_cast<std::size_t>(found - all_) + 1;
    return found;
  }

 private:
  void gather(layout const& form, void* object) {
    for (field const& each : form.fields) {
      if (!each.has(forms::json_only)) continue;
      if (each.inlined) {
        gather(*each.ops->nested, each.ops->first(each.at(object), true));
      } else {
        assert(count_ < std::size(all_));
        all_[count_++] = {&each, object, false};
      }
    }
  }

  slot* search(std::string_view key) {
    for (slot& each : std::span(all_, count_))
      if (each.what->key == key) return &each;
    for (slot& each : std::span(all_, count_))
      if (same_letters(each.what->key, key) || is_other_key(*each.what, key)) return &each;
    return nullptr;
  }

  static bool is_other_key(field const& what, std::string_view key) {
    std::string_view others = what.also;
    while (!others.empty()) {
      std::string_view const one = others.substr(0, others.find('|'));
      if (same_letters(one, key)) return true;
      others.remove_prefix(std::min(one.size() + 1, others.size()));
    }
    return false;
  }

  slot all_[64];
  std::size_t count_;
  std::size_t next_ = 0;
};

void read_slot(slot& into, std::string_view key, json_reader& in) {
  if (into.seen) return in.fail(errc::duplicated_field, fmt::format("{} is there twice", key));
  into.seen = true;
  into.what->ops->read_json(in, into.what->at(into.object));
  if (!in.ok()) in.trouble().under(into.what->key);
}

void check_slot(slot const& read, json_reader& in) {
  field const& what = *read.what;
  if (!read.seen) {
    if (what.needed == presence::required && what.is_present(read.object)) {
      in.fail(errc::missing_field, "is missing");
      in.trouble().where = what.key;
    }
  } else if (what.measured && what.stated(read.object) != what.measured(read.object)) {
    fault const wrong = wrong_count(what, what.stated(read.object), what.measured(read.object));
    in.fail(errc::wrong_count, wrong.problem);
    in.trouble().where = wrong.where;
  }
}

void write_field(field const& what, byte_writer& out, void const* object) {
  if (!what.measured) return what.ops->write_bytes(out, what.at_const(object));
  std::size_t const count = what.measured(object);
  if (what.most != 0 && count > what.most)
    return out.fail(errc::too_long,
                    fmt::format("{} elements, at most {} can be", count, what.most));
  what.ops->write_count(out, count);
}

}  // namespace

void read_bytes(layout const& form, byte_reader& in, void* object) {
  for (field const& each : form.fields) {
    if (!in_binary(each, object)) continue;
    if (each.may_end && in.left() == 0) return;
    each.ops->read_bytes(in, each.at(object), each.count ? each.count(object) : uncounted);
    if (!in.ok()) return in.trouble().under(each.key.empty() ? each.name : each.key);
  }
}

void write_bytes(layout const& form, byte_writer& out, void const* object) {
  for (field const& each : form.fields) {
    if (!in_binary(each, object)) continue;
    write_field(each, out, object);
    if (!out.ok() && each.secret) out.trouble().problem = "does not fit its field";
    if (!out.ok()) return out.trouble().under(each.key.empty() ? each.name : each.key);
  }
}

std::size_t least_size(layout const& form) {
  std::size_t least = 0;
  for (field const& each : form.fields)
    if (each.has(forms::binary_only) && !each.present && !each.may_end) least += each.ops->size;
  return least;
}

bool is_image(layout const& form, void* object, std::size_t object_size) {
  if constexpr (std::endian::native != std::endian::little) return false;
  std::size_t at = 0;
  for (field const& each : form.fields) {
    if (!each.ops->image || each.in != forms::both || each.present || each.count) return false;
    if (static_cast<char*>(each.at(object)) != static_cast<char*>(object) + at) return false;
    at += each.ops->size;
  }
  return at == object_size;
}

void read_json(layout const& form, json_reader& in, void* object, other_keys others) {
  if (!in.enter_object()) return;
  slots known(form, object);
  std::string_view key;
  while (in.member(key)) {
    if (slot* const into = known.find(key)) {
      read_slot(*into, key, in);
    } else if (!others.take || !others.take(others.self, key, in)) {
      in.skip();
    }
    if (!in.ok()) return;
  }
  for (slot const& each : known) {
    if (!in.ok()) return;
    check_slot(each, in);
  }
}

void write_json_members(layout const& form, json_writer& out, void const* object) {
  for (field const& each : form.fields) {
    if (!in_json(each, object)) continue;
    void const* const member = each.at_const(object);
    if (each.inlined) {
      void const* const nested = each.ops->first(const_cast<void*>(member), false);
      if (nested) write_json_members(*each.ops->nested, out, nested);
    } else if (each.needed != presence::omitted || !each.ops->empty(member)) {
      out.key(each.key);
      if (each.secret) {
        out.text("***");
      } else if (each.measured) {
        out.whole(each.measured(object));
      } else {
        each.ops->write_json(out, member);
      }
    }
    if (!out.ok()) return out.trouble().under(each.key);
  }
}

void write_json(layout const& form, json_writer& out, void const* object) {
  out.open_object();
  write_json_members(form, out, object);
  out.close_object();
}

}  // namespace cyclers::protocol
