#include "CryoCon/device.hpp"

int main(int argc, char** argv) {
  return servers::serve(argc, argv,
                        [] { return new servers::table_class<cryocon_server::device>("CryoCon"); });
}
