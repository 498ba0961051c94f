#include "engine/lists/header_row.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "engine/columns/cell_text.hpp"
#include "engine/columns/header_name.hpp"

namespace fenji::lists {
namespace {

class Names {
 public:
  explicit Names(const KnownHeaders& known) : fields_(known.size()) {
    for (std::size_t field = 0; field < known.size(); ++field) {
      for (const std::string& name : known[field]) by_name_[columns::header_name(name).whole].push_back(field);
    }
  }

  // By field: whether some cell of the row names it.
  std::vector<bool> found_in(const FirstRow& row) const {
    std::vector<bool> found(fields_, false);
    for (const std::string& cell : row.cells) {
      if (cell.empty()) continue;
      const columns::HeaderName name = columns::header_name(cell);
      const auto whole = by_name_.find(name.whole);
      const auto fields = whole == by_name_.end() ? by_name_.find(name.plain) : whole;
      if (name.whole.empty() || fields == by_name_.end()) continue;
      for (const std::size_t field : fields->second) found[field] = true;
    }
    return found;
  }

 private:
  std::size_t fields_;
  std::unordered_map<std::string, std::vector<std::size_t>> by_name_;
};

std::vector<std::string_view> filled_cells(const FirstRow& row) {
  std::vector<std::string_view> filled;
  for (const std::string& cell : row.cells) {
    if (const std::string_view text = columns::trimmed(cell); !text.empty()) filled.push_back(text);
  }
  return filled;
}

// Whether all rows before `row` hold one cell at most.
bool below_titles(std::span<const FirstRow> rows, std::size_t row) {
  return std::all_of(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(row),
                     [](const FirstRow& above) { return filled_cells(above).size() <= 1; });
}

// Words, no two alike, and none that begins as numbers do.
bool looks_like_names(const std::vector<std::string_view>& cells) {
  std::unordered_set<std::string_view> seen;
  return std::all_of(cells.begin(), cells.end(), [&](std::string_view cell) {
    const char first = cell.front();
    return !columns::is_digit(first) && first != '-' && first != '+' && first != '.' && seen.insert(cell).second;
  });
}

// The first row with several cells, where all above are titles and most below are about as wide.
std::size_t row_below_titles(std::span<const FirstRow> rows) {
  std::size_t header = 0;
  while (header < rows.size() && filled_cells(rows[header]).size() <= 1) ++header;
  if (header == 0 || header + 1 >= rows.size()) return 0;
  const std::vector<std::string_view> names = filled_cells(rows[header]);
  if (!looks_like_names(names)) return 0;
  const auto wide = std::count_if(rows.begin() + static_cast<std::ptrdiff_t>(header) + 1, rows.end(), [&](const FirstRow& row) {
    const std::size_t cells = filled_cells(row).size();
    return cells > 1 && cells <= rows[header].cells.size();
  });
  return 2 * static_cast<std::size_t>(wide) > rows.size() - header - 1 ? header : 0;
}

bool has_more_than(const std::vector<bool>& found, const std::vector<bool>& other) {
  for (std::size_t field = 0; field < found.size(); ++field) {
    if (found[field] && !other[field]) return true;
  }
  return false;
}

Message two_headers(const Message& list, const FirstRow& first, const FirstRow& second) {
  const std::uint64_t one = std::min(first.line, second.line), other = std::max(first.line, second.line);
  return {fmt::format("{}的第 {} 行和第 {} 行都像表头，各写了一部分字段；请用 --header-row 指明是哪一行，或把表头并成一行",
                      list.zh, one, other),
          fmt::format("{}: lines {} and {} both look like the header, each with other fields; say which one it is by "
                      "--header-row, or make them one row",
                      list.en, one, other)};
}

std::size_t count(const std::vector<bool>& found) {
  return static_cast<std::size_t>(std::count(found.begin(), found.end(), true));
}

}  // namespace

NamedFields fields_named(std::span<const FirstRow> rows, const KnownHeaders& known) {
  const Names names(known);
  NamedFields named;
  for (const FirstRow& row : rows) named.push_back(names.found_in(row));
  return named;
}

std::size_t most_named(const NamedFields& named) {
  std::size_t most = 0;
  for (const std::vector<bool>& fields : named) most = std::max(most, count(fields));
  return most;
}

Result<std::size_t> find_header_row(std::span<const FirstRow> rows, const NamedFields& named, const Message& list) {
  std::vector<std::size_t> counts;
  for (const std::vector<bool>& fields : named) counts.push_back(count(fields));
  const auto best = static_cast<std::size_t>(std::max_element(counts.begin(), counts.end()) - counts.begin());
  if (counts[best] == 0) return row_below_titles(rows);
  if (best > 0 && counts[best] == 1 && named[best].size() > 1) {
    if (!below_titles(rows, best) || filled_cells(rows[best]).size() < 2) return std::size_t{0};
  }
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const bool evident = counts[row] >= 2 && 2 * counts[row] >= counts[best];
    if (row != best && evident && has_more_than(named[row], named[best])) return two_headers(list, rows[best], rows[row]);
  }
  return best;
}

}  // namespace fenji::lists
