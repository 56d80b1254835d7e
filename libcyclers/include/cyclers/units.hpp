#pragma once

#include <compare>

namespace cyclers {

/// Is a number of one unit, so that a voltage is never taken for a current.
template <class Unit>
struct quantity {
  double value = 0;

  friend constexpr auto operator<=>(quantity, quantity) = default;
  friend constexpr quantity operator-(quantity a) { return {-a.value}; }
  friend constexpr quantity operator+(quantity a, quantity b) { return {a.value + b.value}; }
  friend constexpr quantity operator-(quantity a, quantity b) { return {a.value - b.value}; }
  friend constexpr quantity operator*(quantity a, double b) { return {a.value * b}; }
  friend constexpr quantity operator*(double a, quantity b) { return {a * b.value}; }
  friend constexpr quantity operator/(quantity a, double b) { return {a.value / b}; }
  friend constexpr double operator/(quantity a, quantity b) { return a.value / b.value; }
};

using ampere = quantity<struct ampere_unit>;
using volt = quantity<struct volt_unit>;
using watt = quantity<struct watt_unit>;
using ohm = quantity<struct ohm_unit>;
using celsius = quantity<struct celsius_unit>;

/// Lets numbers be written with their unit: 0.2_A, 4.2_V, 10_W, 5_Ohm, 25_degC.
inline namespace literals {

constexpr ampere operator""_A(long double n) { return {static_cast<double>(n)}; }
constexpr ampere operator""_A(unsigned long long n) { return {static_cast<double>(n)}; }
constexpr ampere operator""_mA(long double n) { return {static_cast<double>(n) / 1000}; }
constexpr ampere operator""_mA(unsigned long long n) { return {static_cast<double>(n) / 1000}; }
constexpr volt operator""_V(long double n) { return {static_cast<double>(n)}; }
constexpr volt operator""_V(unsigned long long n) { return {static_cast<double>(n)}; }
constexpr watt operator""_W(long double n) { return {static_cast<double>(n)}; }
constexpr watt operator""_W(unsigned long long n) { return {static_cast<double>(n)}; }
constexpr ohm operator""_Ohm(long double n) { return {static_cast<double>(n)}; }
constexpr ohm operator""_Ohm(unsigned long long n) { return {static_cast<double>(n)}; }
constexpr celsius operator""_degC(long double n) { return {static_cast<double>(n)}; }
constexpr celsius operator""_degC(unsigned long long n) { return {static_cast<double>(n)}; }

}  // namespace literals

}  // namespace cyclers
