// Stage: abi. A stream of results, array by array.
#pragma once

#include <optional>
#include <variant>

#include "engine/abi/fault.hpp"
#include "engine/abi/output_column.hpp"

namespace fenji::abi {

struct EvaluationSettings {
  Language language = Language::english;
  TextLayout layout;
  unsigned threads = 1;             // at least 1
  std::int64_t piece_rows = 65536;  // rows of an array that comes out, at most
};

class Evaluation {
 public:
  virtual ~Evaluation() = default;
  Evaluation(const Evaluation&) = delete;
  Evaluation& operator=(const Evaluation&) = delete;

  virtual const OutputSchema& schema() const = 0;

  // The next array; nothing at the end. A fault remains.
  virtual std::variant<std::optional<OutputArray>, Fault> next() = 0;

 protected:
  Evaluation() = default;
};

}  // namespace fenji::abi
