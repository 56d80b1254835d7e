#pragma once

#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "cryocon/mode.hpp"
#include "cryocon/properties.hpp"

/// Holds the surface of the driver, written once for all modes; its members come from the property
/// table.
namespace cryocon {

namespace detail {

/// Makes the value that the codec takes of what a user gives.
template <class T>
value as_value(T what) {
  if constexpr (std::is_same_v<T, std::string_view>) {
    return value(std::in_place_type<std::string>, what);
  } else if constexpr (std::is_enum_v<T>) {
    int const code = static_cast<int>(what);
    return value(std::in_place_type<choice>,
                 choice{code, std::string(enumeration_of<T>().text(code))});
  } else {
    return value(std::in_place_type<T>, std::move(what));
  }
}

/// Tells whether a command of this type can be called with these arguments.
template <class Type, class... Given>
inline constexpr bool callable_with = sizeof...(Given) == 0;
template <class Type, class... Given>
  requires(!std::is_void_v<typename Type::argument_type>)
inline constexpr bool callable_with<Type, Given...> =
    sizeof...(Given) == 1 && (std::is_convertible_v<Given, typename Type::argument_type> && ...);

}  // namespace detail

/// Gives the properties of some groups of the table: get, set and run.
template <class Mode, group... Groups>
class surface {
 public:
  template <class T>
  using returns = typename Mode::template returns<T>;
  using engine = typename Mode::engine;

  explicit surface(engine where, int index = 0) : engine_(std::move(where)), index_(index) {}

  /// Reads a property.
  template <readable P>
    requires((P::where == Groups) || ...)
  returns<typename P::value_type> get(P) const {
    return Mode::template submit<typename P::value_type>(engine_, {verb::read, of<P>()});
  }

  /// Writes a property, reads it back in the same request and compares.
  template <writable P>
    requires((P::where == Groups) || ...)
  returns<void> set(P, typename P::argument_type const& what) const {
    return Mode::template submit<void>(engine_, {verb::write, of<P>(), detail::as_value(what)});
  }

  /// Runs a command and waits until it is complete.
  template <runnable P>
    requires((P::where == Groups) || ...) && std::is_void_v<typename P::argument_type>
  returns<void> run(P) const {
    return Mode::template submit<void>(engine_, {verb::run, of<P>()});
  }

  /// Runs a command that takes a value.
  template <runnable P, class T>
    requires((P::where == Groups) || ...) && std::is_convertible_v<T, typename P::argument_type>
  returns<void> run(P, T what) const {
    auto argument = detail::as_value<typename P::argument_type>(what);
    return Mode::template submit<void>(engine_, {verb::run, of<P>(), std::move(argument)});
  }

 protected:
  engine const& where() const { return engine_; }

 private:
  template <class P>
  target of() const {
    return {&info(P::id), index_};
  }

  engine engine_;
  int index_;
};

#define CRYOCON_read(GROUP, NAME, TYPE)                    \
  returns<typename types::TYPE::value_type> NAME() const { \
    return this->get(properties::GROUP::NAME);             \
  }
#define CRYOCON_read_write(GROUP, NAME, TYPE)                  \
  CRYOCON_read(GROUP, NAME, TYPE) returns<void> NAME(          \
      typename types::TYPE::argument_type const& what) const { \
    return this->set(properties::GROUP::NAME, what);           \
  }
#define CRYOCON_command(GROUP, NAME, TYPE)                 \
  template <class... Given>                                \
    requires(detail::callable_with<types::TYPE, Given...>) \
  returns<void> NAME(Given... what) const {                \
    return this->run(properties::GROUP::NAME, what...);    \
  }

/// Declares the surface of one group with a member for each of its properties.
#define CRYOCON_SURFACE(GROUP)                               \
  template <class Mode>                                      \
  class basic_##GROUP : public surface<Mode, group::GROUP> { \
   public:                                                   \
    template <class T>                                       \
    using returns = typename Mode::template returns<T>;      \
    using surface<Mode, group::GROUP>::surface;

/// An input channel.
CRYOCON_SURFACE(input)
#define INPUT(NAME, MNEMONIC, TYPE, ACCESS, ...) CRYOCON_##ACCESS(input, NAME, TYPE)
#include "cryocon/properties.def"
};

/// A control loop.
CRYOCON_SURFACE(loop)
#define LOOP(NAME, MNEMONIC, TYPE, ACCESS, ...) CRYOCON_##ACCESS(loop, NAME, TYPE)
#include "cryocon/properties.def"
}
;

/// A stored setup, 0 to 5.
CRYOCON_SURFACE(config)
#define CONFIG(NAME, MNEMONIC, TYPE, ACCESS, ...) CRYOCON_##ACCESS(config, NAME, TYPE)
#include "cryocon/properties.def"
}
;

/// The over-temperature disconnect.
CRYOCON_SURFACE(overtemp)
#define OVERTEMP(NAME, MNEMONIC, TYPE, ACCESS, ...) CRYOCON_##ACCESS(overtemp, NAME, TYPE)
#include "cryocon/properties.def"
}
;

/// A user's calibration curve, 1 to 8.
CRYOCON_SURFACE(curve)
#define CURVE(NAME, MNEMONIC, TYPE, ACCESS, ...) CRYOCON_##ACCESS(curve, NAME, TYPE)
#include "cryocon/properties.def"
}
;

/// A sensor, 0 to 68; only the user's own, 61 to 68, can be changed.
CRYOCON_SURFACE(sensor)
#define SENSOR(NAME, MNEMONIC, TYPE, ACCESS, ...) CRYOCON_##ACCESS(sensor, NAME, TYPE)
#include "cryocon/properties.def"
}
;

/// A relay, 1 or 2.
CRYOCON_SURFACE(relay)
#define RELAY(NAME, MNEMONIC, TYPE, ACCESS, ...) CRYOCON_##ACCESS(relay, NAME, TYPE)
#include "cryocon/properties.def"
}
;

/// A PID table, 1 to 6.
CRYOCON_SURFACE(pid_table)
#define PID_TABLE(NAME, MNEMONIC, TYPE, ACCESS, ...) CRYOCON_##ACCESS(pid_table, NAME, TYPE)
#include "cryocon/properties.def"
}
;

/// The network interface.
CRYOCON_SURFACE(network)
#define NETWORK(NAME, MNEMONIC, TYPE, ACCESS, ...) CRYOCON_##ACCESS(network, NAME, TYPE)
#include "cryocon/properties.def"
}
;

/// The mails of an input's alarms.
CRYOCON_SURFACE(mail)
#define MAIL(NAME, MNEMONIC, TYPE, ACCESS, ...) CRYOCON_##ACCESS(mail, NAME, TYPE)
#include "cryocon/properties.def"
}
;

/// The data log.
CRYOCON_SURFACE(data_log)
#define DATA_LOG(NAME, MNEMONIC, TYPE, ACCESS, ...) CRYOCON_##ACCESS(data_log, NAME, TYPE)
#include "cryocon/properties.def"
}
;

/// A whole controller: its system at the top level, its parts by name.
template <class Mode>
class basic_controller : public surface<Mode, group::common, group::control, group::system> {
 public:
  template <class T>
  using returns = typename Mode::template returns<T>;
  using surface<Mode, group::common, group::control, group::system>::surface;

#define COMMON(NAME, MNEMONIC, TYPE, ACCESS, ...) CRYOCON_##ACCESS(common, NAME, TYPE)
#define CONTROL(NAME, MNEMONIC, TYPE, ACCESS, ...) CRYOCON_##ACCESS(control, NAME, TYPE)
#define SYSTEM(NAME, MNEMONIC, TYPE, ACCESS, ...) CRYOCON_##ACCESS(system, NAME, TYPE)
#include "cryocon/properties.def"

  /// Returns an input by its letter: cryo['A'].
  basic_input<Mode> operator[](char letter) const { return input(letter); }
  /// Returns a loop by its number, from 1: cryo[1].
  basic_loop<Mode> operator[](int number) const { return loop(number); }

  basic_input<Mode> input(cryocon::channel which) const {
    return basic_input<Mode>(this->where(), which.letter());
  }
  basic_loop<Mode> loop(int number) const { return basic_loop<Mode>(this->where(), number); }
  basic_config<Mode> config(int index) const { return basic_config<Mode>(this->where(), index); }
  basic_overtemp<Mode> overtemp() const { return basic_overtemp<Mode>(this->where()); }
  basic_curve<Mode> curve(int number) const { return basic_curve<Mode>(this->where(), number); }
  basic_sensor<Mode> sensor(int index) const { return basic_sensor<Mode>(this->where(), index); }
  basic_relay<Mode> relay(int number) const { return basic_relay<Mode>(this->where(), number); }
  basic_pid_table<Mode> pid_table(int number) const {
    return basic_pid_table<Mode>(this->where(), number);
  }
  basic_network<Mode> network() const { return basic_network<Mode>(this->where()); }
  basic_mail<Mode> mail(cryocon::channel which) const {
    return basic_mail<Mode>(this->where(), which.letter());
  }
  basic_data_log<Mode> data_log() const { return basic_data_log<Mode>(this->where()); }

  /// Performs an operation that is known at run time only, e.g. by find().
  returns<value> perform(operation what) const {
    return Mode::template submit<value>(this->where(), std::move(what));
  }
};

#undef CRYOCON_SURFACE
#undef CRYOCON_command
#undef CRYOCON_read_write
#undef CRYOCON_read

#define CRYOCON_INSTANCES(PREFIX, MODE) \
  PREFIX class basic_input<MODE>;       \
  PREFIX class basic_loop<MODE>;        \
  PREFIX class basic_config<MODE>;      \
  PREFIX class basic_overtemp<MODE>;    \
  PREFIX class basic_curve<MODE>;       \
  PREFIX class basic_sensor<MODE>;      \
  PREFIX class basic_relay<MODE>;       \
  PREFIX class basic_pid_table<MODE>;   \
  PREFIX class basic_network<MODE>;     \
  PREFIX class basic_mail<MODE>;        \
  PREFIX class basic_data_log<MODE>;    \
  PREFIX class basic_controller<MODE>
CRYOCON_INSTANCES(extern template, async_mode);
CRYOCON_INSTANCES(extern template, blocking_mode);
CRYOCON_INSTANCES(extern template, batch_mode);

}  // namespace cryocon
