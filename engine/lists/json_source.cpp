#include "engine/lists/json_source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <span>
#include <unordered_map>
#include <vector>

#include "engine/columns/header_name.hpp"
#include "engine/columns/quotable.hpp"
#include "engine/lists/csv_reader.hpp"
#include "engine/lists/csv_text.hpp"
#include "engine/lists/flat_json.hpp"
#include "engine/lists/json_pieces.hpp"
#include "engine/lists/json_record.hpp"

namespace fenji::lists {
namespace {

constexpr std::size_t output_size = std::size_t{128} << 10;
constexpr std::size_t most_told = 5;
constexpr std::size_t most_keys_kept = 10'000;
constexpr std::size_t shown_of_wrong_line = 60;  // bytes

// A text that begins with an object is JSON Lines where its first line is one; else, where whole objects stand at its beginning
// some other way, those.
JsonForm form_of(std::string_view text, const Message& name) {
  text.remove_prefix(std::min(text.find_first_not_of(json_blanks), text.size()));
  if (text.starts_with('[') && looks_like_json(text)) return JsonForm::array;
  JsonCells record;
  std::string_view first = text.substr(0, text.find('\n'));
  if (!text.starts_with('{') || read_json_record(first, record)) return JsonForm::lines;
  MemorySource source(text, name);
  JsonPieces objects(source, JsonForm::objects);
  const Result<bool> next = objects.next(first);
  const bool whole = next.ok() && *next && !objects.cut() && read_json_record(first, record);
  return whole ? JsonForm::objects : JsonForm::lines;
}

bool is_structure(const std::string& cell) {
  return cell.ends_with(unreadable_mark) && (cell.starts_with('{') || cell.starts_with('['));
}

// A document that holds its records somewhere inside, or by columns: why it is no list. `record`: the only object of a list.
Failure nested_records(const JsonCells& record, const KnownHeaders& known, const Message& name) {
  const auto inside = std::find_if(record.begin(), record.end(), [](const auto& cell) { return is_structure(cell.second); });
  if (inside == record.end()) return std::nullopt;
  FirstRow values;
  for (const auto& [key, cell] : record) {
    if (!is_structure(cell)) values.cells.push_back(key);
  }
  if (known.empty() || most_named(fields_named({&values, 1}, known)) > 0) return std::nullopt;
  const std::string key = columns::quotable(inside->first);
  return Message{
      fmt::format("{}只是一个 JSON 对象，“{}”里面还有数组或对象；名单要每行一个对象，或一个由对象组成的数组", name.zh, key),
      fmt::format(
          "{} is one JSON object, with arrays or objects inside `{}`; a list is one object a line, or one array of objects",
          name.en, key)};
}

// Which column a key stands for.
class Columns {
 public:
  static constexpr std::size_t no_column = ~std::size_t{0};

  void add_key(const std::string& key) {
    if (names_.size() < CsvBlockReader::most_columns && places_.emplace(key, names_.size()).second) names_.push_back(key);
  }

  // Those that no key names.
  void add_missing(const KnownHeaders& known) {
    std::vector<columns::HeaderName> keys;
    for (const std::string& name : names_) keys.push_back(columns::header_name(name));
    for (const std::vector<std::string>& field : known) {
      std::vector<std::string> spellings;
      for (const std::string& name : field) spellings.push_back(columns::header_name(name).whole);
      const bool named = std::any_of(keys.begin(), keys.end(), [&](const columns::HeaderName& key) {
        return std::any_of(spellings.begin(), spellings.end(),
                           [&](const std::string& name) { return name == key.whole || name == key.plain; });
      });
      if (named || names_.size() >= CsvBlockReader::most_columns) continue;
      for (std::string& name : spellings) by_spelling_.emplace(std::move(name), names_.size());
      places_.emplace(field.front(), names_.size());
      names_.push_back(field.front());
    }
  }

  std::size_t of(const std::string& key) {
    const auto known = places_.find(key);
    if (known != places_.end()) return known->second;
    const auto spelling = by_spelling_.find(columns::header_name(key).whole);
    const std::size_t place = spelling == by_spelling_.end() ? no_column : spelling->second;
    if (places_.size() < most_keys_kept + names_.size()) places_.emplace(key, place);
    return place;
  }

  const std::vector<std::string>& names() const { return names_; }

 private:
  std::vector<std::string> names_;
  std::unordered_map<std::string, std::size_t> places_;
  std::unordered_map<std::string, std::size_t> by_spelling_;  // normalised, of fields that the first records do not have
};

class JsonSource : public ByteSource {
 public:
  JsonSource(std::unique_ptr<ByteSource> source, JsonForm form, Columns columns, ListFacts facts)
      : source_(std::move(source)), pieces_(*source_, form), columns_(std::move(columns)), facts_(std::move(facts)) {
    cells_.resize(columns_.names().size());
    for (std::size_t i = 0; i < cells_.size(); ++i) cells_[i] = columns_.names()[i];
    put_record();
    line_ = 1;
  }

  Result<std::size_t> read(char* to, std::size_t size) override {
    if (taken_ == text_.size()) {
      text_.clear();
      taken_ = 0;
    }
    while (text_.size() < output_size && taken_ == 0 && !ended_) {
      std::string_view text;
      const Result<bool> next = pieces_.next(text);
      if (!next.ok()) return next.failure();
      ended_ = !*next;
      if (!ended_) put(text);
    }
    const std::size_t count = std::min(size, text_.size() - taken_);
    if (count > 0) std::memcpy(to, text_.data() + taken_, count);
    taken_ += count;
    return count;
  }
  Message name() const override { return source_->name(); }
  std::optional<Encoding> encoding() const override { return Encoding::utf8; }
  bool rows_are_lines() const override { return true; }
  // The header stands in no line of the file.
  TextPlace start() const override { return {0, 0}; }

  ListFacts facts() const override {
    ListFacts facts = facts_;
    if (wrong_ > 0) {
      const std::string lines = fmt::format("{}", fmt::join(wrong_lines_, ", "));
      facts.remarks.push_back(
          {fmt::format("{} 条记录不是 JSON 对象，各格都无法识别；第 {}{} 行", wrong_, lines, wrong_ > most_told ? " …" : ""),
           fmt::format("{} records are no JSON objects, and none of their cells can be read; lines {}{}", wrong_, lines,
                       wrong_ > most_told ? " …" : "")});
    }
    if (!late_keys_.empty()) {
      facts.remarks.push_back({fmt::format("后面的记录才有的键没有用：{}", fmt::join(late_keys_, "、")),
                               fmt::format("keys that only later records have are not used: {}", fmt::join(late_keys_, ", "))});
    }
    return facts;
  }

 private:
  struct UsualKey {
    std::uint64_t number = 0;  // FlatJson::Member::number; 0: none yet
    std::size_t column = Columns::no_column;
  };

  void put(std::string_view text) {
    // Blank lines are no records, but they count.
    for (; line_ < pieces_.line(); ++line_) text_.append(record_end);
    if (flat_.read(text, pieces_.usual()) && put_flat(text.size())) {
      ++line_;
      return;
    }
    for (std::string& cell : cells_) cell.clear();
    if (read_json_record(text, record_)) {
      for (auto& [key, cell] : record_) {
        const std::size_t column = columns_.of(key);
        if (column != Columns::no_column) {
          take(column, std::move(cell));
        } else {
          note_late(key);
        }
      }
    } else {
      if (++wrong_ <= most_told) wrong_lines_.push_back(pieces_.line());
      for (std::string& cell : cells_) cell = std::string(text.substr(0, shown_of_wrong_line)) + unreadable_mark;
    }
    put_record();
    ++line_;
  }

  // The record of `size` bytes that flat_ has read. False: two keys stand for one column, or a key is no text, and nothing was
  // put.
  bool put_flat(std::size_t size) {
    const std::vector<FlatJson::Member>& members = flat_.members();
    by_column_.assign(std::max<std::size_t>(cells_.size(), 1), nullptr);
    if (usual_keys_.size() < members.size()) usual_keys_.resize(members.size());
    bool late = false;
    for (std::size_t i = 0; i < members.size(); ++i) {
      UsualKey& usual = usual_keys_[i];
      if (usual.number != members[i].number) {
        const auto name = FlatJson::name(members[i].key);
        if (!name) return false;
        usual = {members[i].number, columns_.of(*name)};
      }
      if (usual.column == Columns::no_column) {
        late = true;
        continue;
      }
      if (by_column_[usual.column] != nullptr) return false;
      by_column_[usual.column] = &members[i];
    }
    for (std::size_t i = 0; late && i < members.size() && late_keys_.size() < most_told; ++i) {
      if (usual_keys_[i].column == Columns::no_column) note_late(*FlatJson::name(members[i].key));
    }
    if (by_column_.size() == 1 && (by_column_[0] == nullptr || by_column_[0]->cell.empty())) {
      append_cells({{std::string_view()}});
      return true;
    }
    write_columns(size);
    return true;
  }

  // Of by_column_. All plain cells together have no more than `size` bytes.
  void write_columns(std::size_t size) {
    constexpr std::size_t piece = 16;
    const std::size_t most = size + by_column_.size() + record_end.size() + piece;
    char* begin = text_.free_room(most);
    char* to = begin;
    for (std::size_t column = 0; column < by_column_.size(); ++column) {
      if (column > 0) *to++ = cell_separator;
      const FlatJson::Member* const member = by_column_[column];
      if (member == nullptr || member->cell.empty()) continue;
      const std::string_view cell = member->cell;
      if (member->plain) {
        for (std::size_t done = 0; done < cell.size(); done += piece) std::memcpy(to + done, cell.data() + done, piece);
        to += cell.size();
        continue;
      }
      text_.use(static_cast<std::size_t>(to - begin));
      quoted_.clear();
      append_cell(quoted_, cell);
      text_.append(quoted_);
      to = begin = text_.free_room(most);
    }
    text_.use(static_cast<std::size_t>(std::copy(record_end.begin(), record_end.end(), to) - begin));
  }

  void note_late(const std::string& key) {
    if (late_keys_.size() < most_told && std::find(late_keys_.begin(), late_keys_.end(), key) == late_keys_.end())
      late_keys_.push_back(key);
  }

  // Two keys may stand for one column.
  void take(std::size_t column, std::string cell) {
    if (cells_[column].empty()) {
      cells_[column] = std::move(cell);
    } else if (!cell.empty() && cell != cells_[column]) {
      cells_[column] += " / " + cell + unreadable_mark;
    }
  }

  void put_record() {
    views_.assign(cells_.begin(), cells_.end());
    if (views_.empty()) views_.emplace_back();
    append_cells(views_);
  }

  void append_cells(std::span<const std::string_view> cells) {
    quoted_.clear();
    append_record(quoted_, cells);
    text_.append(quoted_);
  }

  std::unique_ptr<ByteSource> source_;
  JsonPieces pieces_;
  Columns columns_;
  ListFacts facts_;
  FlatJson flat_;
  std::vector<UsualKey> usual_keys_;                // of a record, by place: most have the same ones
  std::vector<const FlatJson::Member*> by_column_;  // of a record; null where it has no such key
  JsonCells record_;
  std::vector<std::string> cells_;  // by column
  std::vector<std::string_view> views_;
  std::string quoted_;  // a record or cell that may need quotes
  ByteBuffer text_;
  std::size_t taken_ = 0;
  std::uint64_t line_ = 1;  // of the next record, as its reader counts
  bool ended_ = false;
  std::uint64_t wrong_ = 0;
  std::vector<std::uint64_t> wrong_lines_;
  std::vector<std::string> late_keys_;
};

}  // namespace

bool looks_like_json(std::string_view text) {
  std::size_t at = text.find_first_not_of(json_blanks);
  if (at == text.npos || (text[at] != '{' && text[at] != '[')) return false;
  const char first = text[at];
  at = text.find_first_not_of(json_blanks, at + 1);
  if (at == text.npos) return false;
  return first == '{' ? text[at] == '"' || text[at] == '}' : text[at] == '{' || text[at] == '[' || text[at] == ']';
}

Result<std::unique_ptr<ByteSource>> open_json_list(std::unique_ptr<ByteSource> source, const JsonHead& head,
                                                   const KnownHeaders& known, ListFacts facts) {
  facts.format = ListFacts::Format::json_lines;
  const JsonForm form = form_of(head.bytes, source->name());
  Columns columns;
  MemorySource first(head.bytes, source->name());
  JsonPieces pieces(first, form);
  JsonCells record;
  std::size_t records = 0;
  for (std::string_view text;;) {
    const Result<bool> next = pieces.next(text);
    if (!next.ok() && head.whole) return next.failure();
    if (!next.ok() || !*next || (pieces.cut() && !head.whole)) break;
    ++records;
    if (!read_json_record(text, record)) continue;
    for (const auto& [key, cell] : record) columns.add_key(key);
  }
  if (records == 1 && head.whole) {
    if (Failure failure = nested_records(record, known, source->name())) return std::move(*failure);
  }
  if (!head.whole || records == 0) columns.add_missing(known);
  return std::unique_ptr<ByteSource>(
      std::make_unique<JsonSource>(std::move(source), form, std::move(columns), std::move(facts)));
}

}  // namespace fenji::lists
