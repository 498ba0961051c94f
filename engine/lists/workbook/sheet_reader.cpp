#include "engine/lists/workbook/sheet_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "engine/lists/csv_block.hpp"
#include "engine/lists/file_error.hpp"
#include "engine/lists/workbook/cell_reference.hpp"
#include "engine/lists/workbook/damaged.hpp"

namespace fenji::lists {
namespace {

// XML that tells of no row and no cell: formats and the like, which stand behind the rows.
constexpr std::uint64_t longest_silence = std::uint64_t{256} << 20;
// 100 columns of a million rows take five to ten.
constexpr std::uint64_t largest_sheet = std::uint64_t{64} << 30;
constexpr std::size_t longest_row = CsvLimits{}.record / 2;
constexpr std::size_t longest_step = std::size_t{1} << 20;
constexpr std::size_t most_merges = 65'536;
constexpr std::uint32_t most_styles = 1'000'000;  // far more than any workbook has

}  // namespace

// Of a cell that says none it is number.
SheetReader::Type SheetReader::type_named(std::string_view name) {
  if (name == "s") return Type::shared;
  if (name == "str") return Type::text;
  if (name == "inlineStr") return Type::inline_text;
  if (name == "b") return Type::truth;
  if (name == "e") return Type::error;
  return name == "d" ? Type::date : Type::number;
}

SheetReader::SheetReader(ZipMember member, const SharedStrings& strings, const CellStyles& styles, bool dates_from_1904,
                         RowTaker& taker)
    : strings_(strings),
      styles_(styles),
      taker_(taker),
      name_(member.archive()),
      path_(member.path()),
      numbers_{dates_from_1904},
      parser_(std::move(member), *this) {}

SheetCounts SheetReader::counts() const {
  SheetCounts counts = counts_;
  counts.rounded = numbers_.rounded;
  counts.lost_digits = numbers_.lost_digits;
  return counts;
}

Result<bool> SheetReader::step() {
  heard_ = false;
  taken_ = 0;
  Result<bool> more = parser_.step();
  if (!more.ok()) return more;
  if (!*more) {
    if (!has_data_) return damaged_workbook(name_, {path_ + " 不是工作表的内容", path_ + " does not hold a sheet"});
    return false;
  }
  if (heard_) told_ = parser_.size();
  const bool silent = parser_.size() - told_ > longest_silence;
  if (!silent && parser_.size() <= largest_sheet) return more;
  const Message most = size_text(silent ? longest_silence : largest_sheet);
  if (silent) {
    return oversized_workbook(name_, {fmt::format("{} 里有 {} 没有一个单元格", path_, most.zh),
                                      fmt::format("{} goes on for {} without a cell", path_, most.en)});
  }
  return oversized_workbook(name_,
                            {fmt::format("{} 超过 {}", path_, most.zh), fmt::format("{} is larger than {}", path_, most.en)});
}

void SheetReader::broken(const Message& what) {
  fail(damaged_workbook(name_, {fmt::format("{}：{}", path_, what.zh), fmt::format("{}: {}", path_, what.en)}));
}

std::string SheetReader::reference() const { return reference_text({column_, row_}); }

void SheetReader::start(std::string_view name, const XmlAttributes& attributes) {
  if (extension_) return;
  if (in_cell_) {
    if (name == "v") {
      collects_ = value_ = true;
    } else if (name == "f") {
      formula_ = true;
    } else if (name == "is") {
      in_inline_ = value_ = true;
    } else if (name == "rPh") {
      phonetic_ = true;
    } else if (name == "t") {
      collects_ = in_inline_ && !phonetic_;
    } else if (name == "extLst") {
      extension_ = true;
    }
  } else if (in_row_) {
    if (name == "c") start_cell(attributes);
  } else if (in_data_) {
    if (name == "row") start_row(attributes);
  } else if (name == "sheetData") {
    in_data_ = has_data_ = true;
  } else if (name == "mergeCell") {
    take_merge(attributes.find("ref").value_or(""));
  }
}

void SheetReader::end(std::string_view name) {
  if (extension_) {
    extension_ = name != "extLst";
  } else if (in_cell_) {
    if (name == "v" || name == "t") {
      collects_ = false;
    } else if (name == "is") {
      in_inline_ = false;
    } else if (name == "rPh") {
      phonetic_ = false;
    } else if (name == "c") {
      end_cell();
    }
  } else if (in_row_) {
    if (name == "row") end_row();
  } else if (name == "sheetData") {
    in_data_ = false;
  }
}

void SheetReader::text(std::string_view piece) {
  if (!collects_) return;
  raw_ += piece;
  if (raw_.size() > longest_cell_text) {
    const std::string cell = reference();
    fail(cell_text_too_long(name_, {"单元格 " + cell, "cell " + cell}));
  }
}

void SheetReader::start_row(const XmlAttributes& attributes) {
  heard_ = true;
  in_row_ = true;
  ordered_ = true;
  column_ = 0;
  places_.clear();
  texts_.clear();
  row_size_ = 0;
  std::uint64_t row = row_ + 1;
  if (const auto said = attributes.find("r")) {
    const auto parsed = parse_row(*said);
    if (!parsed) {
      const std::string shown = shown_name(*said);
      broken({fmt::format("行号“{}”不对", shown), fmt::format("`{}` is no row", shown)});
      return;
    }
    row = *parsed;
  }
  if (row <= row_) {
    broken({fmt::format("第 {} 行排在第 {} 行后面", row, row_), fmt::format("row {} stands behind row {}", row, row_)});
  } else if (row > most_sheet_rows) {
    broken({fmt::format("超过 {} 行", most_sheet_rows), fmt::format("it has more than {} rows", most_sheet_rows)});
  }
  row_ = row;
  row_digits_ = std::to_string(row);
}

// Nearly all are as Excel writes them: up to three capital letters, and the digits of the row.
void SheetReader::take_reference(const char* said) {
  const char* at = said;
  std::uint32_t column = 0;
  for (; *at >= 'A' && *at <= 'Z' && at - said < 3; ++at) column = column * 26 + static_cast<std::uint32_t>(*at - 'A') + 1;
  const char* digit = row_digits_.c_str();
  while (*digit != '\0' && *digit == *at) ++digit, ++at;
  if (column > 0 && column <= most_sheet_columns && *digit == '\0' && *at == '\0') {
    column_ = column - 1;
    return;
  }
  const auto reference = parse_reference(said);
  if (reference && reference->row == row_) {
    column_ = reference->column;
    return;
  }
  const std::string shown = shown_name(said);
  broken({fmt::format("第 {} 行有单元格“{}”", row_, shown), fmt::format("row {} has a cell `{}`", row_, shown)});
}

void SheetReader::start_cell(const XmlAttributes& attributes) {
  heard_ = true;
  in_cell_ = true;
  type_ = Type::number;
  style_ = 0;
  formula_ = value_ = false;
  raw_.clear();
  attributes.each_letter([this](char name, const char* value) {
    if (name == 'r') {
      take_reference(value);
    } else if (name == 's') {
      for (; *value >= '0' && *value <= '9' && style_ <= most_styles; ++value) {
        style_ = style_ * 10 + static_cast<std::uint32_t>(*value - '0');
      }
    } else if (name == 't') {
      type_ = type_named(value);
    }
  });
  if (column_ < most_sheet_columns) return;
  broken({fmt::format("第 {} 行超过 {} 列", row_, most_sheet_columns),
          fmt::format("row {} has more than {} columns", row_, most_sheet_columns)});
}

void SheetReader::add_shared() {
  std::size_t index = 0;
  std::string_view digits = raw_;
  while (digits.ends_with('\n') || digits.ends_with(' ') || digits.ends_with('\r') || digits.ends_with('\t'))
    digits.remove_suffix(1);
  digits.remove_prefix(std::min(digits.find_first_not_of(" \t\r\n"), digits.size()));
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), index);
  if (error != std::errc{} || end != digits.data() + digits.size() || index >= strings_.size()) {
    const std::string cell = reference();
    broken(
        {fmt::format("单元格 {} 指向的共享文本不存在", cell), fmt::format("the shared text of cell {} does not exist", cell)});
    return;
  }
  const std::string_view shared = strings_[index];
  if (!shared.empty()) places_.push_back({column_, 0, static_cast<std::uint32_t>(shared.size()), shared.data()});
}

void SheetReader::end_cell() {
  in_cell_ = in_inline_ = phonetic_ = collects_ = false;
  const std::size_t begin = texts_.size();
  const std::size_t known = places_.size();
  // A formula whose value is an empty text says that it is a text.
  if (formula_ && raw_.empty() && type_ != Type::text && type_ != Type::inline_text) {
    if (counts_.not_calculated++ == 0) counts_.first_not_calculated = reference();
    texts_ += not_calculated;
  } else if (value_ && !raw_.empty()) {
    switch (type_) {
      case Type::shared:
        add_shared();
        break;
      case Type::number:
        if (!numbers_.append(raw_, styles_.format(style_), texts_)) texts_ += raw_;
        break;
      case Type::text:
      case Type::inline_text:
        decode_escapes(raw_);
        texts_ += raw_;
        break;
      case Type::truth:
        texts_ += is_true(raw_) ? "TRUE" : "FALSE";
        break;
      case Type::error:
        texts_ += raw_;
        break;
      case Type::date:
        append_iso_date(raw_, texts_);
        break;
    }
    if (formula_) ++counts_.formulas;
  }
  if (texts_.size() > begin) {
    places_.push_back({column_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(texts_.size() - begin), nullptr});
  }
  if (places_.size() > known) {
    row_size_ += places_.back().size;
    if (known > 0 && places_[known - 1].column >= column_) ordered_ = false;
  }
  if (places_.size() > most_sheet_columns || row_size_ > longest_row) {
    const Message most = size_text(longest_row);
    broken({fmt::format("第 {} 行的单元格太多，或超过 {}", row_, most.zh),
            fmt::format("row {} has too many cells, or more than {}", row_, most.en)});
  }
  ++column_;
}

void SheetReader::end_row() {
  in_row_ = false;
  if (places_.empty() || failure()) return;
  if (!ordered_) {
    const auto earlier = [](const Place& left, const Place& right) { return left.column < right.column; };
    std::sort(places_.begin(), places_.end(), earlier);
    const auto same = [](const Place& left, const Place& right) { return left.column == right.column; };
    if (const auto twice = std::adjacent_find(places_.begin(), places_.end(), same); twice != places_.end()) {
      const std::string cell = reference_text({twice->column, row_});
      broken({fmt::format("单元格 {} 出现了两次", cell), fmt::format("cell {} stands there twice", cell)});
      return;
    }
  }
  cells_.clear();
  for (const Place& place : places_) {
    const char* const text = place.shared != nullptr ? place.shared : texts_.data() + place.begin;
    cells_.push_back({place.column, {text, place.size}});
  }
  taker_.take(row_, cells_);
  taken_ += row_size_;
  if (taken_ > longest_step) pause();
}

void SheetReader::take_merge(std::string_view area) {
  const std::size_t colon = area.find(':');
  if (colon == area.npos || merges_.size() == most_merges) return;
  const auto last = parse_reference(area.substr(colon + 1));
  if (last) merges_.push_back({last->row, std::string(area)});
}

std::uint64_t SheetReader::merged_below(std::uint64_t row) const {
  return static_cast<std::uint64_t>(
      std::count_if(merges_.begin(), merges_.end(), [row](const Merge& merge) { return merge.last_row > row; }));
}

const std::string& SheetReader::first_merged_below(std::uint64_t row) const {
  return std::find_if(merges_.begin(), merges_.end(), [row](const Merge& merge) { return merge.last_row > row; })->area;
}

}  // namespace fenji::lists
