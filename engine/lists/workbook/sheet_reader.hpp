// Stage: lists. The rows of a sheet, from its XML, one after the other.
//
// In: the part of a worksheet. Out: its rows that hold something, their cells as texts: see number_text.hpp for numbers; TRUE
// and FALSE; an error as it is shown (#N/A); a formula is the value it was stored with, one without is not_calculated. Rows and
// cells that do not say where they are follow the one before. Cells of a row may come in any order.
// Refused with a message: rows that go back or stand twice, a cell that stands twice or in the row of another, places that no
// sheet has, numbers of texts that do not exist, and what takes more than any list.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/lists/workbook/cell_styles.hpp"
#include "engine/lists/workbook/number_text.hpp"
#include "engine/lists/workbook/shared_strings.hpp"
#include "engine/lists/workbook/xml_parser.hpp"

namespace fenji::lists {

// What stands for the value of a formula that nobody has calculated: no field takes it for one.
inline constexpr std::string_view not_calculated = "#未计算（not calculated）";

struct SheetCell {
  std::uint32_t column = 0;  // from 0
  std::string_view text;     // not empty
};

// Takes the rows of a sheet, as they come. The cells stand in their order and live until it returns.
class RowTaker {
 public:
  virtual ~RowTaker() = default;
  virtual void take(std::uint64_t row, std::span<const SheetCell> cells) = 0;  // `row` from 1; at least one cell
};

// Counted over the whole sheet.
struct SheetCounts {
  std::uint64_t formulas = 0;        // with a stored value
  std::uint64_t not_calculated = 0;  // without
  std::string first_not_calculated;  // C5
  std::uint64_t rounded = 0;         // numbers that were worked out, see number_text.hpp
  std::uint64_t lost_digits = 0;     // numbers of more than 15 digits
};

class SheetReader : private XmlHandler {
 public:
  // All must outlive the reader.
  SheetReader(ZipMember member, const SharedStrings& strings, const CellStyles& styles, bool dates_from_1904, RowTaker& taker);

  // Goes on by a piece of the sheet, which may complete any number of rows; false at the end.
  Result<bool> step();

  SheetCounts counts() const;
  // Areas of merged cells that reach below a row, of which only the first cell has a value: how many (some ten thousand at
  // most), and the first where there is one. Complete at the end.
  std::uint64_t merged_below(std::uint64_t row) const;
  const std::string& first_merged_below(std::uint64_t row) const;

 private:
  enum class Type : std::uint8_t { number, shared, text, inline_text, truth, error, date };
  // Of a row that is not complete: shared texts stand where they are, others in texts_.
  struct Place {
    std::uint32_t column = 0;
    std::uint32_t begin = 0;
    std::uint32_t size = 0;
    const char* shared = nullptr;
  };
  struct Merge {
    std::uint64_t last_row = 0;
    std::string area;
  };

  static Type type_named(std::string_view name);

  void start(std::string_view name, const XmlAttributes& attributes) override;
  void end(std::string_view name) override;
  void text(std::string_view piece) override;

  void start_row(const XmlAttributes& attributes);
  void start_cell(const XmlAttributes& attributes);
  void take_reference(const char* said);
  void end_cell();
  void end_row();
  void add_shared();
  void take_merge(std::string_view area);
  void broken(const Message& what);
  std::string reference() const;  // of the cell at hand

  const SharedStrings& strings_;
  const CellStyles& styles_;
  RowTaker& taker_;
  Message name_;
  std::string path_;
  NumberTexts numbers_;
  SheetCounts counts_;
  std::vector<Merge> merges_;

  bool has_data_ = false;
  bool in_data_ = false;
  bool in_row_ = false;
  bool in_cell_ = false;
  bool in_inline_ = false;
  bool phonetic_ = false;
  bool extension_ = false;
  bool collects_ = false;
  bool ordered_ = true;  // the cells of the row so far

  std::uint64_t row_ = 0;     // from 1
  std::string row_digits_;    // the same
  std::uint32_t column_ = 0;  // from 0, of the cell at hand; else of the next one
  Type type_ = Type::number;
  std::uint32_t style_ = 0;
  bool formula_ = false;
  bool value_ = false;  // some was given
  std::string raw_;     // of the cell at hand
  std::string texts_;
  std::vector<Place> places_;
  std::size_t row_size_ = 0;      // bytes of its texts
  std::size_t taken_ = 0;         // bytes of the texts of all rows of this step
  std::vector<SheetCell> cells_;  // used again for each row

  std::uint64_t told_ = 0;  // bytes of XML when the last row or cell came
  bool heard_ = false;      // one came in this piece
  XmlParser parser_;
};

}  // namespace fenji::lists
