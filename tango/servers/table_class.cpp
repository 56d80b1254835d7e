#include "servers/table_class.hpp"

#include <fmt/format.h>

#include <csignal>
#include <cstdio>
#include <stdexcept>

namespace servers {

namespace {

std::function<Tango::DeviceClass*()> the_class;

device& of(Tango::DeviceImpl* which) { return *static_cast<device*>(which); }

/// Is an attribute of a given kind of Tango's, which shows and takes what its plan says.
template <class Base>
class planned : public Base {
 public:
  template <class... Size>
  planned(attribute_plan const& plan, std::size_t index, long elements, Size... size)
      : Base(plan.name.c_str(), elements, plan.writable ? Tango::READ_WRITE : Tango::READ, size...),
        index_(index) {}

  void read(Tango::DeviceImpl* which, Tango::Attribute& where) override {
    show(where, of(which).plan(index_), of(which).show(index_));
  }
  void write(Tango::DeviceImpl* which, Tango::WAttribute& where) override {
    auto const& plan = of(which).plan(index_);
    told(plan.name, [&] { of(which).write(index_, written(where, plan)); });
  }

 private:
  std::size_t index_;
};

long type_of(kind what) {
  switch (what) {
    case kind::boolean:
      return Tango::DEV_BOOLEAN;
    case kind::integer:
      return Tango::DEV_LONG64;
    case kind::number:
      return Tango::DEV_DOUBLE;
    case kind::text:
      return Tango::DEV_STRING;
  }
  throw std::logic_error("an attribute of no kind");
}

Tango::Attr* bare_attribute(attribute_plan const& plan, std::size_t index) {
  long const type = type_of(plan.kind);
  switch (plan.shape) {
    case shape::scalar:
      return new planned<Tango::Attr>(plan, index, type);
    case shape::spectrum:
      return new planned<Tango::SpectrumAttr>(plan, index, type, plan.width);
    case shape::image:
      return new planned<Tango::ImageAttr>(plan, index, type, plan.width, plan.height);
  }
  throw std::logic_error("an attribute of no shape");
}

template <class Sequence>
Sequence const& sequence(CORBA::Any const& from) {
  Sequence const* found = nullptr;
  if (!(from >>= found))
    refuse(Tango::API_IncompatibleCmdArgumentType, "the argument has another type", "command");
  return *found;
}

template <class T, class Sequence>
std::vector<T> elements(CORBA::Any const& from) {
  auto const& found = sequence<Sequence>(from);
  std::vector<T> all;
  for (CORBA::ULong i = 0; i < found.length(); ++i) all.push_back(static_cast<T>(found[i]));
  return all;
}

/// Starts the engine's threads deaf to signals, which are Tango's to take.
std::unique_ptr<engine> deaf_engine() {
  sigset_t all;
  sigset_t before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  auto made = std::make_unique<engine>();
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  return made;
}

}  // namespace

Tango::Attr* make_attribute(attribute_plan const& plan, std::size_t index) {
  auto* made = bare_attribute(plan, index);
  Tango::UserDefaultAttrProp props;
  if (!plan.label.empty()) props.set_label(plan.label.c_str());
  if (!plan.unit.empty()) props.set_unit(plan.unit.c_str());
  if (!plan.doc.empty()) props.set_description(plan.doc.c_str());
  if (plan.least) props.set_min_value(fmt::format("{}", *plan.least).c_str());
  if (plan.most) props.set_max_value(fmt::format("{}", *plan.most).c_str());
  made->set_default_properties(props);
  made->set_disp_level(plan.expert ? Tango::EXPERT : Tango::OPERATOR);
  if (plan.memorized) {
    made->set_memorized();
    made->set_memorized_init(true);
  }
  return made;
}

Tango::CmdArgType type_of(argument takes) {
  switch (takes) {
    case argument::none:
      return Tango::DEV_VOID;
    case argument::text:
      return Tango::DEV_STRING;
    case argument::texts:
      return Tango::DEVVAR_STRINGARRAY;
    case argument::integer:
      return Tango::DEV_LONG;
    case argument::integers:
      return Tango::DEVVAR_LONGARRAY;
    case argument::numbers:
      return Tango::DEVVAR_DOUBLEARRAY;
    case argument::boolean:
      return Tango::DEV_BOOLEAN;
  }
  throw std::logic_error("a command that takes what nobody knows");
}

given argument_of(CORBA::Any const& from, argument takes) {
  auto const wrong = [] {
    refuse(Tango::API_IncompatibleCmdArgumentType, "the argument has another type", "command");
  };
  switch (takes) {
    case argument::none:
      return std::monostate();
    case argument::text: {
      char const* text = nullptr;
      if (!(from >>= text)) wrong();
      return std::string(text);
    }
    case argument::texts: {
      auto const& found = sequence<Tango::DevVarStringArray>(from);
      std::vector<std::string> all;
      for (CORBA::ULong i = 0; i < found.length(); ++i) all.emplace_back(found[i].in());
      return all;
    }
    case argument::integer: {
      Tango::DevLong number = 0;
      if (!(from >>= number)) wrong();
      return std::int64_t{number};
    }
    case argument::integers:
      return elements<std::int64_t, Tango::DevVarLongArray>(from);
    case argument::numbers:
      return elements<double, Tango::DevVarDoubleArray>(from);
    case argument::boolean: {
      Tango::DevBoolean flag = false;
      if (!(from >>= CORBA::Any::to_boolean(flag))) wrong();
      return bool{flag};
    }
  }
  throw std::logic_error("a command that takes what nobody knows");
}

int serve(int argc, char** argv, std::function<Tango::DeviceClass*()> const& make_class) {
  auto const drivers = deaf_engine();
  the_class = make_class;
  try {
    auto* const util = Tango::Util::init(argc, argv);
    util->server_init(false);
    std::puts("Ready to accept request");
    std::fflush(stdout);
    util->server_run();
    return 0;
  } catch (CORBA::Exception const& why) {
    Tango::Except::print_exception(why);
  } catch (std::exception const& why) {
    std::fprintf(stderr, "%s\n", why.what());
  }
  return 1;
}

}  // namespace servers

// Tango calls this to learn which classes the program has.
void Tango::DServer::class_factory() { add_class(servers::the_class()); }
