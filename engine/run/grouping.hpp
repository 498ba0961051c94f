// Stage: run. What the reports of a run go by: fields, results that the rules put out, and columns of the list that the rules
// do not name. Each grouping is one way to part the records; one of several parts goes by their combinations.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/model/rules.hpp"
#include "grammar/diagnostics/diagnostic.hpp"

namespace fenji::run {

// Neither field nor output: the rules know nothing of it, and no record has a value.
struct GroupPart {
  std::string name;
  model::FieldId field = model::none;
  std::uint32_t output = model::none;  // place in Rules::outputs of a result
  bool guessed = false;                // no rules know it: the list must have it
};

struct Grouping {
  std::string name;  // 办事处、行业
  std::vector<GroupPart> parts;
};

// What other rules that grade the same list know by a name.
struct KnownElsewhere {
  const model::Field* field = nullptr;
  bool result = false;
};
using Elsewhere = std::function<KnownElsewhere(const std::string& name)>;

struct GroupingChoice {
  std::vector<Grouping> groupings;
  std::vector<Message> problems;  // of `asked`, one sentence each
};

// `asked`: names, several of them joined by 、 or a comma. A name that is no field and no result is taken for a header of the
// list; fields that are needed are added behind those of `rules`, or marked as used.
GroupingChoice choose_groupings(model::Rules& rules, const std::vector<std::string>& asked, const Elsewhere& elsewhere = {});

// What no rules and no header know. `header`: the list's, by field; `others`: headers that no field names.
std::vector<Message> unknown_groups(const model::Rules& rules, const std::vector<Grouping>& groupings,
                                    const std::vector<std::optional<std::uint32_t>>& header,
                                    const std::vector<std::string>& others);

// The groups that the rules themselves name (每 / per): those of portfolio checks, then those of functions over the whole list,
// as far as fields and results say them.
std::vector<Grouping> groupings_of(model::Rules& rules);

// What the definitions that groups go by are called: 办事处、行业; empty for the whole list.
std::string grouping_name(const model::Rules& rules, const std::vector<model::DefinitionId>& groups);

// Keys that sort groups: by value, labels in their order; behind them records without one.
std::string group_key(const model::Value& value, const model::Type& type, const model::Rules& rules, Language language);
// The same of the value that a result list shows as `text`; of an empty one: no result.
std::string shown_group_key(std::string text, const model::Type& type, const model::Rules& rules);
std::string blank_group_key();       // the cell is empty
std::string unreadable_group_key();  // or cannot be read
std::string no_result_group_key();   // the rules give the record no such result

// The parts of a grouping as one key, and the name that reports show for it.
std::string joined_group_key(const std::vector<std::string>& parts);
std::string group_name(const std::string& key, Language language);

}  // namespace fenji::run
