#include "engine/lists/text_list.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>

#include "engine/lists/comma_source.hpp"
#include "engine/lists/csv_reader.hpp"
#include "engine/lists/gb18030_source.hpp"
#include "engine/lists/json_source.hpp"
#include "engine/lists/utf16_guess.hpp"
#include "engine/lists/utf16_source.hpp"
#include "engine/lists/utf8.hpp"

namespace fenji::lists {
namespace {

// So much of a list says how it is to be read.
constexpr std::size_t head_size = std::size_t{256} << 10;
constexpr std::array delimiters = {',', '\t', ';', '|'};

// Bytes that were read already, then the rest.
class RewoundSource : public ByteSource {
 public:
  // Of the head without its first `passed` bytes.
  RewoundSource(std::string head, std::size_t passed, std::unique_ptr<ByteSource> rest)
      : head_(std::move(head)), taken_(passed), rest_(std::move(rest)) {}

  Result<std::size_t> read(char* to, std::size_t size) override {
    if (taken_ == head_.size()) {
      std::string().swap(head_);
      taken_ = 0;
      return rest_->read(to, size);
    }
    const std::size_t count = head_.copy(to, size, taken_);
    taken_ += count;
    return count;
  }
  Message name() const override { return rest_->name(); }

 private:
  std::string head_;
  std::size_t taken_;
  std::unique_ptr<ByteSource> rest_;
};

// What open_text() gives back.
class TextList : public ByteSource {
 public:
  TextList(std::unique_ptr<ByteSource> source, std::optional<Encoding> encoding, ListFacts facts, TextPlace start)
      : source_(std::move(source)), encoding_(encoding), facts_(std::move(facts)), start_(start) {}

  Result<std::size_t> read(char* to, std::size_t size) override { return source_->read(to, size); }
  Message name() const override { return source_->name(); }
  std::optional<Encoding> encoding() const override { return encoding_; }
  ListFacts facts() const override { return facts_; }
  TextPlace start() const override { return start_; }

 private:
  std::unique_ptr<ByteSource> source_;
  std::optional<Encoding> encoding_;
  ListFacts facts_;
  TextPlace start_;
};

struct Head {
  std::string bytes;
  bool whole = false;  // nothing follows
};

Result<Head> read_head(ByteSource& source) {
  Head head;
  while (head.bytes.size() < head_size) {
    const std::size_t size = head.bytes.size();
    head.bytes.resize(head_size);
    const Result<std::size_t> count = source.read(head.bytes.data() + size, head_size - size);
    if (!count.ok()) return count.failure();
    head.bytes.resize(size + *count);
    if (*count == 0) {
      head.whole = true;
      break;
    }
  }
  return head;
}

// The first rows as `delimiter` separates them; fewer where they cannot be read, which the list's reader will say.
std::vector<FirstRow> first_rows(std::string_view bytes, bool whole, char delimiter, std::optional<Encoding> encoding,
                                 std::uint64_t up_to_line) {
  std::unique_ptr<ByteSource> source = std::make_unique<MemorySource>(bytes, Message{}, encoding);
  if (delimiter != ',') source = std::make_unique<CommaSource>(std::move(source), delimiter);
  CsvBlockReader reader(*source, {.block_size = std::size_t{4} << 10, .limits = {}});
  std::vector<FirstRow> rows;
  CsvHeader row;
  while (reader.read_header(row) == CsvBlockReader::Status::ready) {
    rows.push_back({row.cells, row.info.line});
    if (rows.size() >= most_first_rows && row.info.line >= up_to_line) return rows;
  }
  // The last one may be cut.
  if (!whole && rows.size() > 1) rows.pop_back();
  return rows;
}

// How well a delimiter cuts a list into cells.
struct Evidence {
  std::size_t named = 0;                   // fields that some row names
  std::uint64_t line = ~std::uint64_t{0};  // of the header, if it is cut
  std::size_t separators = 0;              // in it

  bool better_than(const Evidence& other) const {
    if (named != other.named) return named > other.named;
    return line != other.line ? line < other.line : separators > other.separators;
  }
};

Evidence evidence_of(std::span<const FirstRow> rows, const NamedFields& named) {
  Evidence evidence;
  if (rows.empty()) return evidence;
  evidence.named = most_named(named);
  const Result<std::size_t> header = find_header_row(rows, named, {});
  const FirstRow& row = rows[header.ok() ? *header : 0];
  evidence.separators = row.cells.size() - 1;
  if (evidence.separators > 0) evidence.line = row.line;
  return evidence;
}

// Where line `line` begins.
std::size_t line_start(std::string_view bytes, std::uint64_t line) {
  std::size_t at = 0;
  for (std::uint64_t number = 1; number < line && at < bytes.size(); ++number) {
    at = std::min(bytes.find_first_of("\r\n", at), bytes.size());
    at += bytes.substr(at).starts_with("\r\n") ? 2 : 1;
  }
  return std::min(at, bytes.size());
}

// The delimiter of a first line `sep=;`, and what that line takes.
std::optional<std::pair<char, std::size_t>> told_delimiter(std::string_view bytes) {
  const bool quoted = bytes.starts_with('"');
  if (quoted) bytes.remove_prefix(1);
  const std::string_view word = bytes.substr(0, 4);
  if (word != "sep=" && word != "SEP=" && word != "Sep=") return std::nullopt;
  if (bytes.size() < 5 || std::find(delimiters.begin(), delimiters.end(), bytes[4]) == delimiters.end()) return std::nullopt;
  std::string_view rest = bytes.substr(5);
  if (quoted && !rest.starts_with('"')) return std::nullopt;
  if (quoted) rest.remove_prefix(1);
  // A spreadsheet fills the line up with empty cells.
  rest.remove_prefix(std::min(rest.find_first_not_of(",;\t|"), rest.size()));
  if (!rest.empty() && rest[0] != '\r' && rest[0] != '\n') return std::nullopt;
  rest.remove_prefix(rest.starts_with("\r\n") ? 2 : rest.empty() ? 0 : 1);
  return std::pair(bytes[4], static_cast<std::size_t>(rest.data() - bytes.data()) + (quoted ? 1 : 0));
}

// Opens one list.
class Opening {
 public:
  Opening(std::unique_ptr<ByteSource> source, const ListOptions& options)
      : source_(std::move(source)), options_(options), encoding_(options.encoding) {}

  Result<std::unique_ptr<ByteSource>> open(bool json) {
    if (Failure failure = read()) return std::move(*failure);
    if (json || looks_like_json(rest())) return open_json();
    delimiter_ = ',';
    if (Failure failure = find_header()) return std::move(*failure);
    facts_.delimiter = delimiter_;
    std::unique_ptr<ByteSource> list = std::make_unique<RewoundSource>(std::move(head_.bytes), begin_, std::move(source_));
    if (delimiter_ != ',') list = std::make_unique<CommaSource>(std::move(list), delimiter_);
    return std::unique_ptr<ByteSource>(
        std::make_unique<TextList>(std::move(list), encoding_, facts_, TextPlace{begin_, first_line_}));
  }

 private:
  std::string_view rest() const { return std::string_view(head_.bytes).substr(begin_); }

  // Reads the head, in UTF-8 if it was in UTF-16, and passes over its byte order mark.
  Failure read() {
    if (Failure failure = take_head()) return failure;
    if (const auto mark = find_byte_order_mark(head_.bytes)) {
      encoding_ = mark->encoding;
      begin_ = mark->length;
    } else if (!encoding_) {
      encoding_ = guess_utf16(head_.bytes);
    }
    const bool little_endian = encoding_ == Encoding::utf16_le;
    if (!little_endian && encoding_ != Encoding::utf16_be) return std::nullopt;
    facts_.encoding = encoding_;
    encoding_ = Encoding::utf8;
    auto raw = std::make_unique<RewoundSource>(std::move(head_.bytes), begin_, std::move(source_));
    source_ = std::make_unique<Utf16Source>(std::move(raw), little_endian);
    begin_ = 0;
    return take_head();
  }

  Failure take_head() {
    Result<Head> head = read_head(*source_);
    if (!head.ok()) return head.failure();
    head_ = std::move(*head);
    return std::nullopt;
  }

  Result<std::unique_ptr<ByteSource>> open_json() {
    const Message name = source_->name();
    if (options_.header_row || options_.delimiter) {
      return Message{name.zh + "是 JSON，没有表头行和分隔符：请去掉 --header-row 和 --delimiter",
                     name.en + " is JSON, which has no header row and no delimiter: leave out --header-row and --delimiter"};
    }
    // JSON has to be UTF-8; programs on Chinese computers write it in GB18030 all the same.
    if (is_gb18030()) {
      if (Failure failure = read_as_utf8(true)) return std::move(*failure);
    }
    if (!facts_.encoding) facts_.encoding = is_ascii(rest()) ? encoding_ : Encoding::utf8;
    const std::string known = head_.bytes.substr(begin_);
    return open_json_list(std::make_unique<RewoundSource>(known, 0, std::move(source_)), {known, head_.whole}, options_.headers,
                          facts_);
  }

  // Sets the delimiter, and passes over what stands above the header.
  Failure find_header() {
    std::optional<char> told = options_.delimiter;
    if (const auto separator = told_delimiter(rest())) {
      if (!told) told = separator->first;
      begin_ += separator->second;
      ++first_line_;
    }
    Evidence best;
    std::vector<FirstRow> rows;
    NamedFields named;
    std::uint64_t up_to = options_.header_row.value_or(1);
    up_to -= std::min(up_to, first_line_ - 1);
    bool first = true, uncut = false;
    const std::optional<std::string> converted = rest_if_gb18030();
    for (const char delimiter : delimiters) {
      if (told && delimiter != *told) continue;
      // One that occurs nowhere leaves rows of one cell, as any other such does: at best they name a field where nothing did.
      if (rest().find(delimiter) == std::string_view::npos) {
        if (!first && (uncut || best.named > 0)) continue;
        uncut = true;
      }
      const bool bar = delimiter == '|' && converted;
      std::vector<FirstRow> each =
          first_rows(bar ? *converted : rest(), head_.whole, delimiter, bar ? std::optional(Encoding::utf8) : encoding_, up_to);
      if (each.size() > most_first_rows && !options_.header_row) each.resize(most_first_rows);
      const auto asked = std::find_if(each.begin(), each.end(), [&](const FirstRow& row) { return row.line == up_to; });
      const bool one = options_.header_row && asked != each.end();
      const std::span<const FirstRow> looked_at = one ? std::span(asked, 1) : std::span(each);
      NamedFields each_named = fields_named(looked_at, options_.headers);
      const Evidence evidence = evidence_of(looked_at, each_named);
      if (!first && !evidence.better_than(best)) continue;
      first = false;
      best = evidence;
      rows = std::move(each);
      named = std::move(each_named);
      delimiter_ = delimiter;
    }
    if (delimiter_ == '|') {
      if (Failure failure = read_as_utf8(converted.has_value())) return failure;
    }
    for (FirstRow& row : rows) row.line += first_line_ - 1;
    if (options_.header_row) return take_row(rows);
    if (rows.empty()) return std::nullopt;
    const Result<std::size_t> header = find_header_row(rows, named, source_->name());
    if (!header.ok()) return header.failure();
    facts_.header_row = rows[*header].line;
    if (*header > 0) begin_at(rows[*header].line);
    return std::nullopt;
  }

  // As the CSV reader will find it.
  bool is_gb18030() const {
    const std::string_view text = rest();
    const std::string_view window = text.substr(ascii_prefix(text)).substr(0, CsvBlockReader::detection_window);
    const bool complete = head_.whole && window.size() < CsvBlockReader::detection_window;
    const auto encoding = encoding_ ? encoding_ : guess_encoding(window, complete).encoding;
    return encoding == Encoding::gb18030;
  }

  // In GB18030 `|` may be half a character: where there are any, the rest of the head in UTF-8. Nothing in other encodings.
  std::optional<std::string> rest_if_gb18030() const {
    const std::string_view text = rest();
    if (text.find('|') == text.npos || !is_gb18030()) return std::nullopt;
    std::string converted;
    Gb18030Converter converter;
    append_gb18030(text, head_.whole, converter, converted);
    return converted;
  }

  // A list of which that has to be known now, being separated by `|` or JSON.
  Failure read_as_utf8(bool gb18030) {
    if (!gb18030) {
      if (!encoding_ && !(is_ascii(rest()) && head_.whole)) encoding_ = Encoding::utf8;
      return std::nullopt;
    }
    facts_.encoding = Encoding::gb18030;
    encoding_ = Encoding::utf8;
    auto raw = std::make_unique<RewoundSource>(std::move(head_.bytes), begin_, std::move(source_));
    source_ = std::make_unique<Gb18030Source>(std::move(raw));
    begin_ = 0;
    return take_head();
  }

  Failure take_row(const std::vector<FirstRow>& rows) {
    const std::uint64_t line = *options_.header_row;
    const auto row = std::find_if(rows.begin(), rows.end(), [&](const FirstRow& each) { return each.line == line; });
    if (row == rows.end()) {
      const Message name = source_->name();
      return Message{
          fmt::format("{}的第 {} 行不能作表头：没有这一行、它是空行，或者在一个单元格里面", name.zh, line),
          fmt::format("line {} of {} cannot be the header: there is none, it is empty, or inside a cell", line, name.en)};
    }
    facts_.header_row = line;
    begin_at(line);
    return std::nullopt;
  }

  void begin_at(std::uint64_t line) {
    begin_ += line_start(rest(), line - first_line_ + 1);
    first_line_ = line;
  }

  std::unique_ptr<ByteSource> source_;  // behind the head
  const ListOptions& options_;
  std::optional<Encoding> encoding_;
  Head head_;
  std::size_t begin_ = 0;  // of what is handed on, in the head
  std::uint64_t first_line_ = 1;
  char delimiter_ = ',';
  ListFacts facts_;
};

}  // namespace

Result<std::unique_ptr<ByteSource>> open_text(std::unique_ptr<ByteSource> source, const ListOptions& options, bool json) {
  return Opening(std::move(source), options).open(json);
}

}  // namespace fenji::lists
