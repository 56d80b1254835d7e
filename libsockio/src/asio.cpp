// Asio is compiled here and nowhere else: every other file sees declarations only.
#include <boost/asio/impl/src.hpp>
