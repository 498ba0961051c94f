#include "engine/run/result_writer.hpp"

#include <fmt/format.h>

#include "engine/columns/cell.hpp"
#include "engine/columns/cell_text.hpp"
#include "engine/lists/csv_text.hpp"

namespace fenji::run {

void ResultWriter::finish(const RecordCells& cells, std::size_t record, const Verdict& verdict, std::size_t begin,
                          std::string& out, Tally& tally, std::span<Counts* const> groups) const {
  const bool too_long = cells.too_long(record);
  count(verdict, too_long, tally);
  for (Counts* const group : groups) count(verdict, too_long, *group);
  const lists::RecordInfo& info = cells.info(record);
  if (info.fault != lists::QuoteFault::none) {
    ++tally.odd_quotes;
    if (!tally.first_odd_quotes || info.line < *tally.first_odd_quotes) tally.first_odd_quotes = info.line;
  }
  if (too_long) {
    if (!tally.first_too_long || info.line < *tally.first_too_long) tally.first_too_long = info.line;
    out.resize(begin);
    for (const model::OutputColumn& output : rules_.outputs) {
      const bool key = output.field != model::none && rules_.fields[output.field].key;
      if (key) lists::append_cell(out, output_text(rules_, output.field, cells, record, language_));
      out += lists::cell_separator;
    }
    out += execute::status_text(execute::Status::invalid, language_);
    out += lists::cell_separator;
    lists::append_cell(out, too_long_note(info.cells).in(language_));
    out += lists::record_end;
    return;
  }
  out += execute::status_text(verdict.status, language_);
  out += lists::cell_separator;
  if (verdict.reason_count > 0) {
    const execute::Reasons reasons(verdict.reasons, verdict.reasons + verdict.reason_count);
    lists::append_cell(out, execute::note(reasons, rules_, language_,
                                          [&](model::FieldId field) { return columns::trimmed(cells.shown(field, record)); }));
  } else if (verdict.remark != nullptr) {
    lists::append_cell(out, verdict.remark->in(language_));
  }
  out += lists::record_end;
}

void ResultWriter::count(const Verdict& verdict, bool too_long, Counts& counts) {
  ++counts.records;
  if (too_long) {
    ++counts.too_long;
    ++counts.statuses[static_cast<std::size_t>(execute::Status::invalid)];
    return;
  }
  ++counts.statuses[static_cast<std::size_t>(verdict.status)];
  for (std::size_t i = 0; i < verdict.reason_count; ++i) counts.count_reason(verdict.reasons[i]);
}

Message too_long_note(std::uint32_t cells) {
  return {fmt::format("无法识别：这一行有 {} 格，多于表头；金额里的逗号要放在引号里", cells),
          fmt::format("Unreadable: this row has {} cells, more than the header; quote commas in cells", cells)};
}

std::string output_text(const model::Rules& rules, model::FieldId field, const RecordCells& cells, std::size_t record,
                        Language language) {
  const model::Field& declared = rules.fields[field];
  const model::Value value = columns::read_cell(cells.cell(field, record), declared, rules);
  if (value.state == model::State::known) return model::to_text(value, declared.type, rules, language);
  return std::string(columns::trimmed(cells.shown(field, record)));
}

}  // namespace fenji::run
