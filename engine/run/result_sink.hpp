// Stage: run. Where the result of a list goes. Graders write each record as one CSV line, whatever is asked for; a sink takes
// these lines in the order of the list: CSV as they stand, at no cost, other formats by taking them apart again
// (result_cells.hpp) and writing each column by its kind (result_columns.hpp).
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "engine/lists/output_file.hpp"
#include "engine/run/result_columns.hpp"

namespace fenji::run {

class ResultSink {
 public:
  virtual ~ResultSink() = default;
  ResultSink(const ResultSink&) = delete;
  ResultSink& operator=(const ResultSink&) = delete;

  // Once, before write().
  [[nodiscard]] virtual lists::Failure begin(const std::vector<ResultColumn>& columns) = 0;

  // `lines`: `records` whole lines of the graders, in UTF-8, each with a cell for every column.
  [[nodiscard]] virtual lists::Failure write(std::string_view lines, std::size_t records) = 0;

 protected:
  ResultSink() = default;
};

// CSV as Excel reads it: with a byte order mark.
class CsvSink : public ResultSink {
 public:
  // `out` must outlive the sink; its owner commits it.
  explicit CsvSink(lists::OutputFile& out) : out_(out) {}

  lists::Failure begin(const std::vector<ResultColumn>& columns) override;
  lists::Failure write(std::string_view lines, std::size_t) override { return out_.write(lines); }

 private:
  lists::OutputFile& out_;
};

}  // namespace fenji::run
