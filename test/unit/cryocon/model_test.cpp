#include <gtest/gtest.h>

#include <cryocon/model.hpp>

namespace model_test {

using namespace cryocon;

TEST(identification, is_read_in_its_several_shapes) {
  for (auto const* reply : {"Cryo-con,24C,204683,1.01A", "Cryo-con, 24C,204683,1.01A\r\n",
                            "Cryocon Model 24C,204683,1.01A", "\"Cryo-con,M24C,204683,1.01A\"",
                            "CRYO-CON,Model 24C,204683,1.01A"}) {
    auto const found = parse_identification(reply);
    ASSERT_TRUE(found) << reply << ": " << found.error().what();
    EXPECT_EQ(found->model, "24C") << reply;
    EXPECT_EQ(found->serial, "204683") << reply;
    EXPECT_EQ(found->firmware, "1.01A") << reply;
    ASSERT_NE(found->known, nullptr) << reply;
    EXPECT_EQ(found->known->inputs, 4);
  }
  auto const spaced = parse_identification("Cryocon Model 32 Rev 4.1").value();
  EXPECT_EQ(spaced.model, "32");
}

TEST(identification, of_an_unknown_model_leaves_the_common_part) {
  auto const found = parse_identification("Cryo-con,99X,1,2").value();
  EXPECT_EQ(found.model, "99X");
  EXPECT_EQ(found.known, nullptr);
}

TEST(identification, is_an_error_when_it_is_none) {
  for (auto const* reply :
       {"", "NACK", ",,,", "hello world", "Cryo-con", "Cryo-con,24C,\x1b[31m,1"}) {
    EXPECT_TRUE(parse_identification(reply).has_error()) << reply;
  }
}

TEST(model, is_known_by_name_for_each_that_the_driver_promises) {
  for (auto const* name : {"24C", "22C", "32", "32B", "44C", "62", "18C"}) {
    EXPECT_NE(find_model(name), nullptr) << name;
  }
  EXPECT_EQ(find_model("m24c"), find_model("Model 24C"));
}

TEST(model, has_the_inputs_and_loops_that_its_data_says) {
  auto const reason = [](std::string_view model, std::string_view path) {
    return reason_against(*find_model(model), find(path).value());
  };
  EXPECT_EQ(reason("24C", "input.D.temperature"), "");
  EXPECT_EQ(reason("22C", "input.C.temperature"), "a model 22C has 2 inputs");
  EXPECT_EQ(reason("18C", "input.H.temperature"), "");
  EXPECT_NE(reason("18C", "loop.1.set_point"), "");
  EXPECT_NE(reason("18C", "control"), "");
  EXPECT_EQ(reason("32", "loop.3.set_point"), "a model 32 has 2 loops");
}

TEST(model, has_the_output_ranges_that_its_data_says) {
  auto const reason = [](std::string_view model, std::string_view path, std::string const& range) {
    value const what(std::in_place_type<std::string>, range);
    return reason_against(*find_model(model), operation(verb::write, find(path).value(), what));
  };
  EXPECT_EQ(reason("24C", "loop.1.range", "mid"), "");
  EXPECT_EQ(reason("24C", "loop.2.range", "mid"), "loop 2 of a model 24C has the ranges HI, LOW");
  EXPECT_NE(reason("24C", "loop.3.range", "HI"), "");
  EXPECT_EQ(reason("24C", "loop.3.range", "10V"), "");
  EXPECT_EQ(reason("22C", "loop.2.range", "MID"), "") << "no document says what it has";
  EXPECT_EQ(reason("32", "loop.3.range", "HI"), "a model 32 has 2 loops");
}

}  // namespace model_test
