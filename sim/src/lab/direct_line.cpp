#include "lab/direct_line.hpp"

#include <algorithm>
#include <boost/asio/error.hpp>
#include <boost/asio/post.hpp>

namespace sim::lab_detail {

using boost::system::error_code;
using connections = faults::connections;

direct_line::direct_line(boost::asio::any_io_executor const& executor, std::shared_ptr<station> to)
    : station_(std::move(to)),
      arrival_(executor),
      plan_({.newline = {},
             .baudrate = 0,
             .nack = station_->how().nack,
             .seed = station_->how().seed}) {}

direct_line::~direct_line() { station_->end(std::move(talk_)); }

error_code direct_line::open() {
  auto const clients = station_->misbehaviour().clients;
  if (clients == connections::refuse) return boost::asio::error::connection_refused;
  auto talk = station_->converse(transport::tcp);
  std::unique_lock alone(mutex_);
  auto const connection = ++connections_;
  alone.unlock();
  station_->watch(*talk, [weak = weak_from_this(), connection, executor = arrival_.get_executor()] {
    boost::asio::post(executor, [weak, connection] {
      if (auto const self = weak.lock()) self->hung_up(connection);
    });
  });
  alone.lock();
  talk_ = std::move(talk);
  arrivals_.clear();
  if (clients == connections::drop) arrivals_.push_back({sockio::clock::now(), {}, true});
  return {};
}

void direct_line::close() {
  std::lock_guard const alone(mutex_);
  shut();
}

void direct_line::shut() {
  station_->end(std::move(talk_));
  arrivals_.clear();
  arrival_.cancel();
}

void direct_line::hung_up(std::uint64_t connection) {
  std::lock_guard const alone(mutex_);
  if (connection != connections_ || !talk_) return;
  arrivals_.push_back({sockio::clock::now(), {}, true});
  arrival_.cancel();
}

bool direct_line::is_open() const {
  std::lock_guard const alone(mutex_);
  return talk_ != nullptr;
}

error_code direct_line::write(std::string_view bytes) {
  std::lock_guard const alone(mutex_);
  bool const closed = std::ranges::any_of(arrivals_, &arrival::close);
  if (!talk_ || closed) return boost::asio::error::broken_pipe;
  std::vector<reply> answers;
  station_->receive(*talk_, bytes, answers);
  plan_.misbehave(station_->misbehaviour());
  auto const now = sockio::clock::now();
  for (auto& step : plan_.plan(answers, bytes.size(), station_->time()))
    arrivals_.push_back({now + step.due, std::move(step.bytes), step.close});
  return {};
}

std::size_t direct_line::take(char* into, std::size_t most, error_code& failed) {
  std::lock_guard const alone(mutex_);
  std::size_t taken = 0;
  while (!arrivals_.empty() && here(arrivals_.front()) && taken < most) {
    auto& first = arrivals_.front();
    auto const size = std::min(first.bytes.size(), most - taken);
    std::copy_n(first.bytes.begin(), size, into + taken);
    first.bytes.erase(0, size);
    taken += size;
    if (!first.bytes.empty()) break;
    if (first.close) {
      if (taken == 0) failed = boost::asio::error::eof;
      break;
    }
    arrivals_.pop_front();
  }
  return taken;
}

std::size_t direct_line::available() const {
  std::lock_guard const alone(mutex_);
  std::size_t sum = 0;
  for (auto const& one : arrivals_)
    if (here(one)) sum += one.bytes.size();
  return sum;
}

bool direct_line::ended() const {
  std::lock_guard const alone(mutex_);
  return !arrivals_.empty() && arrivals_.front().close && arrivals_.front().bytes.empty() &&
         here(arrivals_.front());
}

bool direct_line::closed_behind() const {
  std::lock_guard const alone(mutex_);
  return std::ranges::any_of(arrivals_, [this](auto const& one) { return one.close && here(one); });
}

void direct_line::cancel() {
  std::lock_guard const alone(mutex_);
  arrival_.cancel();
}

}  // namespace sim::lab_detail
