#include "engine/answers/nearest.hpp"

#include <algorithm>

#include "engine/columns/cell.hpp"
#include "engine/prove/division.hpp"
#include "engine/prove/natural.hpp"

namespace fenji::answers {

using model::Decimal;
using model::FieldId;
using model::Int128;
using model::Kind;
using model::State;
using model::Value;

namespace {

constexpr std::int64_t one = 1'000'000;  // an effort of 1
constexpr std::int64_t most_looks = 2000;

Int128 magnitude(Int128 number) { return number < 0 ? -number : number; }

bool is_ordered(const model::Type& type) { return type.kind == Kind::number || type.kind == Kind::date; }

// The place of a number or a date on its line.
Int128 place_of(const Value& value, const model::Type& type, model::Day as_of) {
  if (value.state != State::known) return type.kind == Kind::date ? as_of : 0;
  if (type.kind == Kind::date) return value.day;
  const auto scaled = model::rescaled(value.number, type.scale);
  return scaled ? scaled->mantissa : Int128{0};
}

Value at_place(Int128 place, const model::Type& type) {
  Value value;
  value.state = State::known;
  if (type.kind == Kind::date) {
    value.day = static_cast<model::Day>(place);
  } else {
    value.number = {place, type.scale};
  }
  return value;
}

Decimal decimal_at(Int128 place, const model::Type& type) { return {place, type.kind == Kind::date ? 0 : type.scale}; }

prove::FieldRange between(Int128 low, Int128 high, const model::Type& type) {
  prove::FieldRange range;
  range.part = model::Interval{model::Bound{decimal_at(low, type), true}, model::Bound{decimal_at(high, type), true}};
  return range;
}

// The first and last place in an interval; nothing where it has none.
std::optional<std::pair<Int128, Int128>> places_in(const model::Interval& interval, const model::Type& type) {
  const prove::Granularity grid = prove::grid_of(type);
  const auto low = prove::least(interval, grid);
  const auto high = prove::greatest(interval, grid);
  const int scale = type.kind == Kind::date ? 0 : type.scale;
  const auto first = low ? model::rescaled(*low, scale) : std::nullopt;
  const auto last = high ? model::rescaled(*high, scale) : std::nullopt;
  if (!first || !last || first->mantissa > last->mantissa) return std::nullopt;
  return std::pair(first->mantissa, last->mantissa);
}

// What a cell can hold.
std::optional<std::pair<Int128, Int128>> readable(const model::Field& field) {
  const Decimal most{columns::cell_mantissa_limit, field.type.kind == Kind::date ? 0 : field.type.scale};
  model::Interval cells{model::Bound{{-most.mantissa, most.scale}, true}, model::Bound{most, true}};
  if (field.type.kind == Kind::date) {
    cells = {model::Bound{{model::day_from_civil(1, 1, 1), 0}, true},
             model::Bound{{model::day_from_civil(9999, 12, 31), 0}, true}};
  }
  const model::Interval allowed = field.bounds ? prove::intersection(cells, *field.bounds) : cells;
  return places_in(allowed, field.type);
}

// From where to where a change of `value`, at place `now`, may lead one way; none where the first is greater. A value that is
// there already is no change; one that only stands for an empty cell is.
std::pair<Int128, Int128> places_beyond(const Value& value, Int128 now, const std::pair<Int128, Int128>& domain, bool up) {
  const Int128 step = value.state == State::known && !value.blank ? 1 : 0;
  if (up) return {std::max(domain.first, now + step), domain.second};
  return {domain.first, std::min(domain.second, now - step)};
}

}  // namespace

bool is_any_text(const Value& value, const model::Type& type) {
  return type.kind == Kind::text && prove::stands_for_other_texts(value);
}

Distance distance(const Value& from, const Value& to, const model::Type& type, model::Day as_of) {
  Distance result;
  if (from.state != State::known) {
    return {is_ordered(type) ? magnitude(place_of(to, type, as_of) - place_of(from, type, as_of)) : Int128{1}, one};
  }
  switch (type.kind) {
    case Kind::number: {
      const Int128 old = place_of(from, type, as_of);
      const Int128 fresh = place_of(to, type, as_of);
      result.steps = magnitude(fresh - old);
      const Int128 greater = std::max(magnitude(old), magnitude(fresh));
      const bool turns = (old < 0 && fresh > 0) || (old > 0 && fresh < 0);
      if (greater != 0) result.effort = turns ? one : static_cast<std::int64_t>((result.steps * one + greater - 1) / greater);
      return result;
    }
    case Kind::date:
      result.steps = magnitude(Int128{to.day} - from.day);
      result.effort = static_cast<std::int64_t>((result.steps * one + 364) / 365);
      return result;
    case Kind::yes_no:
      result.steps = from.yes != to.yes;
      break;
    case Kind::label:
      result.steps = from.label != to.label;
      break;
    case Kind::text:
      result.steps = from.text != to.text;
      break;
  }
  result.effort = result.steps != 0 ? one : 0;
  return result;
}

// Cuts: where another range of values begins that the rules tell apart.
struct NearestSearch::Line {
  FieldId field = 0;
  bool up = true;
  std::vector<Int128> cuts;  // ascending
};

bool NearestSearch::met_by(const std::vector<Value>& record, FieldId field, const Value& value) const {
  std::vector<Value> changed = record;
  changed[field] = value;
  return demand_.rank(changed).has_value();
}

NearestSearch::Answer NearestSearch::nearest(FieldId field, const std::vector<Value>& record) {
  budget_ = most_looks;
  decided_ = true;
  const bool any = any_will_do(field, record);
  Answer answer = is_ordered(scope_.rules().fields[field].type) ? nearest_number(field, record) : nearest_choice(field, record);
  answer.any = any && answer.value;
  scope_.hold(field, record[field]);
  return answer;
}

bool NearestSearch::any_will_do(FieldId field, const std::vector<Value>& record) {
  const Value& now = scope_.present()[field];
  if (now.state == State::known && !now.blank) return false;
  ++looks_;
  if (is_ordered(scope_.rules().fields[field].type)) {
    scope_.set(field, scope_.anything(field));
    return demand_.judge().is_yes() && demand_.one_rank();
  }
  std::vector<Value> changed = record;
  std::optional<std::uint32_t> rank;
  for (const Value& value : scope_.choices(field).values) {
    if (value.blank || value.state != State::known) continue;
    changed[field] = value;
    const auto reached = demand_.rank(changed);
    if (!reached || (rank && *rank != *reached)) return false;
    rank = reached;
  }
  return rank.has_value();
}

// `last`: the greatest place of the field.
NearestSearch::Line NearestSearch::line_of(FieldId id, Int128 last) const {
  const model::Type& type = scope_.rules().fields[id].type;
  Line line;
  line.field = id;
  for (const model::Interval& span : scope_.choices(id).spans) {
    model::Interval bounded = span;
    if (!bounded.lower) continue;
    if (!bounded.upper) bounded.upper = model::Bound{decimal_at(last, type), true};
    if (const auto places = places_in(bounded, type)) line.cuts.push_back(places->first);
  }
  std::sort(line.cuts.begin(), line.cuts.end());
  return line;
}

NearestSearch::Sides NearestSearch::sides(FieldId id, const std::vector<Value>& record) {
  const model::Field& field = scope_.rules().fields[id];
  const auto domain = readable(field);
  if (!domain) {
    scope_.hold(id, record[id]);
    return {};
  }
  budget_ = most_looks;
  decided_ = true;
  const Int128 now = place_of(record[id], field.type, as_of_);
  Line line = line_of(id, domain->second);
  Sides found;
  for (const bool up : {true, false}) {
    line.up = up;
    const auto [low, high] = places_beyond(record[id], now, *domain, up);
    const auto place = low <= high ? first(line, low, high) : std::nullopt;
    if (!place) continue;
    const Value value = at_place(*place, field.type);
    if (!met_by(record, id, value)) decided_ = false;
    (up ? found.up : found.down) = value;
  }
  scope_.hold(id, record[id]);
  found.decided = decided_;
  return found;
}

NearestSearch::Answer NearestSearch::nearest_number(FieldId id, const std::vector<Value>& record) {
  const model::Field& field = scope_.rules().fields[id];
  const model::Type& type = field.type;
  const auto domain = readable(field);
  if (!domain) return {};
  const Int128 now = place_of(record[id], type, as_of_);
  Line line = line_of(id, domain->second);
  std::optional<Value> best;
  for (const bool up : {true, false}) {
    line.up = up;
    auto [low, high] = places_beyond(record[id], now, *domain, up);
    if (best) {  // only what is nearer, or as near and better
      const Int128 reach = distance(record[id], *best, type, as_of_).steps;
      low = std::max(low, now - reach);
    }
    if (low > high) continue;
    const auto place = first(line, low, high);
    if (!decided_) return {std::nullopt, false};
    if (!place) continue;
    const Value value = at_place(*place, type);
    if (best && distance(record[id], value, type, as_of_).steps == distance(record[id], *best, type, as_of_).steps) {
      std::vector<Value> one_way = record;
      std::vector<Value> other_way = record;
      one_way[id] = *best;
      other_way[id] = value;
      if (demand_.rank(other_way) <= demand_.rank(one_way)) continue;
    }
    best = value;
  }
  if (best && !met_by(record, id, *best)) return {std::nullopt, false};
  return {best, true};
}

// Of low to high the place nearest to where the record is.
std::optional<Int128> NearestSearch::first(const Line& line, Int128 low, Int128 high) {
  const model::Type& type = scope_.rules().fields[line.field].type;
  ++looks_;
  if (--budget_ < 0) decided_ = false;
  if (!decided_) return std::nullopt;
  scope_.set(line.field, between(low, high, type));
  const prove::Possible met = demand_.judge();
  if (!met.can_be_yes()) return std::nullopt;
  if (met.is_yes()) return line.up ? low : high;
  if (low == high) {
    const std::vector<Value> record = scope_.sample();
    return demand_.rank(record) ? std::optional(low) : std::nullopt;
  }
  std::vector<std::pair<Int128, Int128>> parts;
  const auto begin = std::upper_bound(line.cuts.begin(), line.cuts.end(), low);
  const auto end = std::upper_bound(line.cuts.begin(), line.cuts.end(), high);
  if (begin != end) {
    const Int128 cut = *(begin + (end - begin) / 2);
    parts = {{low, cut - 1}, {cut, high}};
  } else if (const auto turn = turning_point(line, low, high)) {
    if (low < *turn) parts.emplace_back(low, *turn - 1);
    parts.emplace_back(*turn, *turn);
    if (*turn < high) parts.emplace_back(*turn + 1, high);
  } else {
    const Int128 middle = low + (high - low) / 2;
    parts = {{low, middle}, {middle + 1, high}};
  }
  if (!line.up) std::reverse(parts.begin(), parts.end());
  for (const auto& [from, to] : parts) {
    const auto found = first(line, from, to);
    if (found || !decided_) return found;
  }
  return std::nullopt;
}

std::optional<Int128> NearestSearch::turning_point(const Line& line, Int128 low, Int128 high) const {
  const model::Type& type = scope_.rules().fields[line.field].type;
  prove::Outlook& outlook = scope_.outlook();
  outlook.forget_turning_points();
  demand_.note_turning_points();
  std::optional<Int128> nearest;
  for (const auto& [field, turn] : outlook.turning_points()) {
    const auto scaled = field == line.field ? model::rescaled(turn, type.kind == Kind::date ? 0 : type.scale) : std::nullopt;
    if (!scaled || scaled->mantissa < low || scaled->mantissa > high) continue;
    if (!nearest || (line.up ? scaled->mantissa < *nearest : scaled->mantissa > *nearest)) nearest = scaled->mantissa;
  }
  return nearest;
}

// All others are equally near: the least step up among the grades, then the first that the rules list.
NearestSearch::Answer NearestSearch::nearest_choice(FieldId id, const std::vector<Value>& record) {
  std::optional<Value> best;
  std::optional<std::uint32_t> best_rank;
  std::vector<Value> changed = record;
  for (const Value& value : stops(id)) {
    scope_.hold(id, value);
    ++looks_;
    if (!demand_.judge().can_be_yes()) continue;
    changed[id] = value;
    const auto rank = demand_.rank(changed);
    if (!rank || (best_rank && *rank >= *best_rank)) continue;
    best = value;
    best_rank = rank;
  }
  return {best, true};
}

std::optional<Value> NearestSearch::half_way(FieldId id, const Value& to) const {
  const model::Type& type = scope_.rules().fields[id].type;
  if (!is_ordered(type)) return std::nullopt;
  const Int128 from = place_of(scope_.present()[id], type, as_of_);
  const Int128 way = place_of(to, type, as_of_) - from;
  if (magnitude(way) < 2) return std::nullopt;
  const auto [low, high] = std::minmax({from + way / 4, from + way * 3 / 4});
  const model::Interval between{model::Bound{decimal_at(low, type), true}, model::Bound{decimal_at(high, type), true}};
  const auto number = type.kind == Kind::date ? prove::natural_day(between)
                                              : prove::natural_number(between, prove::grid_of(type), type.percent);
  const auto place = number ? model::rescaled(*number, type.kind == Kind::date ? 0 : type.scale) : std::nullopt;
  return place && place->mantissa != from ? std::optional(at_place(place->mantissa, type)) : std::nullopt;
}

std::vector<Value> NearestSearch::stops(FieldId id) const {
  const model::Field& field = scope_.rules().fields[id];
  const model::Type& type = field.type;
  const Value& now = scope_.present()[id];
  std::vector<Value> found;
  if (!is_ordered(type)) {
    for (const Value& value : scope_.choices(id).values) {
      if (value.blank || value.state != State::known) continue;
      const bool holds = now.state == State::known && !now.blank;
      const bool unnamed =
          is_any_text(value, type) && std::none_of(scope_.choices(id).values.begin(), scope_.choices(id).values.end(),
                                                   [&](const Value& named) { return named.text == now.text; });
      const bool same = holds && (unnamed || distance(now, value, type, as_of_).steps == 0);
      if (!same) found.push_back(value);
    }
    return found;
  }
  const auto domain = readable(field);
  if (!domain) return found;
  const Int128 here = place_of(now, type, as_of_);
  const auto add = [&](const model::Interval& span) {
    const model::Interval all{model::Bound{decimal_at(domain->first, type), true},
                              model::Bound{decimal_at(domain->second, type), true}};
    const auto places = places_in(prove::intersection(span, all), type);
    if (!places) return;
    const Int128 place = std::clamp(here, places->first, places->second);
    if (place != here || now.state != State::known || now.blank) found.push_back(at_place(place, type));
  };
  for (const model::Interval& span : scope_.choices(id).spans) add(span);
  std::stable_sort(found.begin(), found.end(), [&](const Value& left, const Value& right) {
    return distance(now, left, type, as_of_).steps < distance(now, right, type, as_of_).steps;
  });
  return found;
}

}  // namespace fenji::answers
