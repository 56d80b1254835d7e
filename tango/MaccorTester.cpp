#include "MaccorTester/maccor.hpp"

int main(int argc, char** argv) {
  using device = cycler_server::device_of<cycler_server::maccor_vendor>;
  return servers::serve(argc, argv,
                        [] { return new servers::table_class<device>("MaccorTester"); });
}
