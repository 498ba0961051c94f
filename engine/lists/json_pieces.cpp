#include "engine/lists/json_pieces.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/lists/csv_block.hpp"
#include "engine/lists/file_error.hpp"
#include "engine/lists/flat_json.hpp"
#include "engine/lists/json_run.hpp"

namespace fenji::lists {
namespace {

constexpr std::size_t piece = std::size_t{256} << 10;

bool is_blank(char c) { return c <= ' ' && json_blanks.find(c) != json_blanks.npos; }

std::string_view without_blanks(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace

Result<bool> JsonPieces::next(std::string_view& text) {
  return form_ == JsonForm::lines ? next_line(text) : next_element(text);
}

Failure JsonPieces::fill() {
  bytes_.remove_prefix(at_);
  usual_ -= std::min(usual_, at_);
  at_ = 0;
  const std::size_t size = bytes_.size();
  if (size > CsvLimits{}.record) {
    const Message name = source_.name(), limit = size_text(CsvLimits{}.record);
    return Message{fmt::format("{}第 {} 行：这条记录超过 {}，太长了", name.zh, line_, limit.zh),
                   fmt::format("{}, line {}: this record is longer than {}", name.en, line_, limit.en)};
  }
  const std::size_t room = std::max(piece, size);
  const Result<std::size_t> count = source_.read(bytes_.free_room(room), room);
  if (!count.ok()) return count.failure();
  bytes_.use(*count);
  ended_ = *count == 0;
  usual_ += FlatJson::usual_prefix(bytes_.view().substr(usual_));
  return std::nullopt;
}

void JsonPieces::pass_to(std::size_t end) {
  line_ += static_cast<std::uint64_t>(std::count(bytes_.data() + at_, bytes_.data() + end, '\n'));
  at_ = end;
}

Result<bool> JsonPieces::next_line(std::string_view& text) {
  for (;;) {
    std::size_t end = bytes_.view().find('\n', at_);
    for (std::size_t seen = at_; end == std::string_view::npos && !ended_; end = bytes_.view().find('\n', seen)) {
      seen = bytes_.size() - at_;
      if (Failure failure = fill()) return std::move(*failure);
    }
    cut_ = end == std::string_view::npos;
    if (cut_ && at_ == bytes_.size()) return false;
    end = std::min(end, bytes_.size());
    const std::size_t begin = at_;
    piece_line_ = line_;
    at_ = std::min(end + 1, bytes_.size());
    ++line_;
    text = without_blanks(bytes_.view().substr(begin, end - begin));
    if (!text.empty()) return true;
  }
}

// Behind the bracket that ends it nothing may follow.
Failure JsonPieces::end_array() {
  over_ = true;
  for (std::size_t at = at_ + 1;; at = at_) {
    while (at < bytes_.size() && is_blank(bytes_.data()[at])) ++at;
    pass_to(at);
    if (at < bytes_.size()) {
      const Message name = source_.name();
      return Message{fmt::format("{}第 {} 行：JSON 数组结束以后还有内容；一份名单是一个数组，或每行一个对象", name.zh, line_),
                     fmt::format("{}, line {}: something follows the end of the JSON array; a list is one array, or one object "
                                 "a line",
                                 name.en, line_)};
    }
    if (ended_) return std::nullopt;
    if (Failure failure = fill()) return failure;
  }
}

Result<bool> JsonPieces::next_element(std::string_view& text) {
  const bool array = form_ == JsonForm::array;
  if (over_) return false;
  // To its first byte.
  for (std::size_t begin = at_;; begin = at_) {
    const char* const bytes = bytes_.data();
    while (begin < bytes_.size() &&
           (is_blank(bytes[begin]) || bytes[begin] == ',' || (array && bytes[begin] == '[' && !begun_))) {
      begun_ = begun_ || bytes[begin] == '[';
      ++begin;
    }
    pass_to(begin);
    if (array && begin < bytes_.size() && bytes[begin] == ']') {
      if (Failure failure = end_array()) return std::move(*failure);
      return false;
    }
    if (begin < bytes_.size()) break;
    if (ended_ && array) {
      const Message name = source_.name();
      return Message{fmt::format("{}的 JSON 数组没有结束（缺少 ]），文件可能没有下载或复制完整；请重新取得这个文件", name.zh),
                     fmt::format("the JSON array in {} does not end (`]` is missing), as when the file was not copied as a "
                                 "whole; get it again",
                                 name.en)};
    }
    if (ended_) return false;
    if (Failure failure = fill()) return std::move(*failure);
  }
  piece_line_ = line_;
  if (bytes_.data()[at_] == '{') {
    const char* const begin = bytes_.data() + at_;
    if (const char* const end = end_of_flat_object(begin + 1, bytes_.data() + bytes_.size())) {
      cut_ = false;
      text = {begin, static_cast<std::size_t>(end - begin)};
      pass_to(static_cast<std::size_t>(end - bytes_.data()));
      return true;
    }
  }
  std::size_t end = at_;
  int depth = 0;
  bool in_text = false, escaped = false;
  for (;; ++end) {
    while (end == bytes_.size() && !ended_) {
      const std::size_t seen = end - at_;
      if (Failure failure = fill()) return std::move(*failure);
      end = at_ + seen;
    }
    cut_ = end == bytes_.size();
    if (cut_) break;
    const char* const bytes = bytes_.data();
    if ((in_text && !escaped) || (!in_text && depth > 0)) {
      bool comma = false;
      const char* const from = bytes + end;
      const char* const last = bytes + bytes_.size();
      end = static_cast<std::size_t>((in_text ? skip_json_run(from, last, comma) : skip_to_json_structure(from, last)) - bytes);
      if (end == bytes_.size()) {
        --end;  // and look at what follows
        continue;
      }
    }
    const char c = bytes[end];
    if (in_text) {
      in_text = escaped || c != '"';
      escaped = !escaped && c == '\\';
    } else if (c == '"') {
      in_text = true;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if (c == '}' || c == ']') {
      // The array's own, behind a number or the like.
      if (array && depth == 0 && c == ']' && end > at_) break;
      if (--depth <= 0) {
        ++end;
        break;
      }
    } else if (c == ',' && depth == 0) {
      break;
    }
  }
  const std::size_t begin = at_;
  pass_to(end);
  text = without_blanks(bytes_.view().substr(begin, end - begin));
  return true;
}

}  // namespace fenji::lists
