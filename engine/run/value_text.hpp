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

  // The cells are digits of numbers or dates, which need no quotes and are no formulas.
  bool is_digits() const;
  // The cell of a known value where is_digits(): touches up to room_for_digits bytes, returns the end of the cell.
  char* write(const execute::Vector& vector, std::size_t row, char* to) const;

 private:
  char* write_rare(model::Int128 mantissa, char* to) const;

  model::Type type_;
  model::Representation representation_;
  std::vector<std::string> words_;  // of labels and yes/no, quoted where CSV needs it
};

}  // namespace fenji::run
