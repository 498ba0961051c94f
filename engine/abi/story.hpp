// Stage: abi. A record that was read, told as `fenji explain` tells it; of a book, the file that grades it.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/abi/compiled_book.hpp"
#include "engine/execute/plain.hpp"
#include "engine/explain/explanation.hpp"

namespace fenji::abi {

// By FieldId.
struct ReadRecord {
  execute::Record record;
  std::vector<std::string> texts;  // the cells; of what is found from the whole list, its value
  std::vector<bool> has_column;
};

explain::Explanation story_of(const model::Rules& rules, const SourceSet& sources, const ReadRecord& read, Language language);

// What the result shows of the exceptions for `key` instead of the rules' own results.
void add_exceptions(const CompiledBook& book, std::string_view key, const model::Rules& rules, explain::Explanation& story);

struct ChosenFile {
  const books::BookFile* file = nullptr;  // null: none is in force
  std::optional<Message> remark;          // where none applies, or several do
};

// `applies`: what 适用于 / applies comes to for the record, as these rules read it.
ChosenFile chosen_file(const CompiledBook& book, const std::function<model::Value(const model::Rules&)>& applies);

Fault nothing_in_force();

}  // namespace fenji::abi
