// Stage: abi. A stream of results, array by array.
#pragma once

#include <deque>
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
  std::variant<std::optional<OutputArray>, Fault> next();

 protected:
  Evaluation() = default;

  std::deque<OutputArray> ready_;  // worked out, not given out

 private:
  // Puts the next arrays into ready_; none at the end, however often it is asked.
  virtual std::optional<Fault> fill() = 0;

  std::optional<Fault> fault_;
};

}  // namespace fenji::abi
