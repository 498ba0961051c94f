#include "engine/run/kept_columns.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/columns/cell_text.hpp"
#include "grammar/suggest.hpp"

namespace fenji::run {
namespace {

class Chooser {
 public:
  Chooser(const std::vector<std::string>& header, const KnownColumns& known, const std::vector<ResultColumn>& others,
          Language language)
      : known_(known), language_(language) {
    for (const std::string& cell : header) header_.push_back(columns::header_text(cell));
    for (const ResultColumn& column : others) taken_.push_back(column.name);
  }

  void choose(const std::string& asked) {
    if (const auto whole = named(columns::header_text(asked)); !whole.empty()) return keep(whole);
    for (const std::string& word : split(asked)) {
      if (const auto found = named(word); !found.empty()) {
        keep(found);
      } else if (word == "all" || word == "全部") {
        for (std::uint32_t position = 0; position < header_.size(); ++position) keep({position});
      } else {
        refuse(word);
      }
    }
  }

  KeptColumns take() { return std::move(kept_); }

 private:
  static std::vector<std::string> split(const std::string& asked) {
    std::vector<std::string> words;
    std::string_view rest = asked;
    while (true) {
      std::size_t end = rest.size(), size = 0;
      for (const std::string_view separator : {"、", "，", ","}) {
        const std::size_t at = rest.find(separator);
        if (at >= end) continue;
        end = at;
        size = separator.size();
      }
      words.push_back(columns::header_text(rest.substr(0, end)));
      if (size == 0) return words;
      rest.remove_prefix(end + size);
    }
  }

  // By the header, else as the rules call it. Columns of one name are all meant.
  std::vector<std::uint32_t> named(const std::string& word) const {
    std::vector<std::uint32_t> found;
    if (word.empty()) return found;
    for (std::uint32_t position = 0; position < header_.size(); ++position) {
      if (header_[position] == word) found.push_back(position);
    }
    for (std::uint32_t position = 0; found.empty() && position < known_.size(); ++position) {
      if (known_[position] && known_[position]->name == word) found.push_back(position);
    }
    return found;
  }

  void keep(const std::vector<std::uint32_t>& positions) {
    for (const std::uint32_t position : positions) {
      if (std::find(kept_.positions.begin(), kept_.positions.end(), position) != kept_.positions.end()) continue;
      ResultColumn column;
      column.kind = ResultColumn::Kind::as_written;
      if (position < known_.size() && known_[position]) column = *known_[position];
      column.name = free_name(position);
      column.of_list = true;
      taken_.push_back(column.name);
      kept_.positions.push_back(position);
      kept_.columns.push_back(std::move(column));
    }
  }

  std::string free_name(std::uint32_t position) const {
    const Message nameless{fmt::format("第 {} 列", position + 1), fmt::format("column {}", position + 1)};
    const std::string name = header_[position].empty() ? in_words(nameless) : header_[position];
    std::string free = name;
    for (int number = 1; std::find(taken_.begin(), taken_.end(), free) != taken_.end(); ++number) {
      free = number == 1 ? in_words({fmt::format("{}（名单）", name), fmt::format("{} (list)", name)})
                         : in_words({fmt::format("{}（名单 {}）", name, number), fmt::format("{} (list {})", name, number)});
    }
    return free;
  }

  std::string in_words(const Message& message) const { return message.in(language_); }

  void refuse(const std::string& word) {
    const std::vector<std::string_view> names(header_.begin(), header_.end());
    const auto similar = grammar::closest(word, names);
    kept_.problems.push_back(
        {fmt::format("--keep：名单没有“{}”这一列{}", word, similar ? fmt::format("；是不是“{}”？", *similar) : ""),
         fmt::format("--keep: the list has no column `{}`{}", word,
                     similar ? fmt::format("; did you mean `{}`?", *similar) : "")});
  }

  const KnownColumns& known_;
  Language language_;
  std::vector<std::string> header_;
  std::vector<std::string> taken_;
  KeptColumns kept_;
};

}  // namespace

KnownColumns known_columns(const model::Rules& rules, const std::vector<std::optional<std::uint32_t>>& positions,
                           std::size_t width) {
  KnownColumns known(width);
  for (std::size_t field = 0; field < positions.size(); ++field) {
    if (!positions[field] || *positions[field] >= width) continue;
    known[*positions[field]] = result_column(rules.fields[field].name, rules.fields[field].type, rules);
  }
  return known;
}

KeptColumns choose_kept(const std::vector<std::string>& asked, const std::vector<std::string>& header,
                        const KnownColumns& known, const std::vector<ResultColumn>& others, Language language) {
  Chooser chooser(header, known, others, language);
  for (const std::string& each : asked) chooser.choose(each);
  return chooser.take();
}

}  // namespace fenji::run
