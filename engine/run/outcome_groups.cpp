#include "engine/run/outcome_groups.hpp"

#include <algorithm>

#include "engine/columns/cell_text.hpp"

namespace fenji::run {
namespace {

// So many pairs of group and outcome are kept before the groups get their records: what is kept does not grow with the list.
constexpr std::size_t most_pairs = std::size_t{1} << 16;

// The bytes that tell one known value from another.
std::string_view bytes_of(const execute::Vector& values, model::Representation representation, std::size_t row) {
  const auto bytes = [&]<class T>(const T& value) {
    return std::string_view(reinterpret_cast<const char*>(&value), sizeof value);
  };
  switch (representation) {
    case model::Representation::bits:
      return bytes(values.at<std::uint8_t>(row));
    case model::Representation::code:
      return bytes(values.at<std::uint32_t>(row));
    case model::Representation::i64:
      return bytes(values.at<std::int64_t>(row));
    case model::Representation::i128:
      return bytes(values.at<model::Int128>(row));
    case model::Representation::text:
      return values.at<std::string_view>(row);
    case model::Representation::fraction:
      break;  // no output
  }
  return {};
}

std::uint32_t number_in(execute::GroupNumbers& numbers, std::string_view bytes) {
  return numbers.number_of(bytes, execute::GroupNumbers::hash(bytes));
}

}  // namespace

OutcomeGroups::OutcomeGroups(const model::Rules& rules, Language language, const std::vector<Grouping>& groupings,
                             std::vector<OpenResult> open)
    : rules_(rules), language_(language), open_(std::move(open)), counted_(rules.fields.size()) {
  for (const OpenResult& each : open_) {
    if (summed(rules, each.output) != Summed::no) summed_.push_back(each);
    if (counts_labels(rules, each.output)) labelled_.push_back(each);
  }
  std::size_t by_record = 0;
  for (const Grouping& grouping : groupings) {
    ByGrouping& made = groupings_.emplace_back();
    for (const GroupPart& named : grouping.parts) {
      Part& part = made.parts.emplace_back();
      part.field = named.field;
      part.keys.push_back(named.field == model::none ? no_result_group_key() : blank_group_key());
      if (named.field != model::none) {
        part.values.type = rules.fields[named.field].type;
        part.values.representation = columns::representation_of(part.values.type.kind);
      }
      if (named.field != model::none || named.output == model::none) continue;
      part.by_record = by_record++;
      const auto found =
          std::find_if(open_.begin(), open_.end(), [&](const OpenResult& each) { return each.output == named.output; });
      part.by_outcome.resize(found == open_.end() ? 1 : 0);
      if (found == open_.end()) continue;
      part.open = &*found;
      part.values.type = rules.definitions[rules.outputs[named.output].definition].type;
      part.values.representation = found->representation;
    }
  }
}

void OutcomeGroups::count(const columns::Batch& batch, std::span<const columns::CellSpans> cells,
                          const std::vector<columns::CellCounts>& counts, const std::vector<std::uint32_t>& outcomes,
                          OutcomeCache& cache, Tally& tally) {
  for (std::size_t i = 0; i < groupings_.size(); ++i) {
    for (Part& part : groupings_[i].parts) {
      if (part.field != model::none) {
        const columns::Column& column = batch.columns[part.field];
        part.values.vector = {column.data(), column.all_known() ? nullptr : column.states()};
      } else if (part.open != nullptr) {
        part.values.vector = *part.open->values;
      }
    }
    count_rows(groupings_[i], batch, outcomes, cache, tally.grouped[i]);
  }
  count_blanks(batch, cells, counts);
}

void OutcomeGroups::count_rows(ByGrouping& grouping, const columns::Batch& batch, const std::vector<std::uint32_t>& outcomes,
                               OutcomeCache& cache, GroupedCounts& grouped) {
  grouping.of_rows.assign(batch.rows, nullptr);
  // With too many groups the run fails.
  for (std::uint32_t row = 0; row < batch.rows && !grouped.too_many; ++row) {
    const std::uint32_t outcome = outcomes[row];
    if (outcome == OutcomeCache::unknown) continue;
    numbers_.clear();
    for (Part& part : grouping.parts) numbers_.push_back(number_of(part, row, outcome, cache));
    const std::string_view all(reinterpret_cast<const char*>(numbers_.data()), numbers_.size() * sizeof numbers_[0]);
    const std::uint32_t number = numbers_.size() == 1 ? numbers_[0] : number_in(grouping.numbers, all);
    if (number >= grouping.groups.size()) grouping.groups.resize(number + 1);
    Counts*& group = grouping.groups[number];
    if (group == nullptr) {
      std::vector<std::string> keys;
      for (std::size_t i = 0; i < numbers_.size(); ++i) keys.push_back(grouping.parts[i].keys[numbers_[i]]);
      group = grouped.group(joined_group_key(keys), rules_);
      if (group == nullptr) return;
    }
    grouping.of_rows[row] = group;
    const std::uint32_t pair[] = {number, outcome};
    const std::uint32_t place = number_in(grouping.of_pairs, {reinterpret_cast<const char*>(pair), sizeof pair});
    if (place == grouping.pairs.size()) grouping.pairs.push_back({number, outcome, 0});
    ++grouping.pairs[place].records;
    const OutcomeLine& line = cache.line(outcome);
    add_open_results(line, row, *group);
    if (line.dated) count_dated_plans(rules_, cache[outcome], batch, row, *group);
  }
  if (grouping.pairs.size() > most_pairs) flush(grouping, cache);
}

// Of what the part goes by in the record of a row.
std::uint32_t OutcomeGroups::number_of(Part& part, std::uint32_t row, std::uint32_t outcome, OutcomeCache& cache) {
  if (part.field != model::none) return number_of_value(part, row);
  if (part.open != nullptr) return cache.line(outcome).steps[part.open->hole].shown == 0 ? 0 : number_of_value(part, row);
  if (part.by_outcome.empty()) return 0;
  if (outcome >= part.by_outcome.size()) part.by_outcome.resize(outcome + 1);
  std::uint32_t& known = part.by_outcome[outcome];
  if (known == 0) {
    const std::string& key = cache[outcome].record.group_keys[part.by_record];
    const std::uint32_t number = number_in(part.numbers, key) + 1;
    if (number == part.keys.size()) part.keys.push_back(key);
    known = number + 1;
  }
  return known - 1;
}

std::uint32_t OutcomeGroups::number_of_value(Part& part, std::uint32_t row) {
  if (!part.values.vector.known(row)) return 0;
  const std::uint32_t number = number_in(part.numbers, bytes_of(part.values.vector, part.values.representation, row)) + 1;
  if (number == part.keys.size()) {
    part.keys.push_back(group_key(execute::value_at(part.values, row), part.values.type, rules_, language_));
  }
  return number;
}

void OutcomeGroups::add_open_results(const OutcomeLine& line, std::uint32_t row, Counts& counts) const {
  for (const OpenResult& each : labelled_) {
    if (line.rated && line.steps[each.hole].shown != 0) ++counts.labels[each.output][each.values->at<std::uint32_t>(row)];
  }
  for (const OpenResult& each : summed_) {
    if (line.steps[each.hole].shown == 0) continue;
    const int scale = rules_.definitions[rules_.outputs[each.output].definition].type.scale;
    if (each.representation == model::Representation::i128) {
      counts.sums[each.output].add(model::Decimal{each.values->at<model::Int128>(row), scale});
    } else {
      counts.sums[each.output].add(each.values->at<std::int64_t>(row), scale);
    }
  }
}

// Cells that cannot be read have no known outcome.
void OutcomeGroups::count_blanks(const columns::Batch& batch, std::span<const columns::CellSpans> cells,
                                 const std::vector<columns::CellCounts>& counts) {
  for (model::FieldId field = 0; field < counts.size(); ++field) {
    if (counts[field].blank == std::exchange(counted_[field], counts[field]).blank) continue;
    const columns::CellSpans& spans = cells[field];
    const bool is_missing = !rules_.fields[field].blank_means;
    const model::State* const states = batch.columns[field].states();
    for (std::uint32_t row = 0; row < batch.rows; ++row) {
      if (is_missing ? states[row] != model::State::missing
                     : !columns::trimmed(spans.foreign == nullptr ? spans[row] : spans.foreign->utf8(spans[row])).empty()) {
        continue;
      }
      for (ByGrouping& grouping : groupings_) {
        if (Counts* const group = grouping.of_rows[row]) ++group->fields[field].blank;
      }
    }
  }
}

void OutcomeGroups::flush(ByGrouping& grouping, const OutcomeCache& cache) {
  for (const Pair& pair : grouping.pairs) count_outcome(cache[pair.outcome].record, pair.records, *grouping.groups[pair.group]);
  grouping.pairs.clear();
  grouping.of_pairs = {};
}

void OutcomeGroups::finish(const OutcomeCache& cache) {
  for (ByGrouping& grouping : groupings_) flush(grouping, cache);
}

}  // namespace fenji::run
