#include "engine/lists/workbook/number_format.hpp"

#include <algorithm>
#include <charconv>
#include <string>

namespace fenji::lists {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool starts(std::string_view text, std::string_view word) {
  return text.size() >= word.size() &&
         std::equal(word.begin(), word.end(), text.begin(), [](char a, char b) { return a == lower(b); });
}

// `tokens`: a letter for each part of a date or time, in their order: y, m (by itself), M (a month by its length), d, h, s, and
// e for elapsed time.
NumberKind kind_of_date(std::string_view tokens) {
  bool date = false, time = false, elapsed = false, year = false, more = false;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const char token = tokens[i];
    const bool behind_hours = i > 0 && (tokens[i - 1] == 'h' || tokens[i - 1] == 'e');
    const bool before_seconds = i + 1 < tokens.size() && tokens[i + 1] == 's';
    const bool minutes = token == 'm' && (behind_hours || before_seconds);
    elapsed = elapsed || token == 'e';
    time = time || token == 'h' || token == 's' || token == 'e' || minutes;
    year = year || token == 'y';
    more = more || token == 'd' || token == 'M' || (token == 'm' && !minutes);
  }
  date = year || more;
  if (date && time) return NumberKind::date_time;
  if (date) return more ? NumberKind::date : NumberKind::year;
  return elapsed ? NumberKind::elapsed : NumberKind::time;
}

}  // namespace

class NumberFormat::Parser {
 public:
  explicit Parser(std::string_view code) : rest_(code) {}

  Section section() {
    section_ = Section{};
    while (!rest_.empty()) {
      if (rest_.front() == ';') {
        rest_.remove_prefix(1);
        more_ = true;
        return finished();
      }
      step();
    }
    more_ = false;
    return finished();
  }
  // Whether another section follows the last one.
  bool more() const { return more_; }

 private:
  void skip(std::size_t count) { rest_.remove_prefix(std::min(count, rest_.size())); }

  // Takes a run of one letter, capital or small; its length.
  std::size_t run() {
    const char letter = lower(rest_.front());
    std::size_t length = 0;
    while (length < rest_.size() && lower(rest_[length]) == letter) ++length;
    skip(length);
    return length;
  }

  void step() {
    switch (lower(rest_.front())) {
      case '"':
        skip(1);
        skip(std::min(rest_.find('"'), rest_.size()) + 1);
        words_ = true;
        return;
      case '\\':
      case '!':
        words_ = true;
        skip(2);
        return;
      case '_':
      case '*':
        skip(2);
        return;
      case '[':
        bracket();
        return;
      case '%':
        percent_ = true;
        break;
      case '0':
        ++zeros_;
        break;
      case '#':
      case '?':
        digits_ = true;
        break;
      case '@':
        text_ = true;
        break;
      case 'g':
        if (starts(rest_, "general")) {
          digits_ = true;
          skip(7);
        } else if (starts(rest_, "g/")) {  // G/通用格式
          digits_ = true;
          skip(2);
        } else {
          run();
          tokens_ += 'y';
        }
        return;
      case 'e':
        if (rest_.size() > 1 && (rest_[1] == '+' || rest_[1] == '-')) {
          skip(2);
          return;
        }
        [[fallthrough]];
      case 'y':
      case 'b':
        run();
        tokens_ += 'y';
        return;
      case 'm':
        tokens_ += run() >= 3 ? 'M' : 'm';
        return;
      case 'd':
        run();
        tokens_ += 'd';
        return;
      case 'h':
      case 's':
        tokens_ += lower(rest_.front());
        run();
        return;
      case 'a':
        if (starts(rest_, "am/pm")) {
          skip(5);
        } else if (starts(rest_, "a/p")) {
          skip(3);
        } else if (run() >= 3) {
          tokens_ += 'd';
        }
        return;
      case '.':
      case ',':
      case ' ':
        plain_ = plain_ && rest_.front() == ' ';
        break;
      default:
        words_ = true;
    }
    skip(1);
  }

  void bracket() {
    const std::size_t close = std::min(rest_.find(']'), rest_.size());
    std::string_view inside = rest_.substr(1, close - 1);
    skip(close + 1);
    if (inside.empty()) return;
    const char letter = lower(inside.front());
    const bool repeated = std::all_of(inside.begin(), inside.end(), [letter](char c) { return lower(c) == letter; });
    if (repeated && (letter == 'h' || letter == 'm' || letter == 's')) {
      tokens_ += 'e';
      return;
    }
    static constexpr struct {
      std::string_view sign;
      Comparison comparison;
    } comparisons[] = {{"<=", Comparison::less_equal}, {"<>", Comparison::not_equal}, {">=", Comparison::greater_equal},
                       {"<", Comparison::less},        {"=", Comparison::equal},      {">", Comparison::greater}};
    for (const auto& known : comparisons) {
      if (!inside.starts_with(known.sign)) continue;
      inside.remove_prefix(known.sign.size());
      const auto parsed = std::from_chars(inside.data(), inside.data() + inside.size(), section_.limit);
      if (parsed.ec == std::errc{}) section_.comparison = known.comparison;
      return;
    }
  }

  Section finished() {
    section_.shows_value = digits_ || zeros_ > 0 || percent_ || text_ || !tokens_.empty();
    if (!tokens_.empty()) {
      section_.look.kind = kind_of_date(tokens_);
    } else if (percent_) {
      section_.look.kind = NumberKind::percent;
    } else if (zeros_ >= 2 && zeros_ <= 30 && !digits_ && !words_ && plain_) {
      section_.look = {NumberKind::padded, static_cast<std::uint8_t>(zeros_)};
    }
    tokens_.clear();
    zeros_ = 0;
    digits_ = percent_ = text_ = words_ = false;
    plain_ = true;
    return section_;
  }

  std::string_view rest_;
  Section section_;
  bool more_ = false;
  // Of the section at hand:
  std::string tokens_;
  std::size_t zeros_ = 0;
  bool digits_ = false;
  bool percent_ = false;
  bool text_ = false;
  bool words_ = false;
  bool plain_ = true;  // no point, no comma
};

NumberFormat::NumberFormat(std::string_view code) {
  Parser parser(code);
  constexpr std::size_t most_sections = 4;
  do sections_.push_back(parser.section());
  while (parser.more() && sections_.size() < most_sections);
  // The fourth one is for texts.
  if (sections_.size() == most_sections) sections_.pop_back();
  const auto shown = std::find_if(sections_.begin(), sections_.end(), [](const Section& one) { return one.shows_value; });
  if (shown == sections_.end()) {
    sections_.clear();
    return;
  }
  const NumberLook first = shown->look;
  for (Section& section : sections_) {
    if (!section.shows_value) section.look = first;
    uniform_ = uniform_ && section.look.kind == first.kind && section.look.zeros == first.zeros;
  }
}

const NumberFormat::Section& NumberFormat::section_for(double value) const {
  const auto holds = [value](const Section& section) {
    switch (section.comparison) {
      case Comparison::less:
        return value < section.limit;
      case Comparison::less_equal:
        return value <= section.limit;
      case Comparison::equal:
        return !(value < section.limit) && !(value > section.limit);
      case Comparison::not_equal:
        return value < section.limit || value > section.limit;
      case Comparison::greater_equal:
        return value >= section.limit;
      case Comparison::greater:
        return value > section.limit;
      case Comparison::none:
        break;
    }
    return false;
  };
  const auto conditional = [](const Section& section) { return section.comparison != Comparison::none; };
  if (std::any_of(sections_.begin(), sections_.end(), conditional)) {
    const auto found = std::find_if(sections_.begin(), sections_.end(), holds);
    if (found != sections_.end()) return *found;
    const auto otherwise = std::find_if_not(sections_.rbegin(), sections_.rend(), conditional);
    return otherwise == sections_.rend() ? sections_.front() : *otherwise;
  }
  if (value < 0 && sections_.size() > 1) return sections_[1];
  if (!(value > 0) && sections_.size() > 2) return sections_[2];
  return sections_[0];
}

NumberLook NumberFormat::look(double value) const {
  if (sections_.empty()) return {};
  return uniform_ ? sections_.front().look : section_for(value).look;
}

NumberFormat NumberFormat::built_in(std::uint32_t id) {
  static constexpr struct {
    std::uint32_t first, last;
    std::string_view code;
  } known[] = {
      {9, 10, "0%"},
      {14, 17, "yyyy-mm-dd"},
      {18, 21, "h:mm:ss"},
      {22, 22, "yyyy-mm-dd h:mm"},
      {27, 31, "yyyy-mm-dd"},
      {32, 35, "h:mm:ss"},
      {36, 36, "yyyy-mm-dd"},
      {45, 45, "mm:ss"},
      {46, 46, "[h]:mm:ss"},
      {47, 47, "mm:ss.0"},
      {50, 54, "yyyy-mm-dd"},
      {55, 56, "h:mm:ss"},
      {57, 58, "yyyy-mm-dd"},
      {67, 68, "0%"},
      {71, 74, "yyyy-mm-dd"},
      {75, 76, "h:mm:ss"},
      {77, 77, "yyyy-mm-dd h:mm"},
      {78, 78, "mm:ss"},
      {79, 79, "[h]:mm:ss"},
      {80, 80, "mm:ss.0"},
      {81, 81, "yyyy-mm-dd"},
  };
  for (const auto& range : known) {
    if (id >= range.first && id <= range.last) return NumberFormat(range.code);
  }
  return {};
}

}  // namespace fenji::lists
