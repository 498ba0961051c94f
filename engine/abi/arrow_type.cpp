#include "engine/abi/arrow_type.hpp"

#include <array>
#include <charconv>
#include <string_view>

namespace fenji::abi {
namespace {

using Kind = ArrowType::Kind;

struct Simple {
  std::string_view format, name;
  Kind kind;
  int bytes;
};

constexpr std::array simple_types{Simple{"n", "null", Kind::null, 0},
                                  Simple{"b", "bool", Kind::boolean, 0},
                                  Simple{"c", "int8", Kind::signed_integer, 1},
                                  Simple{"C", "uint8", Kind::unsigned_integer, 1},
                                  Simple{"s", "int16", Kind::signed_integer, 2},
                                  Simple{"S", "uint16", Kind::unsigned_integer, 2},
                                  Simple{"i", "int32", Kind::signed_integer, 4},
                                  Simple{"I", "uint32", Kind::unsigned_integer, 4},
                                  Simple{"l", "int64", Kind::signed_integer, 8},
                                  Simple{"L", "uint64", Kind::unsigned_integer, 8},
                                  Simple{"f", "float", Kind::floating, 4},
                                  Simple{"g", "double", Kind::floating, 8},
                                  Simple{"u", "utf8", Kind::text, 4},
                                  Simple{"U", "large_utf8", Kind::text, 8},
                                  Simple{"vu", "utf8_view", Kind::text_view, 16},
                                  Simple{"tdD", "date32", Kind::day, 4}};

constexpr std::array<std::pair<std::string_view, std::string_view>, 18> other_names{{{"e", "half float"},
                                                                                     {"z", "binary"},
                                                                                     {"Z", "large_binary"},
                                                                                     {"vz", "binary_view"},
                                                                                     {"w:", "fixed_size_binary"},
                                                                                     {"tt", "time"},
                                                                                     {"tD", "duration"},
                                                                                     {"ti", "interval"},
                                                                                     {"+l", "list"},
                                                                                     {"+L", "large_list"},
                                                                                     {"+vl", "list_view"},
                                                                                     {"+vL", "large_list_view"},
                                                                                     {"+w", "fixed_size_list"},
                                                                                     {"+s", "struct"},
                                                                                     {"+m", "map"},
                                                                                     {"+u", "union"},
                                                                                     {"+r", "run-end encoded"},
                                                                                     {"d:", "decimal"}}};

constexpr std::int64_t seconds_a_day = 86'400;

std::optional<int> take_number(std::string_view& text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{}) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return number;
}

// `10,2` or `10,2,64`
std::optional<ArrowType> decimal_type(std::string_view text) {
  ArrowType type;
  type.kind = Kind::decimal;
  type.bytes = 16;
  const auto precision = take_number(text);
  if (!precision || !text.starts_with(',')) return std::nullopt;
  text.remove_prefix(1);
  const auto scale = take_number(text);
  if (!scale) return std::nullopt;
  type.scale = *scale;
  if (text.empty()) return type;
  if (!text.starts_with(',')) return std::nullopt;
  text.remove_prefix(1);
  const auto bits = take_number(text);
  if (!bits || !text.empty() || (*bits != 32 && *bits != 64 && *bits != 128 && *bits != 256)) return std::nullopt;
  type.bytes = *bits / 8;
  return type;
}

// Seconds east of Greenwich, of a zone whose clock is the same all the year round.
std::optional<std::int64_t> fixed_offset(std::string_view zone) {
  for (const std::string_view name : {"", "UTC", "utc", "Z", "Etc/UTC", "GMT", "Etc/GMT"}) {
    if (zone == name) return 0;
  }
  const auto digit = [&](std::size_t place) { return zone[place] >= '0' && zone[place] <= '9' ? zone[place] - '0' : 100; };
  const bool with_colon = zone.size() == 6 && zone[3] == ':';
  if ((!with_colon && zone.size() != 5) || (zone[0] != '+' && zone[0] != '-')) return std::nullopt;
  const std::size_t minutes = with_colon ? 4 : 3;
  const int hour = digit(1) * 10 + digit(2), minute = digit(minutes) * 10 + digit(minutes + 1);
  if (hour > 23 || minute > 59) return std::nullopt;
  const std::int64_t offset = hour * 3600 + minute * 60;
  return zone[0] == '-' ? -offset : offset;
}

// `tss:`, `tsm:UTC`
std::optional<ArrowType> timestamp_type(std::string_view format) {
  if (format.size() < 4 || format[3] != ':') return std::nullopt;
  std::int64_t per_second = 1;
  for (const char unit : std::string_view("smun")) {
    if (format[2] == unit) {
      const auto offset = fixed_offset(format.substr(4));
      if (!offset) return std::nullopt;
      ArrowType type;
      type.kind = Kind::instant;
      type.bytes = 8;
      type.per_day = per_second * seconds_a_day;
      type.to_local = *offset * per_second;
      type.moment = true;
      return type;
    }
    per_second *= 1000;
  }
  return std::nullopt;
}

}  // namespace

std::optional<ArrowType> arrow_type(const ArrowSchema& schema) {
  const std::string_view format = schema.format;
  for (const Simple& each : simple_types) {
    if (format != each.format) continue;
    ArrowType type;
    type.kind = each.kind;
    type.bytes = each.bytes;
    return type;
  }
  if (format.starts_with("d:")) return decimal_type(format.substr(2));
  if (format.starts_with("ts")) return timestamp_type(format);
  if (format != "tdm") return std::nullopt;
  ArrowType type;
  type.kind = Kind::instant;
  type.bytes = 8;
  type.per_day = seconds_a_day * 1000;
  return type;
}

std::string type_name(const ArrowSchema& schema) {
  if (schema.dictionary != nullptr) return "dictionary of " + type_name(*schema.dictionary);
  const std::string_view format = schema.format;
  for (const Simple& each : simple_types) {
    if (format == each.format) return std::string(each.name);
  }
  if (format == "tdm") return "date64";
  if (format.starts_with("ts")) {
    const std::string_view zone = format.size() > 4 ? format.substr(4) : std::string_view{};
    return zone.empty() ? "timestamp" : "timestamp in " + std::string(zone);
  }
  for (const auto& [prefix, name] : other_names) {
    if (format.starts_with(prefix)) return std::string(name);
  }
  return std::string(format);
}

}  // namespace fenji::abi
