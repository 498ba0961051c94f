#include "engine/run/list_columns.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/columns/cell_text.hpp"
#include "grammar/suggest.hpp"

namespace fenji::run {
namespace {

// `header`: texts by columns::header_text.
std::vector<std::uint32_t> positions_of(const model::Field& field, const std::vector<std::string>& header) {
  std::vector<std::string> names{columns::header_text(field.name)};
  for (const std::string& other : field.other_headers) names.push_back(columns::header_text(other));
  std::vector<std::uint32_t> found;
  for (std::uint32_t i = 0; i < header.size(); ++i) {
    if (std::find(names.begin(), names.end(), header[i]) != names.end()) found.push_back(i);
  }
  return found;
}

Message missing_columns(const std::vector<std::string>& names, const std::vector<std::string_view>& unused) {
  Message message;
  for (const std::string& name : names) {
    std::string zh = fmt::format("“{}”", name);
    std::string en = fmt::format("`{}`", name);
    if (const auto similar = grammar::closest(name, unused)) {
      zh += fmt::format("（表头里有“{}”，如果是同一列，请在字段后面加上 又称 {}）", *similar, *similar);
      en += fmt::format(" (the header has `{}`; if it is the same, add `also {}` to the field)", *similar, *similar);
    }
    message.zh += (message.zh.empty() ? "" : "、") + zh;
    message.en += (message.en.empty() ? "" : ", ") + en;
  }
  message.zh = "名单缺少这些列：" + message.zh;
  message.en = "the list lacks these columns: " + message.en;
  return message;
}

}  // namespace

ListColumns match_columns(const model::Rules& rules, const std::vector<std::string>& header) {
  ListColumns columns;
  columns.width = static_cast<std::uint32_t>(header.size());
  std::vector<std::string> names;
  for (const std::string& cell : header) names.push_back(columns::header_text(cell));
  std::vector<bool> used(names.size(), false);
  std::vector<std::string> missing;
  for (const model::Field& field : rules.fields) {
    if (field.population != model::none) {
      columns.positions.emplace_back();
      continue;
    }
    const std::vector<std::uint32_t> found = positions_of(field, names);
    for (const std::uint32_t position : found) used[position] = true;
    if (found.size() > 1) {
      columns.problems.push_back({fmt::format("名单里有两列都是“{}”（第 {} 列和第 {} 列），请删去或改名其中一列", field.name,
                                              found[0] + 1, found[1] + 1),
                                  fmt::format("two columns of the list are `{}` (columns {} and {}); remove or rename one",
                                              field.name, found[0] + 1, found[1] + 1)});
    }
    if (found.empty() && !field.optional) missing.push_back(field.name);
    columns.positions.push_back(found.empty() ? std::nullopt : std::optional(found.front()));
  }
  std::vector<std::string_view> unused;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (!used[i] && !names[i].empty()) unused.push_back(names[i]);
  }
  if (!missing.empty()) columns.problems.push_back(missing_columns(missing, unused));
  columns.unused.assign(unused.begin(), unused.end());
  return columns;
}

}  // namespace fenji::run
