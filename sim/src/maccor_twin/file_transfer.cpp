#include "maccor_twin/file_transfer.hpp"

#include "maccor_twin/names.hpp"

namespace sim::mac {
namespace {

using cyclers::maccor::file_op;
using cyclers::maccor::file_type;
using transfer_step = file_transfer::step;

// The numbers of TFTP (RFC 1350), as the document gives none.
enum class trouble : std::uint16_t {
  not_found = 1,
  access = 2,
  disk_full = 3,
  illegal = 4,
  name = 6
};

constexpr std::size_t most_blocks = 65'535;

transfer_step error(transfer_step const& asked, trouble why, std::string text) {
  return {.type = asked.type,
          .op = file_op::error,
          .error = static_cast<std::uint16_t>(why),
          .message = std::move(text)};
}

transfer_step acknowledge(transfer_step const& asked, std::uint16_t number) {
  return {.type = asked.type, .op = file_op::acknowledgment, .block = number};
}

bool can_be_sent(file_type type) {
  return type != file_type::active && type != file_type::archive && type != file_type::event_log;
}

}  // namespace

file_transfer::step file_transfer::block(std::uint16_t number) const {
  auto const at = (number - std::size_t{1}) * step::block_size;
  return {.type = type_,
          .op = file_op::data,
          .block = number,
          .data = bytes_.substr(at, step::block_size)};
}

file_transfer::step file_transfer::send(store& from, step const& asked) {
  if (asked.op == file_op::read_request) {
    auto bytes = from.read(asked.type, asked.name);
    open_ = bytes && bytes->size() / step::block_size < most_blocks;
    if (!bytes) return error(asked, trouble::not_found, "File not found");
    if (!open_) return error(asked, trouble::access, "File is too large");
    type_ = asked.type;
    bytes_ = std::move(*bytes);
    last_ = static_cast<std::uint16_t>(bytes_.size() / step::block_size + 1);
    return block(1);
  }
  if (asked.op == file_op::error) {
    open_ = false;
    return acknowledge(asked, 0);
  }
  if (asked.op != file_op::acknowledgment || !open_)
    return error(asked, trouble::illegal, "No file is being read");
  if (asked.block > last_) return error(asked, trouble::illegal, "There is no such block");
  // Nothing comes after the last block; its acknowledgment comes back.
  return asked.block == last_ ? acknowledge(asked, last_)
                              : block(static_cast<std::uint16_t>(asked.block + 1));
}

file_transfer::step file_transfer::receive(store& to, step const& asked) {
  if (asked.op == file_op::write_request) {
    open_ = can_be_sent(asked.type) && belongs(asked.type, asked.name);
    if (!can_be_sent(asked.type))
      return error(asked, trouble::access, "Files cannot be sent there");
    if (!open_) return error(asked, trouble::name, "Illegal file name");
    type_ = asked.type;
    name_ = asked.name;
    bytes_.clear();
    last_ = 0;
    return acknowledge(asked, 0);
  }
  if (asked.op == file_op::error) {
    open_ = false;
    return acknowledge(asked, 0);
  }
  if (asked.op != file_op::data) return error(asked, trouble::illegal, "Illegal operation");
  return take(to, asked);
}

file_transfer::step file_transfer::take(store& to, step const& asked) {
  // A block that comes again was acknowledged already.
  if (asked.block == last_ && last_ > 0) return acknowledge(asked, last_);
  bool const fits = asked.data.size() <= step::block_size && asked.type == type_;
  if (!open_ || !fits || asked.block != last_ + 1) {
    open_ = false;
    return error(asked, trouble::illegal, "This block was not expected");
  }
  last_ = asked.block;
  bytes_ += asked.data;
  if (asked.data.size() == step::block_size) return acknowledge(asked, last_);
  open_ = false;
  if (to.write(type_, name_, std::exchange(bytes_, {}))) return acknowledge(asked, last_);
  last_ = 0;
  return error(asked, trouble::disk_full, "The file cannot be written");
}

}  // namespace sim::mac
