// Stage: run. A result as JSON Lines: one object a record, in UTF-8, its keys the names of the columns.
//
// An empty cell is null. Numbers are JSON numbers with the digits that results print, exactly: 1234.5. A percentage is its
// fraction, 0.35 for 35%, since that is what programs compute with. Yes/no is true or false; dates, labels and texts are
// strings, and so is a cell that could not be read as its column's kind. Columns of the list that are repeated as they stand
// are strings throughout. A name that is there already is numbered: `备注 2`.
#pragma once

#include <string>
#include <vector>

#include "engine/run/result_cells.hpp"
#include "engine/run/result_sink.hpp"

namespace fenji::run {

class JsonLinesSink : public ResultSink {
 public:
  // `out` must outlive the sink; its owner commits it.
  explicit JsonLinesSink(lists::OutputFile& out) : out_(out) {}

  lists::Failure begin(const std::vector<ResultColumn>& columns) override;
  lists::Failure write(std::string_view lines, std::size_t records) override;

 private:
  lists::OutputFile& out_;
  std::vector<ResultColumn> columns_;
  std::vector<std::string> keys_;  // by column: with quotes, the colon and what stands in front
  std::optional<ResultCells> cells_;
  std::string text_, scratch_;
};

}  // namespace fenji::run
