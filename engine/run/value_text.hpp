// Stage: run. Values of result columns as CSV cells, without a detour over model::Value: the texts are those of model::to_text.
#pragma once

#include <string>
#include <vector>

#include "engine/execute/batch_result.hpp"
#include "engine/model/rules.hpp"

namespace fenji::run {

// Writes the values of one result column.
class ValueText {
 public:
  ValueText(const model::Rules& rules, const model::Type& type, model::Representation representation, Language language);

  // Appends the cell of a known value.
  void append(const execute::Vector& vector, std::size_t row, std::string& out) const;

 private:
  bool append_number(std::int64_t mantissa, std::string& out) const;

  model::Type type_;
  model::Representation representation_;
  std::vector<std::string> words_;  // of labels and yes/no, quoted where CSV needs it
};

// `mantissa` / 10^`scale` without trailing zeros.
void append_decimal(std::int64_t mantissa, int scale, std::string& out);

}  // namespace fenji::run
