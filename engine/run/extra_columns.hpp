// Stage: run. Columns behind the notes, for whoever asks for more than the rules' own results: what they hold is found record
// by record by somebody else.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/execute/population.hpp"
#include "engine/execute/status.hpp"
#include "engine/model/rules.hpp"
#include "engine/run/grader.hpp"
#include "engine/run/record_cells.hpp"
#include "engine/run/result_columns.hpp"
#include "grammar/diagnostics/diagnostic.hpp"

namespace fenji::run {

// Of one rule file, for one thread.
class ExtraColumns {
 public:
  virtual ~ExtraColumns() = default;
  ExtraColumns(const ExtraColumns&) = delete;
  ExtraColumns& operator=(const ExtraColumns&) = delete;

  // The texts of one record, by column. `graded`: what came of it; null where nobody knows it yet.
  virtual std::vector<std::string> texts(const RecordCells& cells, std::size_t record, const GradedRecord* graded) = 0;

 protected:
  ExtraColumns() = default;
};

struct ExtraColumnMaker {
  std::vector<Message> names;  // empty: there are no such columns
  // `populations` are solved, null where the rules have none; all references outlive what is made.
  std::function<std::unique_ptr<ExtraColumns>(const model::Rules& rules, const SourceSet& sources,
                                              const execute::Populations* populations)>
      make;

  bool none() const { return names.empty(); }
};

// A line of the result with more cells in front of its end.
void append_cells(std::string& line, const std::vector<std::string>& texts);

// `columns` and those of the maker behind them.
std::vector<ResultColumn> with_names(std::vector<ResultColumn> columns, const ExtraColumnMaker& maker, Language language);

// `lines` of the records of `cells`, each with its extra cells. `graded`: by record; empty where nobody knows.
std::string with_extra_cells(std::string_view lines, const RecordCells& cells, const std::vector<GradedRecord>& graded,
                             ExtraColumns& columns);

}  // namespace fenji::run
