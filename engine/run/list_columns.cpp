#include "engine/run/list_columns.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "engine/columns/cell_text.hpp"
#include "engine/columns/header_name.hpp"
#include "engine/columns/header_unit.hpp"
#include "engine/columns/quotable.hpp"
#include "grammar/suggest.hpp"

namespace fenji::run {
namespace {

using columns::HeaderName;
using columns::HeaderUnit;
using How = ColumnMatch::How;
using PercentCells = model::Field::PercentCells;

struct Found {
  std::vector<std::uint32_t> positions;  // of the columns that name the field equally well
  How how = How::exact;
};

// Finds the column of each field; what it finds out about them it puts into `columns`.
class Matching {
 public:
  Matching(const model::Rules& rules, const std::vector<std::string>& header, ListColumns& columns)
      : rules_(rules), columns_(columns) {
    for (const std::string& cell : header) headers_.push_back(columns::header_name(cell));
    for (std::uint32_t i = 0; i < headers_.size(); ++i) by_text_[headers_[i].text].push_back(i);
    claimed_.resize(headers_.size(), false);
    near_misses_.resize(rules.fields.size());
  }

  void run() {
    std::vector<Found> found;
    for (const model::Field& field : rules_.fields) found.push_back(to_the_letter(field));
    for (const Found& each : found) {
      for (const std::uint32_t position : each.positions) claimed_[position] = true;
    }
    for (model::FieldId id = 0; id < rules_.fields.size(); ++id) {
      if (found[id].positions.empty() && rules_.fields[id].population == model::none) found[id] = normalised(id);
    }
    std::vector<model::FieldId> owner(headers_.size(), model::none);
    for (model::FieldId id = 0; id < rules_.fields.size(); ++id) {
      settle(id, found[id]);
      if (found[id].how != How::normalised || found[id].positions.size() != 1) continue;
      model::FieldId& first = owner[found[id].positions.front()];
      if (first != model::none) two_fields(headers_[found[id].positions.front()], rules_.fields[first], rules_.fields[id]);
      first = id;
    }
  }

  bool none_used() const { return std::find(claimed_.begin(), claimed_.end(), true) == claimed_.end(); }

  // Headers without a field, in their order; gives them away.
  std::vector<std::string> unused() {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < headers_.size(); ++i) {
      if (!claimed_[i] && !headers_[i].text.empty()) names.push_back(std::move(headers_[i].text));
    }
    return names;
  }

  // A header that is the field's name but for brackets nobody understands; empty: none.
  const std::string& near_miss(model::FieldId field) const { return near_misses_[field]; }

 private:
  Found to_the_letter(const model::Field& field) {
    if (field.population != model::none) return {};
    const auto columns_called = [&](std::string_view text) {
      const auto known = by_text_.find(text);
      return known == by_text_.end() ? std::vector<std::uint32_t>{} : known->second;
    };
    const std::string name = columns::header_text(field.name);
    Found found{columns_called(name), How::exact};
    Found declared{{}, How::declared};
    std::unordered_set<std::string> others{name};
    for (const std::string& other : field.other_headers) {
      std::string text = columns::header_text(other);
      const std::vector<std::uint32_t> called = columns_called(text);
      if (others.insert(std::move(text)).second)
        declared.positions.insert(declared.positions.end(), called.begin(), called.end());
    }
    std::sort(declared.positions.begin(), declared.positions.end());
    if (found.positions.empty()) return declared;
    for (const std::uint32_t position : declared.positions) not_used(headers_[position], field);
    return found;
  }

  Found normalised(model::FieldId id) {
    const model::Field& field = rules_.fields[id];
    std::vector<std::string> names{columns::header_name(field.name).whole};
    for (const std::string& other : field.other_headers) names.push_back(columns::header_name(other).whole);
    const auto is_name = [&](const std::string& text) {
      return !text.empty() && std::find(names.begin(), names.end(), text) != names.end();
    };
    Found found{{}, How::normalised};
    for (std::uint32_t i = 0; i < headers_.size(); ++i) {
      const HeaderName& header = headers_[i];
      if (claimed_[i] || !is_name(header.plain)) {
        if (!claimed_[i] && is_name(header.whole)) found.positions.push_back(i);
        continue;
      }
      if (is_name(header.whole) || columns::header_unit(header.bracket, field).says != HeaderUnit::Says::unknown) {
        found.positions.push_back(i);
      } else {
        near_misses_[id] = header.text;
        if (field.optional) passed_over(header, field);
      }
    }
    return found;
  }

  void settle(model::FieldId id, const Found& found) {
    const model::Field& field = rules_.fields[id];
    if (found.positions.empty()) {
      columns_.positions.emplace_back();
      return;
    }
    const std::uint32_t position = found.positions.front();
    columns_.positions.emplace_back(position);
    for (const std::uint32_t each : found.positions) claimed_[each] = true;
    if (found.positions.size() > 1) two_columns(field, found);
    columns_.matches.push_back({found.how, field.name, headers_[position].text, ""});
    read_unit(id, found.how, headers_[position]);
  }

  void read_unit(model::FieldId id, How how, const HeaderName& header) {
    const model::Field& field = rules_.fields[id];
    const HeaderUnit unit = columns::header_unit(header.bracket, field);
    if (unit.says == HeaderUnit::Says::misfit) return misfit(how, header, field);
    if (unit.says != HeaderUnit::Says::unit) return;
    const bool points = unit.percent_cells == PercentCells::points;
    if (points && field.percent_cells == PercentCells::fraction) {
      columns_.remarks.push_back(
          {fmt::format("列“{}”：规则文件写着按小数，没有单位的数仍按小数读", header.text),
           fmt::format("column `{}`: the rule file says `percent as fraction`, so bare numbers are read as fractions",
                       header.text)});
      return;
    }
    columns_.matches.back().unit = header.bracket;
    columns_.units.push_back({id, unit.bare_number_means, unit.percent_cells});
    const bool declared = field.bare_number_means != model::Decimal{1, 0} || field.percent_cells != PercentCells::with_sign;
    if (declared && (field.bare_number_means != unit.bare_number_means || field.percent_cells != unit.percent_cells)) {
      columns_.remarks.push_back(
          {fmt::format("列“{}”的单位与规则文件里字段“{}”写的不同：这份名单按表头的“{}”读", header.text, field.name,
                       header.bracket),
           fmt::format("column `{}` has another unit than the rule file says for `{}`: this list is read in `{}`", header.text,
                       field.name, header.bracket)});
    }
  }

  void misfit(How how, const HeaderName& header, const model::Field& field) {
    const Message what = unit_of(field.type);
    Message message = {fmt::format("列“{}”的单位“{}”不合字段“{}”（{}）", header.text, header.bracket, field.name, what.zh),
                       fmt::format("the unit `{}` of column `{}` does not fit the field `{}` ({})", header.bracket, header.text,
                                   field.name, what.en)};
    // What the author wrote to the letter is the author's.
    if (how != How::normalised) {
      message.zh += "，没有理会";
      message.en += "; it is ignored";
      columns_.remarks.push_back(std::move(message));
      return;
    }
    message.zh += "；请改表头，或在规则文件里改字段";
    message.en += "; mend the header, or the field in the rule file";
    columns_.problems.push_back(std::move(message));
  }

  static Message unit_of(const model::Type& type) {
    if (type.percent) return {"百分比", "percent"};
    if (type.unit.money()) return {"金额，单位元", "money, in yuan"};
    if (type.unit.plain()) return {"没有单位的数", "a number without a unit"};
    const std::string unit = model::to_text(type.unit);
    return {"单位" + unit, "in " + unit};
  }

  void passed_over(const HeaderName& header, const model::Field& field) {
    columns_.remarks.push_back(
        {fmt::format("列“{}”没有当作字段“{}”：不知道“{}”是什么单位；如果是同一列，请在字段后面加上 又称 「{}」", header.text,
                     field.name, header.bracket, header.text),
         fmt::format("column `{}` was not taken for the field `{}`: `{}` is no unit that is known; if it is the same, add "
                     "“also 「{}」” to the field",
                     header.text, field.name, header.bracket, header.text)});
  }

  void not_used(const HeaderName& header, const model::Field& field) {
    columns_.remarks.push_back(
        {fmt::format("列“{}”没有用：名单里有与字段“{}”同名的列", header.text, field.name),
         fmt::format("column `{}` is not used: the list has one that is called `{}` to the letter", header.text, field.name)});
  }

  void two_columns(const model::Field& field, const Found& found) {
    const std::uint32_t first = found.positions[0], second = found.positions[1];
    if (headers_[first].text == headers_[second].text || found.how == How::declared) {
      columns_.problems.push_back(
          {fmt::format("名单里有两列都是“{}”（第 {} 列和第 {} 列），请删去或改名其中一列", field.name, first + 1, second + 1),
           fmt::format("two columns of the list are `{}` (columns {} and {}); remove or rename one", field.name, first + 1,
                       second + 1)});
      return;
    }
    columns_.problems.push_back(
        {fmt::format("“{}”（第 {} 列）和“{}”（第 {} 列）都可能是字段“{}”；请删去或改名其中一列，或在字段后面用 又称 写明",
                     headers_[first].text, first + 1, headers_[second].text, second + 1, field.name),
         fmt::format("`{}` (column {}) and `{}` (column {}) may both be the field `{}`; remove or rename one, or say which by "
                     "`also` behind the field",
                     headers_[first].text, first + 1, headers_[second].text, second + 1, field.name)});
  }

  void two_fields(const HeaderName& header, const model::Field& first, const model::Field& second) {
    columns_.problems.push_back(
        {fmt::format("列“{}”可能是字段“{}”，也可能是“{}”；请改表头，与字段一字不差", header.text, first.name, second.name),
         fmt::format("the column `{}` may be the field `{}` or `{}`; write the field's name in the header to the letter",
                     header.text, first.name, second.name)});
  }

  const model::Rules& rules_;
  ListColumns& columns_;
  std::vector<HeaderName> headers_;
  std::unordered_map<std::string_view, std::vector<std::uint32_t>> by_text_;  // the columns with a header to the letter
  std::vector<bool> claimed_;
  std::vector<std::string> near_misses_;  // by FieldId
};

// The first of them, to be told what was read: letters that make no sense are of another encoding.
std::string shown_headers(const std::vector<std::string>& header) {
  constexpr std::size_t most = 4;
  std::string shown;
  std::size_t count = 0;
  for (const std::string& cell : header) {
    if (columns::trimmed(cell).empty() || ++count > most) continue;
    shown += (shown.empty() ? "" : ", ") + columns::quotable(cell);
  }
  if (shown.empty()) shown = "-";
  return shown + (count > most ? ", …" : "");
}

Message json_fault(const std::vector<std::string>& keys) {
  const std::string shown = shown_headers(keys);
  return {fmt::format("；JSON 名单要每行一个对象，或一个由对象组成的数组，键是字段的名称；读到的键：{}", shown),
          fmt::format("; a JSON list is one object a line, or one array of objects, whose keys are the names of the fields; "
                      "the keys that were read: {}",
                      shown)};
}

// Why no column was found, as far as the header itself tells.
Message header_fault(const std::vector<std::string>& header, bool workbook) {
  const auto separated_by = [&](char separator) {
    return header.size() == 1 && header.front().find(separator) != header.front().npos;
  };
  if (separated_by(';')) {
    return {"；表头像是用分号分隔的：请去掉 --delimiter，或改写它",
            "; the header seems to be separated by semicolons: leave out --delimiter, or mend it"};
  }
  if (separated_by('\t')) {
    return {"；表头像是用制表符分隔的：请去掉 --delimiter，或改写它",
            "; the header seems to be separated by tabs: leave out --delimiter, or mend it"};
  }
  if (separated_by('|')) {
    return {"；表头像是用竖线分隔的：请去掉 --delimiter，或改写它",
            "; the header seems to be separated by pipes: leave out --delimiter, or mend it"};
  }
  if (header.size() == 1 && header.front().find("，") != header.front().npos) {
    return {"；表头像是用全角逗号（，）分隔的：请把分隔用的逗号改成半角",
            "; the header seems to be separated by full-width commas (，): write ordinary ones between the cells"};
  }
  const auto with_nul = [](const std::string& cell) { return cell.find('\0') != cell.npos; };
  if (std::any_of(header.begin(), header.end(), with_nul)) {
    return {"；表头里有 NUL 字符，可能是没有字节序标记的 UTF-16：请加上 --encoding UTF-16LE 或 UTF-16BE",
            "; the header holds NUL characters, as UTF-16 does: say --encoding UTF-16LE or UTF-16BE"};
  }
  const std::string shown = shown_headers(header);
  Message fault{fmt::format("；读到的表头：{}；表头应当写字段的名称，不在第一行可用 --header-row 指明", shown),
                fmt::format("; the header that was read: {}; it should have the names of the fields; where it is not the first "
                            "row, say so by --header-row",
                            shown)};
  if (!workbook && !columns::is_ascii(shown)) {
    fault.zh += "；是乱码的话，请用 --encoding 写明编码，或另存为 UTF-8";
    fault.en += "; where its letters make no sense, say the encoding by --encoding, or save the list as UTF-8";
  }
  return fault;
}

struct MissingColumn {
  std::string name;
  std::string near_miss;  // likely its header; empty: the most similar one is proposed
};

// As a rule file can have it behind 又称 / also.
std::string spelled(std::string_view header) {
  const bool odd =
      std::any_of(header.begin(), header.end(), [](char c) { return std::ispunct(static_cast<unsigned char>(c)); }) ||
      columns::has_full_width(header) || header.find("【") != header.npos;
  return odd ? fmt::format("「{}」", header) : std::string(header);
}

Message missing_columns(const std::vector<MissingColumn>& missing, const std::vector<std::string_view>& unused) {
  Message message;
  for (const auto& [name, near_miss] : missing) {
    std::string zh = fmt::format("“{}”", name);
    std::string en = fmt::format("`{}`", name);
    const auto similar = near_miss.empty() ? grammar::closest(name, unused) : std::optional<std::string_view>(near_miss);
    if (similar) {
      zh += fmt::format("（表头里有“{}”，如果是同一列，请在字段后面加上 又称 {}）", *similar, spelled(*similar));
      en += fmt::format(" (the header has `{}`; if it is the same, add `also {}` to the field)", *similar, spelled(*similar));
    }
    message.zh += (message.zh.empty() ? "" : "、") + zh;
    message.en += (message.en.empty() ? "" : ", ") + en;
  }
  message.zh = "名单缺少这些列：" + message.zh;
  message.en = "the list lacks these columns: " + message.en;
  return message;
}

}  // namespace

ListColumns match_columns(const model::Rules& rules, const std::vector<std::string>& header, const lists::ByteSource* list) {
  ListColumns columns;
  columns.width = static_cast<std::uint32_t>(header.size());
  Matching matching(rules, header, columns);
  matching.run();
  std::vector<MissingColumn> missing;
  for (model::FieldId field = 0; field < rules.fields.size(); ++field) {
    const model::Field& declared = rules.fields[field];
    if (!columns.positions[field] && !declared.optional && declared.population == model::none)
      missing.push_back({declared.name, matching.near_miss(field)});
  }
  columns.unused = matching.unused();
  if (missing.empty()) return columns;
  const std::vector<std::string_view> unused(columns.unused.begin(), columns.unused.end());
  Message message = missing_columns(missing, unused);
  if (matching.none_used()) {
    const bool json = list != nullptr && list->facts().format == lists::ListFacts::Format::json_lines;
    const bool workbook = list != nullptr && list->facts().format == lists::ListFacts::Format::workbook;
    const Message fault = json ? json_fault(header) : header_fault(header, workbook);
    message.zh += fault.zh;
    message.en += fault.en;
  }
  if (list != nullptr) {
    const Message elsewhere = list->elsewhere();
    message.zh += elsewhere.zh;
    message.en += elsewhere.en;
  }
  columns.problems.push_back(std::move(message));
  return columns;
}

lists::KnownHeaders known_headers(const model::Rules& rules) {
  lists::KnownHeaders known;
  for (const model::Field& field : rules.fields) {
    if (field.population != model::none) continue;
    known.push_back({field.name});
    known.back().insert(known.back().end(), field.other_headers.begin(), field.other_headers.end());
  }
  return known;
}

lists::ListOptions list_options(const model::Rules& rules, lists::ListOptions asked) {
  for (std::vector<std::string>& names : known_headers(rules)) asked.headers.push_back(std::move(names));
  return asked;
}

void read_as_listed(model::Rules& rules, const ListColumns& columns) {
  for (const ListedUnit& unit : columns.units) {
    rules.fields[unit.field].bare_number_means = unit.bare_number_means;
    rules.fields[unit.field].percent_cells = unit.percent_cells;
  }
}

}  // namespace fenji::run
