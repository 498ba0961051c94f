#include "engine/workbooks/workbook.hpp"

#include <xlsxwriter.h>

#include <algorithm>
#include <cassert>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <deque>
#include <limits>
#include <map>
#include <system_error>
#include <utility>

#include "engine/lists/file_error.hpp"
#include "engine/lists/input_file.hpp"
#include "engine/lists/late_library.hpp"
#include "engine/workbooks/sheet_text.hpp"

namespace fenji::workbooks {
namespace {

struct Libxlsxwriter {
  lists::LateLibrary library{FENJI_LATE_LIBRARY};
  FENJI_LATE_FUNCTION(chart_add_series);
  FENJI_LATE_FUNCTION(chart_legend_set_position);
  FENJI_LATE_FUNCTION(chart_series_set_categories);
  FENJI_LATE_FUNCTION(chart_series_set_name);
  FENJI_LATE_FUNCTION(chart_series_set_points);
  FENJI_LATE_FUNCTION(chart_series_set_values);
  FENJI_LATE_FUNCTION(chart_title_set_name);
  FENJI_LATE_FUNCTION(format_set_align);
  FENJI_LATE_FUNCTION(format_set_bg_color);
  FENJI_LATE_FUNCTION(format_set_bold);
  FENJI_LATE_FUNCTION(format_set_font_size);
  FENJI_LATE_FUNCTION(format_set_num_format);
  FENJI_LATE_FUNCTION(format_set_text_wrap);
  FENJI_LATE_FUNCTION(lxw_workbook_free);
  FENJI_LATE_FUNCTION(workbook_add_chart);
  FENJI_LATE_FUNCTION(workbook_add_format);
  FENJI_LATE_FUNCTION(workbook_add_worksheet);
  FENJI_LATE_FUNCTION(workbook_close);
  FENJI_LATE_FUNCTION(workbook_new_opt);
  FENJI_LATE_FUNCTION(workbook_set_properties);
  FENJI_LATE_FUNCTION(worksheet_autofilter);
  FENJI_LATE_FUNCTION(worksheet_freeze_panes);
  FENJI_LATE_FUNCTION(worksheet_insert_chart);
  FENJI_LATE_FUNCTION(worksheet_set_column);
  FENJI_LATE_FUNCTION(worksheet_write_number);
  FENJI_LATE_FUNCTION(worksheet_write_string);
};

const Libxlsxwriter& lxw() {
  static const Libxlsxwriter functions;
  return functions;
}

// 1970-01-01 as Excel counts days.
constexpr double day_zero = 25'569;
// Excel takes 1900 for a leap year, LibreOffice does not: what lies before March is no date to both.
constexpr model::Day first_day = 61 - 25'569;

// Of a cell's XML, but for what it says.
constexpr std::uint64_t cell_markup = 96;

// The time that every file bears: 2000-01-01.
constexpr time_t file_time = 946'684'800;

// Of writing. The library calls much else in between, whose errors say nothing.
std::error_code last_error() {
  const bool telling = errno == ENOSPC || errno == EFBIG || errno == EDQUOT || errno == EACCES || errno == ENOENT;
  return telling ? std::error_code(errno, std::generic_category()) : std::make_error_code(std::errc::io_error);
}

}  // namespace

struct Workbook::State {
  State(lists::ScratchFile scratch, const std::string& to) : file(std::move(scratch)), output(to), folder(file.folder()) {
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    options.tmpdir = folder.data();
    workbook = lxw().workbook_new_opt(file.path().c_str(), &options);
    lxw_doc_properties properties{};
    properties.created = file_time;
    lxw().workbook_set_properties(workbook, &properties);
  }
  // Without close() nothing has been put together yet.
  ~State() { lxw().lxw_workbook_free(workbook); }

  lists::ScratchFile file;
  std::string output;
  std::string folder;
  lxw_workbook* workbook = nullptr;  // null: closed
  std::deque<Sheet> sheets;
  std::map<CellStyle, Format> formats;
};

bool Sheet::text(Place place, std::string_view text, Format format) {
  scratch_.clear();
  const bool whole = append_sheet_text(text, scratch_);
  bytes_ += cell_markup + 6 * scratch_.size();
  lxw().worksheet_write_string(sheet_, place.row, place.column, scratch_.c_str(), format);
  return whole;
}

void Sheet::number(Place place, std::string_view digits, Format format) {
  double value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  bytes_ += cell_markup;
  lxw().worksheet_write_number(sheet_, place.row, place.column, value, format);
}

void Sheet::date(Place place, model::Day day, Format format) {
  assert(holds(day));
  bytes_ += cell_markup;
  lxw().worksheet_write_number(sheet_, place.row, place.column, day_zero + day, format);
}

bool Sheet::holds(model::Day day) { return day >= first_day; }

void Sheet::set_width(std::uint16_t column, double characters) {
  lxw().worksheet_set_column(sheet_, column, column, characters, nullptr);
}

void Sheet::freeze_rows(std::uint32_t rows) { lxw().worksheet_freeze_panes(sheet_, rows, 0); }

void Sheet::filter(Place first, Place last) {
  lxw().worksheet_autofilter(sheet_, first.row, first.column, last.row, last.column);
}

void Sheet::add_chart(Place place, const Chart& chart) {
  lxw_chart* const made = lxw().workbook_add_chart(workbook_, LXW_CHART_COLUMN);
  lxw().chart_title_set_name(made, chart.title.c_str());
  for (const ChartSeries& each : chart.series) {
    lxw_chart_series* const series = lxw().chart_add_series(made, nullptr, nullptr);
    lxw().chart_series_set_name(series, each.name.c_str());
    const CellRange& names = chart.categories;
    lxw().chart_series_set_categories(series, name_.c_str(), names.first_row, names.column, names.last_row, names.column);
    lxw().chart_series_set_values(series, name_.c_str(), each.values.first_row, each.values.column, each.values.last_row,
                                  each.values.column);
    if (each.fills.empty()) continue;
    std::vector<lxw_chart_fill> fills(each.fills.size());
    std::vector<lxw_chart_point> points(each.fills.size());
    std::vector<lxw_chart_point*> list;
    for (std::size_t i = 0; i < each.fills.size(); ++i) {
      fills[i].color = each.fills[i];
      points[i].fill = &fills[i];
      list.push_back(&points[i]);
    }
    list.push_back(nullptr);
    lxw().chart_series_set_points(series, list.data());
  }
  if (chart.series.size() < 2) lxw().chart_legend_set_position(made, LXW_CHART_LEGEND_NONE);
  lxw().worksheet_insert_chart(sheet_, place.row, place.column, made);
}

lists::Result<Workbook> Workbook::create(const std::string& output) {
  auto file = lists::ScratchFile::create(output);
  if (!file.ok()) return file.failure();
  Workbook made(std::move(*file), output);
  if (made.state_->workbook == nullptr) return lists::writing_failure(lists::quoted(output), last_error());
  return made;
}

Workbook::Workbook(lists::ScratchFile file, const std::string& output)
    : state_(std::make_unique<State>(std::move(file), output)) {}
Workbook::Workbook(Workbook&&) noexcept = default;
Workbook::~Workbook() = default;

Sheet& Workbook::add_sheet(const std::string& name) {
  lxw_worksheet* const sheet = lxw().workbook_add_worksheet(state_->workbook, name.c_str());
  state_->sheets.push_back(Sheet(state_->workbook, sheet, name));
  return state_->sheets.back();
}

Format Workbook::format(const CellStyle& style) {
  if (style == CellStyle{}) return nullptr;
  const auto [place, added] = state_->formats.try_emplace(style, nullptr);
  if (!added) return place->second;
  Format const made = lxw().workbook_add_format(state_->workbook);
  if (!style.number.empty()) lxw().format_set_num_format(made, style.number.c_str());
  if (style.bold) lxw().format_set_bold(made);
  if (style.wrapped) {
    lxw().format_set_text_wrap(made);
    lxw().format_set_align(made, LXW_ALIGN_VERTICAL_TOP);
  }
  if (style.size != CellStyle{}.size) lxw().format_set_font_size(made, style.size);
  if (style.fill != no_colour) lxw().format_set_bg_color(made, style.fill);
  return place->second = made;
}

// The library does not look whether its files take what it writes.
lists::Failure Workbook::failure() const {
  for (const Sheet& sheet : state_->sheets) {
    std::FILE* const rows = sheet.sheet_ == nullptr ? nullptr : sheet.sheet_->optimize_tmpfile;
    if (sheet.sheet_ == nullptr || rows == nullptr || std::ferror(rows) != 0) {
      return lists::writing_failure(lists::quoted(state_->output), last_error());
    }
  }
  return std::nullopt;
}

lists::Failure Workbook::save(lists::OutputFile& out) {
  std::uint64_t largest = 0, all = 0;
  for (const Sheet& sheet : state_->sheets) {
    if (sheet.sheet_ != nullptr && sheet.sheet_->optimize_tmpfile != nullptr) std::fflush(sheet.sheet_->optimize_tmpfile);
    largest = std::max(largest, sheet.bytes_);
    all += sheet.bytes_;
  }
  if (lists::Failure failed = failure()) return failed;
  if (std::max(largest, all) > std::numeric_limits<std::uint32_t>::max()) state_->workbook->options.use_zip64 = LXW_TRUE;
  errno = 0;
  if (lxw().workbook_close(std::exchange(state_->workbook, nullptr)) != LXW_NO_ERROR) {
    return lists::writing_failure(lists::quoted(state_->output), last_error());
  }
  auto file = lists::InputFile::open(state_->file.path());
  if (!file.ok()) return file.failure();
  std::string piece(std::size_t{256} << 10, '\0');
  while (true) {
    const auto read = file->read(piece.data(), piece.size());
    if (!read.ok()) return read.failure();
    if (*read == 0) return std::nullopt;
    if (lists::Failure failed = out.write({piece.data(), *read})) return failed;
  }
}

}  // namespace fenji::workbooks
