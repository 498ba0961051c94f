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

// Why no column was found, as far as the header itself tells.
Message header_fault(const std::vector<std::string>& header) {
  const auto separated_by = [&](char separator) {
    return header.size() == 1 && header.front().find(separator) != header.front().npos;
  };
  if (separated_by(';')) {
    return {"；表头用分号分隔，请另存为用逗号分隔的 CSV", "; the header is separated by semicolons: save the list with commas"};
  }
  if (separated_by('\t')) {
    return {"；表头用制表符分隔，请另存为用逗号分隔的 CSV", "; the header is separated by tabs: save the list with commas"};
  }
  const auto with_nul = [](const std::string& cell) { return cell.find('\0') != cell.npos; };
  if (std::any_of(header.begin(), header.end(), with_nul)) {
    return {"；表头里有 NUL 字符，可能是 UTF-16，请另存为“CSV UTF-8”",
            "; the header holds NUL characters, as UTF-16 does: save the list as “CSV UTF-8”"};
  }
  return {"；第一行应当是表头，写字段的名称", "; its first row should be the header, with the names of the fields"};
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
  if (!missing.empty()) {
    Message message = missing_columns(missing, unused);
    if (std::none_of(used.begin(), used.end(), [](bool one) { return one; })) {
      const Message fault = header_fault(header);
      message.zh += fault.zh;
      message.en += fault.en;
    }
    columns.problems.push_back(std::move(message));
  }
  columns.unused.assign(unused.begin(), unused.end());
  return columns;
}

}  // namespace fenji::run
