#include "cryocon/controller.hpp"

#include "cryocon/blocking.hpp"

namespace cryocon {

namespace {

std::shared_ptr<sockio::link> paced(std::shared_ptr<sockio::link> link,
                                    controller_options const& options) {
  link->pace(options.gap);
  return link;
}

}  // namespace

controller::controller(std::shared_ptr<sockio::link> link, controller_options options)
    : controller(make_transport(paced(std::move(link), options)), options) {}

controller::controller(std::shared_ptr<transport> wire, controller_options options)
    : basic_controller<async_mode>(std::make_shared<session>(std::move(wire), options)) {}

controller open(boost::asio::any_io_executor executor, std::string_view url,
                controller_options options, sockio::link_options link) {
  return controller(sockio::open_link(std::move(executor), url, link), options);
}

namespace blocking {

controller::controller(std::string_view url, controller_options options, sockio::link_options link)
    : controller(sockio::blocking::link(url, link), options) {}

controller::controller(sockio::blocking::link const& link, controller_options options)
    : controller(link.runtime(), make_transport(paced(link.async(), options)), options) {}

controller::controller(std::shared_ptr<transport> wire, controller_options options)
    : controller(std::make_shared<sockio::blocking::runtime>(), std::move(wire), options) {}

controller::controller(std::shared_ptr<sockio::blocking::runtime> runtime,
                       std::shared_ptr<transport> wire, controller_options options)
    : basic_controller<blocking_mode>(blocking_mode::engine{
          std::move(runtime), std::make_shared<session>(std::move(wire), options)}) {}

}  // namespace blocking
}  // namespace cryocon
