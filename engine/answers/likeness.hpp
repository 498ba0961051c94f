// Stage: answers. Which records the rules cannot tell apart: what is proved of one of them holds for all.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/answers/scope.hpp"

namespace fenji::answers {

class Likeness {
 public:
  // Both must outlive it.
  Likeness(const model::Rules& rules, const Scope& scope) : rules_(rules), scope_(scope) {}

  // The same text for records that are alike; how near they lie to a limit may differ. `fields`: a record's, as read.
  std::string of(const std::vector<model::Value>& fields) const;

 private:
  void add(std::string& key, model::FieldId field, const model::Value& value) const;
  static std::optional<std::size_t> part_of(const prove::FieldChoices& choices, const model::Type& type,
                                            const model::Value& value);

  const model::Rules& rules_;
  const Scope& scope_;
};

}  // namespace fenji::answers
