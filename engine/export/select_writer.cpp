#include "engine/export/select_writer.hpp"

#include <algorithm>
#include <string_view>

#include "engine/export/identifiers.hpp"

namespace fenji::sql {

namespace {

// A long expression with the branches of its outermost CASE on lines of their own.
std::string laid_out(const std::string& text, bool escapes) {
  constexpr std::size_t longest = 100;
  if (text.size() <= longest) return text;
  std::string result;
  char quote = 0;
  int cases = 0;
  const auto starts = [&](std::size_t at, std::string_view word) {
    return std::string_view(text).substr(at).starts_with(word) && (at == 0 || text[at - 1] == ' ' || text[at - 1] == '(');
  };
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (quote != 0) {
      if (c == '\\' && escapes) result += text[at++];
      if (text[at] == quote) quote = 0;
      result += text[at];
      continue;
    }
    if (c == '\'' || c == '"' || c == '`') quote = c;
    if (starts(at, "CASE ")) ++cases;
    const bool branch = cases == 1 && (starts(at, "WHEN ") || starts(at, "ELSE ") || starts(at, "END"));
    if (branch && result.ends_with(' ')) result.back() = '\n';
    if (branch) result += starts(at, "END") ? "    " : "      ";
    if (starts(at, "END")) --cases;
    result += c;
  }
  return result;
}

}  // namespace

std::string Names::take(const std::string& wanted) {
  for (int number = 1;; ++number) {
    const std::string suffix = number == 1 ? "" : " " + std::to_string(number);
    std::string name = (longest_ == 0 ? wanted : cut_off(wanted, longest_ - suffix.size())) + suffix;
    if (taken_.insert(case_folded(name)).second) return name;
  }
}

SelectWriter::SelectWriter(const Spelling& spelling, const std::string& table, std::string prefix, bool compact)
    : spelling_(spelling),
      prefix_(std::move(prefix)),
      compact_(compact),
      cte_names_(spelling.longest_identifier()),
      column_names_(spelling.longest_identifier()) {
  cte_names_.take(table);
}

void SelectWriter::begin(const Block& block, const std::string& from) {
  from_ = from;
  open(block);
}

void SelectWriter::open(const Block& block) {
  Cte cte;
  cte.name = cte_names_.take(prefix_ + block.name);
  cte.block = block.name;
  if (told_.insert(block.name).second) cte.comment = block.comment;
  ctes_.push_back(std::move(cte));
}

Expression SelectWriter::pass_on(const std::string& name) {
  column_names_.take(name);
  const std::string column = spelling_.identifier(name);
  ctes_.front().columns.push_back("source." + column);
  return {column, Binding::atom, 0, 0};
}

Expression SelectWriter::column(const Block& block, const std::string& wanted, const Expression& value) {
  // The first CTE that may hold it: behind what it names, without another block in between.
  int place = static_cast<int>(ctes_.size());
  const auto may_hold = [&](const Cte& cte) { return compact_ || cte.block == block.name; };
  while (place > 0 && place - 1 > value.level && may_hold(ctes_[static_cast<std::size_t>(place) - 1])) --place;
  if (place == static_cast<int>(ctes_.size())) open(block);
  Cte& cte = ctes_[static_cast<std::size_t>(place)];
  if (told_.insert(block.name).second) cte.comment.insert(cte.comment.end(), block.comment.begin(), block.comment.end());
  const std::string name = spelling_.identifier(column_names_.take(wanted));
  cte.columns.push_back(laid_out(value.text, spelling_.escapes_by_backslash()) + " AS " + name);
  return {name, Binding::atom, place, 0};
}

std::string SelectWriter::result() const { return spelling_.identifier(ctes_.back().name); }

// The SELECT of one CTE, without the table it reads.
std::string SelectWriter::columns_of(std::size_t place) const {
  const Cte& cte = ctes_[place];
  std::string text = "  SELECT\n";
  if (place > 0) text += "    *" + std::string(cte.columns.empty() ? "" : ",") + "\n";
  // Rules that look at no column grade the rows all the same, and few engines select nothing.
  if (place == 0 && cte.columns.empty()) text += "    1 AS " + spelling_.identifier("1") + "\n";
  for (std::size_t i = 0; i < cte.columns.size(); ++i) {
    text += "    " + cte.columns[i] + (i + 1 < cte.columns.size() ? ",\n" : "\n");
  }
  return text + "  FROM ";
}

std::string SelectWriter::comment_of(std::size_t place) const {
  std::string text;
  for (const std::string& line : ctes_[place].comment) text += spelling_.comment(line) + "\n";
  return text;
}

std::string SelectWriter::text() const {
  const std::size_t longest = spelling_.longest_chain();
  const std::size_t together = spelling_.nests() ? (ctes_.size() + longest - 1) / longest : 1;
  std::string text = "WITH\n";
  for (std::size_t begin = 0; begin < ctes_.size(); begin += together) {
    // Those that stand together are nested in the last of them.
    const std::size_t last = std::min(begin + together, ctes_.size()) - 1;
    if (begin > 0) text += ",\n";
    text += comment_of(last) + spelling_.identifier(ctes_[last].name) + " " + spelling_.as_open() + "\n" + columns_of(last);
    for (std::size_t inner = last; inner-- > begin;) text += "(\n" + comment_of(inner) + columns_of(inner);
    text += begin == 0 ? from_ : spelling_.identifier(ctes_[begin - 1].name);
    for (std::size_t inner = begin; inner < last; ++inner) {
      text += spelling_.fence() + "\n  ) AS " + spelling_.identifier(ctes_[inner].name);
    }
    text += spelling_.fence() + "\n)";
  }
  return text + "\n";
}

}  // namespace fenji::sql
