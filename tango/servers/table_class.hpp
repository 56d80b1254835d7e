#pragma once

#include <memory>
#include <string>
#include <vector>

#include "servers/device.hpp"

namespace servers {

/// Returns the value of a command's argument.
given argument_of(CORBA::Any const& from, argument takes);

/// Makes an attribute of a plan; Tango owns it.
Tango::Attr* make_attribute(attribute_plan const& plan, std::size_t index);

/// Returns the type that Tango gives a command's argument.
Tango::CmdArgType type_of(argument takes);

/// Is a command of devices of type D.
template <class D>
class planned_command : public Tango::Command {
 public:
  explicit planned_command(command_plan<D> plan)
      : Tango::Command(plan.name.c_str(), type_of(plan.takes),
                       plan.answers ? Tango::DEV_STRING : Tango::DEV_VOID, plan.takes_doc.c_str(),
                       plan.answers_doc.c_str(), plan.expert ? Tango::EXPERT : Tango::OPERATOR),
        plan_(std::move(plan)) {}

  CORBA::Any* execute(Tango::DeviceImpl* which, CORBA::Any const& in) override {
    auto const answer = told(plan_.name, [&] {
      return plan_.run(*static_cast<D*>(which), argument_of(in, plan_.takes));
    });
    return plan_.answers ? insert(owned(answer)) : insert();
  }

 private:
  command_plan<D> plan_;
};

/// Is the Tango class of devices of type D, made of its plans: D::attributes(), D::commands() and
/// D::properties(), each a vector that lives as long as the program.
template <class D>
class table_class : public Tango::DeviceClass {
 public:
  explicit table_class(std::string class_name) : Tango::DeviceClass(class_name) {
    for (property_plan const& each : D::properties()) {
      std::string property = each.name;
      std::string doc = each.doc;
      std::string standard;
      for (auto const& line : each.standard) standard += (standard.empty() ? "" : "\n") + line;
      add_wiz_dev_prop(property, doc, standard);
    }
  }

  void device_factory(Tango::DevVarStringArray const* names) override {
    for (CORBA::ULong i = 0; i < names->length(); ++i) {
      std::string device_name = (*names)[i].in();
      // Tango deletes its devices itself.
      auto* made = new D(this, device_name);
      device_list.push_back(made);
      if (Tango::Util::_UseDb && !Tango::Util::_FileDb)
        export_device(made);
      else
        export_device(made, device_name.c_str());
    }
  }

 protected:
  void command_factory() override {
    for (auto const& each : D::commands()) command_list.push_back(new planned_command<D>(each));
  }
  void attribute_factory(std::vector<Tango::Attr*>& all) override {
    auto const& plans = D::attributes();
    for (std::size_t i = 0; i < plans.size(); ++i) all.push_back(make_attribute(plans[i], i));
  }
};

/// Runs a server of one class until it is told to end. Returns: the exit code.
int serve(int argc, char** argv, std::function<Tango::DeviceClass*()> const& make_class);

}  // namespace servers
