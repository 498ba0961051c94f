// Stage: run. One graded record as a line of the result: the columns of `output`, the status, the notes.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/execute/status.hpp"
#include "engine/model/rules.hpp"
#include "engine/run/record_cells.hpp"
#include "engine/run/tally.hpp"

namespace fenji::run {

// What an evaluator found out about one record; the texts of its outputs are already in `out`.
struct Verdict {
  execute::Status status = execute::Status::rated;
  const execute::Reason* reasons = nullptr;
  std::size_t reason_count = 0;
  const Message* remark = nullptr;  // what the notes say where there are no reasons
};

class ResultWriter {
 public:
  ResultWriter(const model::Rules& rules, Language language) : rules_(rules), language_(language) {}

  // Ends the line of `record`, whose output cells, each with a separator behind it, are at the end of `out` from byte `begin`
  // on, and counts it, also in each of `groups`. A record with too many cells is invalid whatever was found: its outputs but
  // the key are emptied.
  void finish(const RecordCells& cells, std::size_t record, const Verdict& verdict, std::size_t begin, std::string& out,
              Tally& tally, std::span<Counts* const> groups = {}) const;

 private:
  static void count(const Verdict& verdict, bool too_long, Counts& counts);

  const model::Rules& rules_;
  Language language_;
};

// The note of a record with `cells` cells, which are more than the header has.
Message too_long_note(std::uint32_t cells);

// The cell of a field as results show it: the value where it could be read, else what the list says.
std::string output_text(const model::Rules& rules, model::FieldId field, const RecordCells& cells, std::size_t record,
                        Language language);

}  // namespace fenji::run
