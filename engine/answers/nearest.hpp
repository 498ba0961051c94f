// Stage: answers. The value nearest to what a field is with which a record meets a demand, all other fields held: proved, no
// value that is nearer meets it. Halves what is far and keeps what is near, led by the limits that the rules name for the
// field.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "engine/answers/scope.hpp"

namespace fenji::answers {

// How far a value lies from what the field is. An empty or unreadable number counts as 0, such a date as the as-of date.
struct Distance {
  // Numbers: in steps of the last decimal place that cells keep; dates: days; others: 0 the same, 1 another.
  model::Int128 steps = 0;
  // Comparable between fields, in millionths: of a number the change as a part of the greater of both, 1 where it changes its
  // sign; of a date as a part of a year; 1 for another label, answer or text, and where the cell was empty or unreadable.
  std::int64_t effort = 0;
};
Distance distance(const model::Value& from, const model::Value& to, const model::Type& type, model::Day as_of);

// Whether the value stands for every text that the rules do not name.
bool is_any_text(const model::Value& value, const model::Type& type);

struct Demand {
  // Yes: all records of the scope meet it; no: none does.
  std::function<prove::Possible()> judge;
  // Has the outlook note its turning points for what is open.
  std::function<void()> note_turning_points;
  // Whether all records of the scope that meet it have the same rank.
  std::function<bool()> one_rank;
  // The same of one record, which decides; the better the greater. Nothing: it does not meet the demand.
  std::function<std::optional<std::uint32_t>(const std::vector<model::Value>& record)> rank;
};

class NearestSearch {
 public:
  // Keeps references to both.
  NearestSearch(Scope& scope, const Demand& demand, model::Day as_of) : scope_(scope), demand_(demand), as_of_(as_of) {}

  struct Answer {
    std::optional<model::Value> value;
    bool decided = true;
    bool any = false;  // any_will_do()
  };
  // `record`: what all fields are held at in the scope; `field` is let go and held again at what it was.
  Answer nearest(model::FieldId field, const std::vector<model::Value>& record);

  // Of a number or a date the nearest value on either side, which do not hang on where between them the field is.
  struct Sides {
    std::optional<model::Value> up, down;
    bool decided = true;
  };
  Sides sides(model::FieldId field, const std::vector<model::Value>& record);

  // The cell is empty or unreadable, and whatever readable it holds meets the demand with the same rank; `record` as above.
  bool any_will_do(model::FieldId field, const std::vector<model::Value>& record);

  // For each range of values that the rules tell apart the value nearest to what the field is, by distance.
  std::vector<model::Value> stops(model::FieldId field) const;
  // A number or date of few digits about half-way; nothing where there is none between.
  std::optional<model::Value> half_way(model::FieldId field, const model::Value& to) const;

  std::int64_t looks() const { return looks_; }  // at sets of records, so far

 private:
  struct Line;  // the values of a number or a date on one side

  Line line_of(model::FieldId field, model::Int128 last) const;
  Answer nearest_number(model::FieldId field, const std::vector<model::Value>& record);
  Answer nearest_choice(model::FieldId field, const std::vector<model::Value>& record);
  std::optional<model::Int128> first(const Line& line, model::Int128 low, model::Int128 high);
  std::optional<model::Int128> turning_point(const Line& line, model::Int128 low, model::Int128 high) const;
  bool met_by(const std::vector<model::Value>& record, model::FieldId field, const model::Value& value) const;

  Scope& scope_;
  const Demand& demand_;
  const model::Day as_of_;
  std::int64_t budget_ = 0;
  std::int64_t looks_ = 0;
  bool decided_ = true;
};

}  // namespace fenji::answers
