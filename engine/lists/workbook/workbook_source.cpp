#include "engine/lists/workbook/workbook_source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cstring>

#include "engine/lists/csv_text.hpp"
#include "engine/lists/header_row.hpp"
#include "engine/lists/workbook/damaged.hpp"
#include "engine/lists/workbook/sheet_reader.hpp"
#include "engine/lists/workbook/workbook_parts.hpp"

namespace fenji::lists {
namespace {

constexpr std::size_t most_sheets_looked_at = 50;

// The rows of a sheet as CSV, each on the line that has its number.
class CsvLines : public RowTaker {
 public:
  void take(std::uint64_t row, std::span<const SheetCell> cells) override {
    text_.append(row - next_line_, '\n');
    next_line_ = row + 1;
    std::uint32_t column = 0;
    for (const SheetCell& cell : cells) {
      text_.append(cell.column - column, cell_separator);
      column = cell.column;
      append_cell(text_, cell.text);
    }
    text_ += '\n';
  }

  // What was not taken yet, at most `size` bytes; their count.
  std::size_t give(char* to, std::size_t size) {
    const std::size_t count = std::min(size, text_.size() - given_);
    if (count > 0) std::memcpy(to, text_.data() + given_, count);
    given_ += count;
    if (given_ == text_.size()) {
      text_.clear();
      given_ = 0;
    }
    return count;
  }

 private:
  std::string text_;
  std::size_t given_ = 0;
  std::uint64_t next_line_ = 1;
};

// The first rows are kept until the header is found among them; all others are handed on.
class FirstRows : public RowTaker {
 public:
  // Rows before `from` are dropped.
  FirstRows(RowTaker& taker, std::uint64_t from) : taker_(taker), from_(from) {}

  void take(std::uint64_t row, std::span<const SheetCell> cells) override {
    if (passes_on_) {
      taker_.take(row, cells);
      return;
    }
    if (row < from_) return;
    FirstRow& kept = rows_.emplace_back();
    kept.line = row;
    kept.cells.resize(cells.back().column + 1);
    for (const SheetCell& cell : cells) {
      kept.cells[cell.column] = cell.text;
      size_ += cell.text.size();
    }
    size_ += kept.cells.size() * sizeof(std::string);
  }

  // The rows that were kept; one piece of a sheet may bring many.
  const std::vector<FirstRow>& rows() const { return rows_; }
  bool enough() const { return rows_.size() >= most_first_rows || size_ > (std::size_t{16} << 20); }

  // Hands on what was kept, from row `first` on, and all that is to come.
  void pass_on(std::size_t first) {
    passes_on_ = true;
    std::vector<SheetCell> cells;
    for (std::size_t i = first; i < rows_.size(); ++i) {
      cells.clear();
      for (std::uint32_t column = 0; column < rows_[i].cells.size(); ++column) {
        if (const std::string& text = rows_[i].cells[column]; !text.empty()) cells.push_back({column, text});
      }
      taker_.take(rows_[i].line, cells);
    }
    rows_ = {};
  }

 private:
  RowTaker& taker_;
  std::uint64_t from_;
  std::vector<FirstRow> rows_;
  std::size_t size_ = 0;
  bool passes_on_ = false;
};

// What all sheets of a workbook share.
struct Package {
  ZipArchive archive;
  WorkbookParts parts;
  SharedStrings strings;
  CellStyles styles;
};

// A sheet other than the one that is read, and how many of the fields its header names.
struct OtherSheet {
  std::size_t index = 0;
  std::size_t named_fields = 0;
};

// Those with cells. `known`: as ListOptions::headers.
std::vector<OtherSheet> other_sheets(const std::shared_ptr<const Package>& package, std::size_t read,
                                     const KnownHeaders& known);

// So many fields make it evident that a sheet is a list.
std::size_t evident(const KnownHeaders& known) { return std::min<std::size_t>(2, known.size()); }

Message shown_sheet(const Package& package, std::size_t index) {
  const std::string name = shown_name(package.parts.sheets[index].name);
  return {fmt::format("第 {} 个“{}”", index + 1, name), fmt::format("{} `{}`", index + 1, name)};
}

class WorkbookSource : public ByteSource {
 public:
  WorkbookSource(std::shared_ptr<const Package> package, std::size_t sheet, const ListOptions& options)
      : package_(std::move(package)),
        archive_(package_->archive),
        parts_(package_->parts),
        index_(sheet),
        sheet_(parts_.sheets[sheet]),
        known_(options.headers),
        first_(lines_, options.header_row.value_or(1)) {}

  Failure open(const ListOptions& options) {
    auto member = archive_.open_member(sheet_.path);
    if (!member.ok()) return member.failure();
    reader_ =
        std::make_unique<SheetReader>(std::move(*member), package_->strings, package_->styles, parts_.dates_from_1904, first_);
    return find_header(options);
  }

  // How many of the fields its header names.
  std::size_t named_fields() const { return named_fields_; }

  // People may have meant another sheet that is a list for the same rules; to be told.
  void look_for_alike() {
    for (const OtherSheet& other : other_sheets(package_, index_, known_)) {
      const bool hidden = parts_.sheets[other.index].hidden;
      if (!hidden && named_fields_ > 0 && other.named_fields >= evident(known_)) alike_.push_back(other.index);
    }
  }

  Result<std::size_t> read(char* to, std::size_t size) override {
    for (;;) {
      if (const std::size_t count = lines_.give(to, size); count > 0) return count;
      if (ended_) return std::size_t{0};
      if (const Failure failure = step()) return *failure;
    }
  }

  Message name() const override { return archive_.name(); }
  std::optional<Encoding> encoding() const override { return Encoding::utf8; }
  bool rows_are_lines() const override { return true; }

  ListFacts facts() const override {
    ListFacts facts;
    facts.format = ListFacts::Format::workbook;
    facts.sheet = sheet_.name;
    facts.header_row = header_row_;
    facts.dates_from_1904 = parts_.dates_from_1904;
    facts.remarks = remarks();
    return facts;
  }

  Message elsewhere() const override {
    Message all;
    std::optional<OtherSheet> best;
    for (const OtherSheet& other : other_sheets(package_, index_, known_)) {
      const Message shown = shown_sheet(*package_, other.index);
      all.zh += (all.zh.empty() ? "" : "、") + shown.zh;
      all.en += (all.en.empty() ? "" : ", ") + shown.en;
      if (other.named_fields > std::max(named_fields_, best ? best->named_fields : 0)) best = other;
    }
    if (all.zh.empty()) return all;
    const std::string read = shown_name(sheet_.name);
    Message message{fmt::format("；读的是工作表“{}”，这个工作簿还有{}", read, all.zh),
                    fmt::format("; the sheet that was read is `{}`, the workbook also has {}", read, all.en)};
    if (best) {
      message.zh += fmt::format("，其中第 {} 个写着 {} 个字段：要读它请加上 --sheet {}", best->index + 1, best->named_fields,
                                best->index + 1);
      message.en += fmt::format(", of which {} names {} fields: to read that one say --sheet {}", best->index + 1,
                                best->named_fields, best->index + 1);
    } else {
      message.zh += "，要读另一个请用 --sheet 指明";
      message.en += "; to read another one say which by --sheet";
    }
    return message;
  }

 private:
  Failure step() {
    const Result<bool> more = reader_->step();
    if (!more.ok()) return more.failure();
    ended_ = !*more;
    return std::nullopt;
  }

  Failure find_header(const ListOptions& options) {
    const std::vector<FirstRow>& rows = first_.rows();
    while (!ended_ && !(options.header_row ? !rows.empty() : first_.enough())) {
      if (const Failure failure = step()) return failure;
    }
    const std::string sheet = shown_name(sheet_.name);
    if (options.header_row && (rows.empty() || rows.front().line != *options.header_row)) {
      return Message{fmt::format("{}的工作表“{}”第 {} 行是空的，不能作表头", name().zh, sheet, *options.header_row),
                     fmt::format("row {2} of sheet `{1}` of {0} is empty and cannot be the header", name().en, sheet,
                                 *options.header_row)};
    }
    if (rows.empty()) {
      return Message{fmt::format("{}的工作表“{}”是空的", name().zh, sheet),
                     fmt::format("sheet `{1}` of {0} is empty", name().en, sheet)};
    }
    std::size_t header = 0;
    if (!options.header_row) {
      const auto first = std::span(rows).first(std::min(rows.size(), most_first_rows));
      const Result<std::size_t> found = find_header_row(first, fields_named(first, options.headers), name());
      if (!found.ok()) return found.failure();
      header = *found;
    }
    header_row_ = rows[header].line;
    named_fields_ = most_named(fields_named(std::span(rows).subspan(header, 1), options.headers));
    first_.pass_on(header);
    return std::nullopt;
  }

  std::vector<Message> remarks() const {
    std::vector<Message> all;
    if (!alike_.empty()) {
      Message names;
      for (const std::size_t index : alike_) {
        const Message shown = shown_sheet(*package_, index);
        names.zh += (names.zh.empty() ? "" : "、") + shown.zh;
        names.en += (names.en.empty() ? "" : ", ") + shown.en;
      }
      all.push_back({fmt::format("只读了工作表“{}”；也像名单的还有{}，没有读：要读它请用 --sheet 指明", shown_name(sheet_.name),
                                 names.zh),
                     fmt::format("only the sheet `{}` was read; {} may be lists, too, and were not: to read one say which by "
                                 "--sheet",
                                 shown_name(sheet_.name), names.en)});
    }
    const SheetCounts counts = reader_->counts();
    if (counts.not_calculated > 0) {
      all.push_back({fmt::format("{} 个公式没有算好的值（第一个是 {}）：请用 Excel 打开，保存后再试", counts.not_calculated,
                                 counts.first_not_calculated),
                     fmt::format("{} formulas have no value (the first is {}): open the workbook in Excel and save it",
                                 counts.not_calculated, counts.first_not_calculated)});
    }
    if (counts.formulas > 0 && parts_.recalculated_when_opened) {
      all.push_back(
          {fmt::format("这个工作簿要打开时才重新计算：{} 个公式的值是上次保存的，可能过时；请用 Excel 打开，保存后再试",
                       counts.formulas),
           fmt::format("the workbook is to be calculated anew when it is opened: the values of {} formulas are those "
                       "that were saved, and may be out of date; open it in Excel and save it",
                       counts.formulas)});
    }
    if (counts.rounded > 0) {
      all.push_back({fmt::format("{} 个单元格是算出来的数，小数位太长，按四舍五入到六位读", counts.rounded),
                     fmt::format("{} cells hold worked-out numbers with many decimal places, which were read rounded to six",
                                 counts.rounded)});
    }
    if (counts.lost_digits > 0) {
      all.push_back(
          {fmt::format("{} 个单元格是超过 15 位的数，Excel 只留前 15 位：编号、信用代码这类请把单元格设成文本再输入",
                       counts.lost_digits),
           fmt::format("{} cells hold numbers of more than 15 digits, of which Excel keeps 15: codes are to be entered "
                       "as texts",
                       counts.lost_digits)});
    }
    if (const std::uint64_t merged = reader_->merged_below(header_row_); merged > 0) {
      const std::string& area = reader_->first_merged_below(header_row_);
      all.push_back({fmt::format("表头下面有 {} 处合并的单元格（第一处是 {}）：只有左上角一格有值，其余当空白", merged, area),
                     fmt::format("{} areas below the header are merged (the first is {}): only their first cell has the value, "
                                 "the others are blank",
                                 merged, area)});
    }
    return all;
  }

  std::shared_ptr<const Package> package_;
  const ZipArchive& archive_;
  const WorkbookParts& parts_;
  std::size_t index_;  // of the sheet
  const Sheet& sheet_;
  KnownHeaders known_;
  std::vector<std::size_t> alike_;
  CsvLines lines_;
  FirstRows first_;
  std::unique_ptr<SheetReader> reader_;
  std::uint64_t header_row_ = 1;
  std::size_t named_fields_ = 0;
  bool ended_ = false;
};

Result<std::unique_ptr<WorkbookSource>> open_sheet(const std::shared_ptr<const Package>& package, std::size_t sheet,
                                                   const ListOptions& options) {
  auto source = std::make_unique<WorkbookSource>(package, sheet, options);
  if (Failure failure = source->open(options)) return std::move(*failure);
  return source;
}

std::vector<OtherSheet> other_sheets(const std::shared_ptr<const Package>& package, std::size_t read,
                                     const KnownHeaders& known) {
  std::vector<OtherSheet> others;
  ListOptions options;
  options.headers = known;
  const std::vector<Sheet>& sheets = package->parts.sheets;
  for (std::size_t i = 0; i < std::min(sheets.size(), most_sheets_looked_at); ++i) {
    if (i == read || sheets[i].kind != Sheet::Kind::cells || sheets[i].path.empty()) continue;
    const auto source = open_sheet(package, i, options);
    others.push_back({i, source.ok() ? (*source)->named_fields() : 0});
  }
  return others;
}

// The only visible sheet but `first` that evidently is the list: its header names two fields, or the only one there is.
std::optional<std::size_t> evident_sheet(const std::shared_ptr<const Package>& package, std::size_t first,
                                         const KnownHeaders& known) {
  std::optional<std::size_t> found;
  for (const OtherSheet& other : other_sheets(package, first, known)) {
    if (package->parts.sheets[other.index].hidden || other.named_fields < evident(known)) continue;
    if (found) return std::nullopt;
    found = other.index;
  }
  return found;
}

// Strings and styles.
Failure read_shared_parts(Package& package) {
  const WorkbookParts& parts = package.parts;
  if (parts.shared_strings) {
    auto member = package.archive.open_member(*parts.shared_strings);
    if (!member.ok()) return member.failure();
    auto strings = SharedStrings::read(std::move(*member));
    if (!strings.ok()) return strings.failure();
    package.strings = std::move(*strings);
  }
  if (parts.styles) {
    auto member = package.archive.open_member(*parts.styles);
    if (!member.ok()) return member.failure();
    auto styles = CellStyles::read(std::move(*member));
    if (!styles.ok()) return styles.failure();
    package.styles = std::move(*styles);
  }
  return std::nullopt;
}

}  // namespace

Result<std::unique_ptr<ByteSource>> open_workbook(std::FILE* file, Message name, const ListOptions& options) {
  auto archive = ZipArchive::open(file, std::move(name));
  if (!archive.ok()) return archive.failure();
  auto parts = read_workbook_parts(*archive);
  if (!parts.ok()) return parts.failure();
  const Result<std::size_t> sheet = choose_sheet(*parts, options.sheet, archive->name());
  if (!sheet.ok()) return sheet.failure();
  const auto shared = std::make_shared<Package>(Package{std::move(*archive), std::move(*parts), {}, {}});
  if (Failure failure = read_shared_parts(*shared)) return std::move(*failure);
  const std::shared_ptr<const Package> package = shared;
  auto source = open_sheet(package, *sheet, options);
  if (!options.sheet && !options.headers.empty()) {
    if (!source.ok() || (*source)->named_fields() == 0) {
      if (const auto evident = evident_sheet(package, *sheet, options.headers)) source = open_sheet(package, *evident, options);
    }
    if (source.ok()) (*source)->look_for_alike();
  }
  if (!source.ok()) return source.failure();
  return std::unique_ptr<ByteSource>(std::move(*source));
}

}  // namespace fenji::lists
