// Stage: answers. One record among those that it could be: every field is what it is, but for some that are let go. What the
// rules give to all of these records at once is asked of the outlook (engine/prove).
#pragma once

#include <optional>
#include <vector>

#include "engine/execute/plain.hpp"
#include "engine/prove/choices.hpp"
#include "engine/prove/outlook.hpp"

namespace fenji::answers {

class Scope {
 public:
  // `rules` must outlive it. Finds out once what all records need.
  explicit Scope(const model::Rules& rules);
  Scope(const Scope&) = delete;
  Scope& operator=(const Scope&) = delete;

  // By FieldId, as read; every field is held at its value.
  void take(std::vector<model::Value> present);
  const std::vector<model::Value>& present() const { return present_; }

  void hold(model::FieldId field);                                 // at what it is
  void hold(model::FieldId field, const model::Value& elsewhere);  // at a value that must stay where it is
  // Where every readable cell lies; one that is empty only where that counts as a value.
  prove::FieldRange anything(model::FieldId field) const;
  void set(model::FieldId field, prove::FieldRange range) { outlook_.set(field, range); }

  // A record of those that are left.
  std::vector<model::Value> sample() const;

  prove::Outlook& outlook() { return outlook_; }
  const prove::Outlook& outlook() const { return outlook_; }
  const prove::FieldChoices& choices(model::FieldId field) const { return choices_[field]; }
  const model::Rules& rules() const { return rules_; }

 private:
  const model::Rules& rules_;
  prove::Knowledge knowledge_;
  std::vector<prove::FieldChoices> choices_;
  prove::Outlook outlook_;
  std::vector<model::Value> present_;
};

// A record with these cells, in full.
execute::Evaluation evaluate(const model::Rules& rules, std::vector<model::Value> fields);

// Whether the record came as far as the result, and it is known.
bool shows(const execute::Evaluation& evaluation, const model::Rules& rules, model::DefinitionId result);

}  // namespace fenji::answers
