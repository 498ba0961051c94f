#include "engine/lists/json_record.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "engine/lists/utf8.hpp"

namespace fenji::lists {
namespace {

using Json = nlohmann::json;

// Stands for a byte that is no UTF-8 while the library reads, which takes UTF-8 only: U+10FFFE, no character.
constexpr std::string_view stand_in = "\xF4\x8F\xBF\xBE";

std::string with_stand_ins(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const std::size_t valid = utf8_prefix(text).length;
    result += text.substr(0, valid);
    text.remove_prefix(valid);
    if (text.empty()) break;
    result += stand_in;
    text.remove_prefix(1);
  }
  return result;
}

void take_stand_ins_out(std::string& text) {
  for (std::size_t at = text.find(stand_in); at != text.npos; at = text.find(stand_in, at)) {
    text.replace(at, stand_in.size(), 1, unreadable_mark);
  }
}

// Beyond it no cell is a number that can be read.
constexpr int most_shifted = 60;

// `number` as JSON has it, without an exponent.
std::string written_out(const std::string& number) {
  const std::size_t e = number.find_first_of("eE");
  if (e == number.npos) return number;
  const char* const from = number.data() + e + (number[e + 1] == '+' ? 2 : 1);
  int exponent = 0;
  const auto [end, error] = std::from_chars(from, number.data() + number.size(), exponent);
  if (error != std::errc() || exponent > most_shifted || exponent < -most_shifted) return number;
  std::string_view mantissa = std::string_view(number).substr(0, e);
  const bool negative = mantissa.starts_with('-');
  if (negative) mantissa.remove_prefix(1);
  const std::size_t point = std::min(mantissa.find('.'), mantissa.size());
  std::string digits(mantissa.substr(0, point));
  if (point < mantissa.size()) digits += mantissa.substr(point + 1);
  // Digits before the point.
  int whole = static_cast<int>(point) + exponent;
  if (whole <= 0) {
    digits.insert(0, static_cast<std::size_t>(1 - whole), '0');
    whole = 1;
  }
  const auto places = static_cast<std::size_t>(whole);
  if (digits.size() < places) digits.append(places - digits.size(), '0');
  std::string fraction = digits.substr(places);
  fraction.erase(fraction.find_last_not_of('0') + 1);
  digits.erase(places);
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));
  return (negative ? "-" : "") + digits + (fraction.empty() ? "" : "." + fraction);
}

// Takes what the library finds: values of the object's keys, and what is inside them as text.
class Cells : public nlohmann::json_sax<Json> {
 public:
  explicit Cells(JsonCells& cells) : cells_(cells) {}

  bool null() override { return value("", "null"); }
  bool boolean(bool value_) override { return value(value_ ? "true" : "false"); }
  bool number_integer(number_integer_t number) override { return value(std::to_string(number)); }
  bool number_unsigned(number_unsigned_t number) override { return value(std::to_string(number)); }
  bool number_float(number_float_t, const string_t& text) override { return value(written_out(text)); }
  bool string(string_t& text) override {
    if (depth_ > 1) return value({}, Json(text).dump());
    take_stand_ins_out(text);
    return value(std::move(text), {});
  }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return start('{'); }
  bool end_object() override { return end('}'); }
  bool start_array(std::size_t) override { return depth_ > 0 && start('['); }
  bool end_array() override { return end(']'); }
  bool key(string_t& name) override {
    if (depth_ == 1) {
      take_stand_ins_out(name);
      key_ = std::move(name);
    } else {
      separate();
      inside_ += Json(name).dump() + ":";
      after_key_ = true;
    }
    return true;
  }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override { return false; }

 private:
  static constexpr int deepest = 200;

  bool value(std::string text) {
    std::string json = text;
    return value(std::move(text), std::move(json));
  }
  // As a cell, and as it stands inside another value.
  bool value(std::string text, std::string json) {
    if (depth_ == 0) return false;
    if (depth_ == 1) {
      put(std::move(text));
    } else {
      separate();
      inside_ += json;
    }
    return true;
  }
  bool start(char bracket) {
    if (++depth_ > deepest) return false;
    if (depth_ == 1) return true;
    if (depth_ == 2) {
      inside_.clear();
      first_ = true;
    }
    separate();
    inside_ += bracket;
    first_ = true;
    return true;
  }
  bool end(char bracket) {
    if (--depth_ == 0) return true;
    inside_ += bracket;
    first_ = false;
    if (depth_ > 1) return true;
    take_stand_ins_out(inside_);
    put(std::move(inside_) + unreadable_mark);
    return true;
  }
  void separate() {
    if (!first_ && !after_key_) inside_ += ',';
    first_ = after_key_ = false;
  }
  void put(std::string text) {
    const auto known = std::find_if(cells_.begin(), cells_.end(), [&](const auto& cell) { return cell.first == key_; });
    if (known == cells_.end()) {
      cells_.emplace_back(std::move(key_), std::move(text));
    } else if (known->second != text) {
      known->second += " / " + text + unreadable_mark;
    }
  }

  JsonCells& cells_;
  std::string key_;
  int depth_ = 0;
  std::string inside_;      // an object or array that is the value of a key
  bool first_ = true;       // nothing stands behind its last bracket yet
  bool after_key_ = false;  // within it
};

}  // namespace

bool read_json_record(std::string_view text, JsonCells& cells) {
  cells.clear();
  Cells reader(cells);
  if (is_utf8(text)) return Json::sax_parse(text.begin(), text.end(), &reader);
  const std::string valid = with_stand_ins(text);
  return Json::sax_parse(valid.begin(), valid.end(), &reader);
}

}  // namespace fenji::lists
