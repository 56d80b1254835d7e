#include "look_up.hpp"

#include <netdb.h>
#include <sys/socket.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/this_coro.hpp>
#include <cstring>
#include <thread>

namespace sockio::detail {

namespace asio = boost::asio;

namespace {

asio::ip::address address_of(addrinfo const& info) {
  if (info.ai_family == AF_INET6) {
    sockaddr_in6 raw{};
    std::memcpy(&raw, info.ai_addr, sizeof raw);
    asio::ip::address_v6::bytes_type bytes;
    std::memcpy(bytes.data(), &raw.sin6_addr, bytes.size());
    return asio::ip::address_v6(bytes, raw.sin6_scope_id);
  }
  sockaddr_in raw{};
  std::memcpy(&raw, info.ai_addr, sizeof raw);
  return asio::ip::address_v4(ntohl(raw.sin_addr.s_addr));
}

error_code error_of(int code) {
  if (code == EAI_AGAIN) return asio::error::host_not_found_try_again;
  if (code == EAI_SYSTEM) return {errno, boost::system::system_category()};
  return asio::error::host_not_found;
}

}  // namespace

std::shared_ptr<look_up> look_up::start(std::string host) {
  auto self = std::make_shared<look_up>();
  std::thread([self, host = std::move(host)] { self->run(host); }).detach();
  return self;
}

void look_up::run(std::string const& host) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* list = nullptr;
  int const code = ::getaddrinfo(host.c_str(), nullptr, &hints, &list);
  std::lock_guard lock(mutex_);
  if (code != 0) ec_ = error_of(code);
  for (addrinfo const* one = list; one != nullptr; one = one->ai_next)
    if (one->ai_family == AF_INET || one->ai_family == AF_INET6) found_.push_back(address_of(*one));
  if (list != nullptr) ::freeaddrinfo(list);
  if (!ec_ && found_.empty()) ec_ = asio::error::host_not_found;
  done_ = true;
  if (waiter_ != nullptr) waiter_->expires_at(asio::steady_timer::time_point::min());
}

void look_up::enlist() {
  std::lock_guard lock(mutex_);
  abandoned_ = false;
}

awaitable<error_code> look_up::wait(std::vector<asio::ip::address>& addresses) {
  auto const keep = shared_from_this();
  asio::steady_timer timer(co_await asio::this_coro::executor,
                           asio::steady_timer::time_point::max());
  struct registration {
    look_up& of;
    registration(look_up& state, asio::steady_timer& timer) : of(state) {
      std::lock_guard lock(of.mutex_);
      of.waiter_ = &timer;
    }
    ~registration() {
      std::lock_guard lock(of.mutex_);
      of.waiter_ = nullptr;
    }
  };
  {
    registration const waiting(*this, timer);
    auto const token = asio::as_tuple(asio::deferred);
    co_await asio::async_initiate<decltype(token) const&, void(error_code)>(
        [this, &timer](auto handler) {
          std::lock_guard lock(mutex_);
          if (done_ || abandoned_) timer.expires_at(asio::steady_timer::time_point::min());
          timer.async_wait(std::move(handler));
        },
        token);
  }
  std::lock_guard lock(mutex_);
  if (!done_) co_return asio::error::operation_aborted;
  addresses = found_;
  co_return ec_;
}

void look_up::abandon() {
  std::lock_guard lock(mutex_);
  abandoned_ = true;
  if (waiter_ != nullptr) waiter_->expires_at(asio::steady_timer::time_point::min());
}

bool look_up::done() const {
  std::lock_guard lock(mutex_);
  return done_;
}

}  // namespace sockio::detail
