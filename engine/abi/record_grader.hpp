// Stage: abi. One record after another: cells are put in by column, read as they come, and the record is graded. In: cells as
// texts or typed. Out: status, results and notes of the last record, as a table's would be. No memory is taken per record but
// for texts longer than those before.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/abi/compiled_rules.hpp"
#include "engine/abi/plain_decimal.hpp"
#include "engine/abi/typed_number.hpp"
#include "engine/columns/batch.hpp"
#include "engine/columns/field_reader.hpp"
#include "engine/execute/record_executor.hpp"

namespace fenji::abi {

// For one thread.
class RecordGrader {
 public:
  // `columns` are named as those of a list; without them each field has one, in their order. A fault where the rules look at
  // the whole list, or where columns do not suit.
  static std::variant<std::unique_ptr<RecordGrader>, Fault> make(const SharedRules& compiled,
                                                                 const std::optional<std::vector<std::string>>& columns,
                                                                 Language language);

  std::size_t columns() const { return fields_.size(); }
  std::size_t results() const { return rules().outputs.size(); }

  // All cells are empty, as they are at first. A cell that is put replaces the one before; what its field cannot read is told
  // by the status.
  void clear();
  void put_text(std::size_t column, std::string_view text);
  void put_number(std::size_t column, PlainDecimal number);
  void put_yes_no(std::size_t column, bool yes);
  void put_date(std::size_t column, std::int64_t days);  // since 1970-01-01

  execute::Status grade();

  // Of the record that was graded last, until another cell is put.
  fenji_value result(std::size_t number) const;
  const std::string& notes();

 private:
  // What was put, for notes that quote it.
  struct Cell {
    enum class Form : std::uint8_t { empty, text, number } form = Form::empty;
    std::string text;  // its storage is kept
    PlainDecimal number;
  };

  RecordGrader(const SharedRules& compiled, std::shared_ptr<const model::Rules> rules, std::vector<model::FieldId> fields,
               Language language);

  const model::Rules& rules() const { return *rules_; }
  // The field of a column if anything is asked of it.
  std::optional<model::FieldId> field_of(std::size_t column) const;
  void read_text(model::FieldId field, std::string_view text);
  void store(model::FieldId field, Cell::Form form, model::Value value);
  std::string cell_text(model::FieldId field) const;

  SharedRules compiled_;                       // keeps the graph
  std::shared_ptr<const model::Rules> rules_;  // with the units that names of columns say
  Language language_;
  std::vector<model::FieldId> fields_;                          // by column; none where nothing is asked of it
  std::vector<std::unique_ptr<columns::FieldReader>> readers_;  // by FieldId; null where it is not used
  std::vector<TypedNumber> numbers_;                            // by FieldId
  std::vector<Cell> cells_;                                     // by FieldId
  columns::Batch record_;
  execute::RecordProgram program_;
  execute::RecordExecutor executor_;
  const execute::BatchResult* graded_ = nullptr;  // null: nothing was graded
  execute::Reasons reasons_;
  std::string notes_;
};

}  // namespace fenji::abi
