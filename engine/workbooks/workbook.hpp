// Stage: workbooks. An XLSX file as it is written: sheets row by row in bounded memory, formats, charts. The one place that
// knows libxlsxwriter. The same calls give the same bytes, whenever and wherever: there is no time in the file.
//
// Rows of a sheet are written from the top; while another sheet is written, a sheet may wait. What is written goes to unnamed
// files beside the output first, about twice the size of the sheets as XML.
#pragma once

#include <compare>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/lists/output_file.hpp"
#include "engine/lists/scratch_file.hpp"
#include "engine/model/value.hpp"

struct lxw_format;
struct lxw_workbook;
struct lxw_worksheet;

namespace fenji::workbooks {

// Of a sheet, the header among them.
inline constexpr std::uint32_t most_rows = 1'048'576;
inline constexpr std::size_t most_columns = 16'384;

// Numbers with more digits are written as texts: Excel's have fifteen.
inline constexpr int most_digits = 15;

inline constexpr std::uint32_t no_colour = 0xffffffff;

struct CellStyle {
  std::string number;  // Excel's code, such as #,##0; empty: none
  bool bold = false;
  bool wrapped = false;
  double size = 11;                // of the letters, in points
  std::uint32_t fill = no_colour;  // 0xRRGGBB

  auto operator<=>(const CellStyle&) const = default;
};

using Format = lxw_format*;  // null: none

struct Place {
  std::uint32_t row = 0;
  std::uint16_t column = 0;
};

// Cells below one another.
struct CellRange {
  std::uint32_t first_row = 0, last_row = 0;
  std::uint16_t column = 0;
};

struct ChartSeries {
  std::string name;
  CellRange values;
  std::vector<std::uint32_t> fills;  // of its columns, one by one; empty: as Excel has them
};

struct Chart {
  std::string title;
  CellRange categories;
  std::vector<ChartSeries> series;
};

class Sheet {
 public:
  // `text` is any text; see sheet_text.hpp for what becomes of it. False: it was too long and is cut. Nothing is ever taken
  // for a formula.
  bool text(Place place, std::string_view text, Format format = nullptr);
  // `digits`: a decimal number of at most most_digits digits.
  void number(Place place, std::string_view digits, Format format = nullptr);
  void date(Place place, model::Day day, Format format);
  static bool holds(model::Day day);

  void set_width(std::uint16_t column, double characters);
  void freeze_rows(std::uint32_t rows);
  void filter(Place first, Place last);
  // Its upper left corner at `place`; about chart_rows high.
  void add_chart(Place place, const Chart& chart);
  static constexpr std::uint32_t chart_rows = 16;

 private:
  friend class Workbook;
  Sheet(lxw_workbook* workbook, lxw_worksheet* sheet, std::string name)
      : workbook_(workbook), sheet_(sheet), name_(std::move(name)) {}

  lxw_workbook* workbook_;
  lxw_worksheet* sheet_;
  std::string name_;
  std::string scratch_;
  std::uint64_t bytes_ = 0;  // of its XML, rather too many
};

class Workbook {
 public:
  // `output`: where it goes in the end.
  static lists::Result<Workbook> create(const std::string& output);

  Workbook(Workbook&&) noexcept;
  Workbook& operator=(Workbook&&) = delete;
  ~Workbook();

  // At most 31 characters, none of []:*?/\; good as long as the workbook.
  Sheet& add_sheet(const std::string& name);
  Format format(const CellStyle& style);

  // What keeps the sheets from being written, such as a full disk: to be asked now and then, as it goes on for long.
  lists::Failure failure() const;

  // Puts the file together and hands it to `out`. The last call.
  [[nodiscard]] lists::Failure save(lists::OutputFile& out);

 private:
  Workbook(lists::ScratchFile file, const std::string& output);

  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace fenji::workbooks
