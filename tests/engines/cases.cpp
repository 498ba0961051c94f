// fenji_engine_cases SEED COUNT ROWS FOLDER: writes COUNT random rule files with lists of ROWS records.
// fenji_engine_cases SEED ROWS FOLDER RULES: writes a random list for a rule file.
// A list comes twice: NAME.csv as `fenji run` reads it, and NAME.json with typed values as a table of a database holds them;
// cells that a typed column cannot hold are emptied in both. And once more as NAME.text.csv and NAME.text.json, where the
// table's columns are texts: the cells as they stand, but for those that no database holds.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "engine/columns/cell.hpp"
#include "engine/columns/cell_text.hpp"
#include "engine/export/bare_number.hpp"
#include "tests/agreement/both_evaluators.hpp"
#include "tests/generate/compiled.hpp"
#include "tests/generate/describe.hpp"
#include "tests/generate/list_generator.hpp"
#include "tests/generate/spell.hpp"

using namespace fenji;

namespace {

std::optional<std::uint64_t> number(std::string_view text) {
  std::uint64_t value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  return read.ec == std::errc{} && read.ptr == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

// What a typed column holds for the cell, and the cell that says the same in a list.
struct TypedCell {
  nlohmann::json value;
  std::string text;
};

TypedCell typed(const std::string& cell, const model::Field& field, const model::Rules& rules) {
  model::Field free = field;
  free.bounds.reset();
  free.blank_means.reset();
  const std::string text(columns::trimmed(cell));
  if (text.empty() || !columns::valid_utf8(text) || text.find('\0') != text.npos) return {};
  if (field.type.kind == model::Kind::label || field.type.kind == model::Kind::text) return {text, text};
  const model::Value value = columns::read_cell(text, free, rules);
  if (value.state != model::State::known) return {};
  if (field.type.kind == model::Kind::yes_no) return {value.yes, value.yes ? "是" : "否"};
  const std::string shown = model::to_text(value, field.type, rules, Language::chinese);
  if (field.type.kind == model::Kind::date) return {shown, shown};
  // Typed numbers, like bare ones in cells, are in the unit that the field gives to those.
  const int power = sql::bare_number_power(field);
  model::Decimal bare = value.number;
  if (power < 0) {
    bare = model::multiply(bare, {model::power_of_ten(-power), 0}).value();
  } else {
    bare.scale += power;
  }
  const std::string number = model::to_text(bare);
  if (power <= 0) return {number, shown};
  // With its unit, as typed results show it; what the field refuses is told as the column has it.
  const std::string unit = model::to_text(field.type.unit), told = model::to_text(value.number) + unit;
  if (columns::read_cell(told, field, rules).state != model::State::known) return {number, number};
  return unit.empty() ? TypedCell{} : TypedCell{number, told};
}

void write(const std::filesystem::path& path, const std::string& text) { std::ofstream(path, std::ios::binary) << text; }

// A cell that is a text in UTF-8.
TypedCell untyped(const std::string& cell) {
  if (!columns::valid_utf8(cell) || cell.find('\0') != cell.npos) return {};
  return {cell, cell};
}

void write_list(const std::filesystem::path& stem, const model::Rules& rules, const std::string& csv, bool texts) {
  const agreement::List list = agreement::read_list(csv);
  agreement::List plain;
  nlohmann::json columns = nlohmann::json::array(), rows = nlohmann::json::array();
  std::vector<std::pair<std::size_t, const model::Field*>> fields;
  for (const model::Field& field : rules.fields) {
    if (field.population != model::none) continue;
    const auto is_it = [&](const std::string& name) {
      const std::string header = columns::header_text(name);
      const auto& others = field.other_headers;
      return header == field.name || std::find(others.begin(), others.end(), header) != others.end();
    };
    const auto place = std::find_if(list.header.begin(), list.header.end(), is_it) - list.header.begin();
    fields.emplace_back(static_cast<std::size_t>(place), &field);
    plain.header.push_back(field.name);
    static constexpr const char* kinds[] = {"yes_no", "number", "date", "label", "text"};
    columns.push_back({{"name", field.name},
                       {"key", field.key},
                       {"kind", texts ? "text" : kinds[static_cast<int>(field.type.kind)]},
                       {"scale", field.type.kind == model::Kind::number && !texts
                                     ? field.type.scale + std::max(sql::bare_number_power(field), 0)
                                     : 0}});
  }
  for (const auto& record : list.records) {
    std::vector<std::string> cells;
    nlohmann::json row = nlohmann::json::array();
    for (const auto& [place, field] : fields) {
      TypedCell cell;
      if (place < record.size()) cell = texts ? untyped(record[place]) : typed(record[place], *field, rules);
      cells.push_back(cell.text);
      row.push_back(cell.value);
    }
    plain.records.push_back(std::move(cells));
    rows.push_back(std::move(row));
  }
  const std::string name = stem.string() + (texts ? ".text" : "");
  write(name + ".csv", agreement::as_csv(plain));
  write(name + ".json", nlohmann::json({{"columns", columns}, {"rows", rows}}).dump());
}

void write_lists(const std::filesystem::path& stem, const model::Rules& rules, const std::string& csv) {
  write_list(stem, rules, csv, false);
  write_list(stem, rules, csv, true);
}

std::string random_list(generate::Random& random, const model::Rules& rules, std::size_t rows, bool extreme) {
  generate::ListOptions options;
  options.rows = rows;
  options.extreme = extreme;
  options.blank_percent = random.between(0, 15);
  options.unreadable_percent = random.between(0, 4);
  return generate::random_list(random, rules, options);
}

int write_random(std::uint64_t seed, std::size_t rows, const std::filesystem::path& folder) {
  generate::Random random(seed);
  generate::RulesOptions options;
  options.language = random.chance(50) ? Language::chinese : Language::english;
  options.size = random.between(1, 12);
  options.with_faults = random.chance(35);
  options.near_overflow = random.chance(15);
  const generate::Description description = generate::describe(random, options);
  generate::Random variation = random.fork();
  const std::string text = generate::spell(description, options.language, &variation);
  const generate::Compiled compiled = generate::compile(text);
  if (!compiled.rules || !compiled.complaints.empty()) {
    fmt::print(stderr, "seed {}: {}\n", seed, compiled.complaints);
    return 1;
  }
  const std::filesystem::path stem = folder / fmt::format("random-{}", seed);
  write(stem.string() + ".fenji", text);
  const bool extreme = options.near_overflow || random.chance(10);
  write_lists(stem, *compiled.rules, random_list(random, *compiled.rules, rows, extreme));
  return 0;
}

int write_for(std::uint64_t seed, std::size_t rows, const std::filesystem::path& folder, const std::filesystem::path& rules) {
  std::ostringstream text;
  text << std::ifstream(rules, std::ios::binary).rdbuf();
  const generate::Compiled compiled = generate::compile(text.str());
  if (!compiled.rules || !compiled.complaints.empty()) {
    fmt::print(stderr, "{}: {}\n", rules.string(), compiled.complaints);
    return 1;
  }
  generate::Random random(seed);
  write_lists(folder / rules.stem(), *compiled.rules, random_list(random, *compiled.rules, rows, false));
  return 0;
}

}  // namespace

int main(int count, char** arguments) {
  const auto first = count == 5 ? number(arguments[1]) : std::nullopt;
  const auto second = count == 5 ? number(arguments[2]) : std::nullopt;
  if (!first || !second) {
    fmt::print(stderr, "fenji_engine_cases SEED COUNT ROWS FOLDER\nfenji_engine_cases SEED ROWS FOLDER RULES\n");
    return 2;
  }
  if (const auto rows = number(arguments[3])) {
    for (std::uint64_t i = 0; i < *second; ++i) {
      if (const int failed = write_random(*first + i, *rows, arguments[4])) return failed;
    }
    return 0;
  }
  return write_for(*first, *second, arguments[3], arguments[4]);
}
