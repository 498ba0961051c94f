// Stage: draft. What the sampled cells of one column have in common. Cells go in one by one, in the order of the list; what is
// kept of them is bounded, however many and long they are.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "engine/draft/header_words.hpp"
#include "engine/model/rules.hpp"

namespace fenji::draft {

// The declarations that a column is tried as.
enum class Trial : std::uint8_t { yes_no, date, percent, points, fraction, money, whole, number, quantity };
inline constexpr std::size_t trials = 9;

struct Option {
  std::string text;  // trimmed
  std::uint64_t count = 0;
};

class ColumnSample {
 public:
  static constexpr std::size_t most_options = 12;
  static constexpr std::size_t longest_option = 48;  // bytes: 16 Chinese characters

  // `watch_repeats`: whether repeated cells are looked for, which takes memory for every cell.
  ColumnSample(HeaderWords words, bool watch_repeats);

  // `line`: of the list, from 1.
  void add(std::string_view cell, std::uint64_t line);
  // A cell whose bytes are no text in the list's encoding.
  void add_undecodable() { ++undecodable_; }

  const HeaderWords& words() const { return words_; }
  std::uint64_t filled() const { return filled_; }
  std::uint64_t blank() const { return blank_; }
  std::uint64_t undecodable() const { return undecodable_; }
  // Cells that cannot be read so, and the line of the first of them.
  std::uint64_t unreadable(Trial trial) const { return refused_[static_cast<std::size_t>(trial)].count; }
  std::uint64_t first_unreadable(Trial trial) const { return refused_[static_cast<std::size_t>(trial)].line; }
  bool reads(Trial trial) const { return filled_ > 0 && unreadable(trial) == 0; }
  // The unit that Trial::quantity was tried with: that of the header, else that of the first cell with one; may be empty.
  const std::string& unit() const { return unit_; }

  std::uint64_t with_percent_sign() const { return with_percent_sign_; }
  std::uint64_t with_money_sign() const { return with_money_sign_; }  // 元, ¥
  std::uint64_t with_magnitude() const { return with_magnitude_; }    // 万, 亿
  std::uint64_t with_unit() const { return with_unit_; }
  std::uint64_t longest() const { return longest_; }  // bytes of a cell
  std::uint64_t shortest() const { return shortest_; }
  bool leading_zero() const { return leading_zero_; }  // 007
  // Of the cells that read as numbers without any sign.
  bool all_zero_or_one() const { return all_zero_or_one_; }
  bool above_one() const { return above_one_; }
  bool above_two() const { return above_two_; }
  bool above_thousand() const { return above_thousand_; }
  bool between_zero_and_one() const { return between_zero_and_one_; }

  // Different cells in the order in which they were seen; empty where there are more than `most_options` or long ones.
  const std::vector<Option>& options() const { return options_; }
  bool repeated() const { return repeated_; }  // a cell occurs twice; false where that was not watched
  bool watched() const { return watch_repeats_; }

 private:
  struct Refused {
    std::uint64_t count = 0;
    std::uint64_t line = 0;
  };

  void try_readings(std::string_view text, std::uint64_t line);
  void find_unit(std::string_view text);
  void note_number(std::string_view text);
  void note_option(std::string_view text);

  HeaderWords words_;
  model::Rules rules_;  // no labels: what reading a cell needs beyond its field
  std::array<model::Field, trials> fields_;
  std::array<Refused, trials> refused_;
  std::string unit_;
  std::uint64_t filled_ = 0, blank_ = 0, undecodable_ = 0;
  std::uint64_t with_percent_sign_ = 0, with_money_sign_ = 0, with_magnitude_ = 0, with_unit_ = 0;
  std::uint64_t longest_ = 0, shortest_ = ~std::uint64_t{0};
  bool leading_zero_ = false;
  bool all_zero_or_one_ = true, above_one_ = false, above_two_ = false, above_thousand_ = false, between_zero_and_one_ = false;
  std::vector<Option> options_;
  bool too_many_options_ = false;
  bool watch_repeats_;
  bool repeated_ = false;
  std::unordered_set<std::uint64_t> hashes_;
};

}  // namespace fenji::draft
