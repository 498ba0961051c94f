// Stage: draft. The text of a drafted rule file from the parts that were decided.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/draft/column_type.hpp"
#include "engine/draft/field_name.hpp"

namespace fenji::draft {

struct DraftedField {
  std::size_t column = 0;  // of the list, from 0
  FieldName name;
  ColumnType type;
  std::vector<std::string> options;  // rule text, of one of
  bool key = false;
  std::vector<Message> remarks;
};

struct SkippedColumn {
  std::size_t column = 0;
  Message reason;
};

// The one rule that shows how rules look.
struct FirstRule {
  enum class Kind : std::uint8_t { bands, option, yes_no, given } kind = Kind::given;
  std::size_t field = 0;  // index into DraftedList::fields
  std::string result;     // its name
  std::vector<std::string> labels;
};

struct DraftedList {
  Language language = Language::chinese;
  std::string list_name;  // on one line
  std::uint64_t records = 0;
  bool whole_list = false;
  std::vector<DraftedField> fields;  // by column
  std::vector<SkippedColumn> skipped;
  std::vector<std::size_t> shown;  // fields that the output names before the result
  FirstRule rule;
};

struct RuleText {
  std::string text;
  std::vector<std::size_t> field_lines;  // by field, from 1
};

RuleText rule_text(const DraftedList& list);

}  // namespace fenji::draft
