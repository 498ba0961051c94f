// Stage: books. TOML 1.0, with letters of any script in bare keys, as values that know where they stand. The one place that
// knows toml++.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/model/value.hpp"
#include "grammar/diagnostics/diagnostic.hpp"

namespace fenji::books {

struct TomlEntry;

struct TomlValue {
  enum class Kind : std::uint8_t { text, number, yes_no, date, time, list, table } kind = Kind::table;
  std::string text;  // of a text what it says, of numbers, yes/no and dates what the file writes
  model::Day day = 0;
  std::vector<TomlValue> items;    // list
  std::vector<TomlEntry> entries;  // table, in the order of the file
  Span span;
};

struct TomlEntry {
  std::string key;
  Span span;  // of the key
  TomlValue value;
};

// Nothing where the text is no TOML; the diagnostic then says where.
std::optional<TomlValue> read_toml(std::string_view text, std::uint32_t file, Diagnostics& diagnostics);

}  // namespace fenji::books
