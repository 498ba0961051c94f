// Stage: abi. A table graded by a book: by way of the list that the table stands for, so that routing, exceptions and what is
// carried through are those of a run. All of the table is taken in when it begins, all of the results are worked out when the
// first are asked for.
#pragma once

#include <memory>

#include "engine/abi/compiled_book.hpp"
#include "engine/abi/evaluation.hpp"
#include "engine/abi/input.hpp"
#include "engine/abi/table_list.hpp"

namespace fenji::abi {

class BookEvaluation : public Evaluation {
 public:
  static std::variant<std::unique_ptr<BookEvaluation>, Fault> make(SharedBook book, Owned<ArrowArrayStream> input,
                                                                   const EvaluationSettings& settings);

  const OutputSchema& schema() const override { return schema_; }

 private:
  BookEvaluation(SharedBook book, std::shared_ptr<const TableList> list, const EvaluationSettings& settings);
  std::optional<Fault> fill() override;

  const SharedBook book_;
  std::shared_ptr<const TableList> list_;  // until it has been graded
  const EvaluationSettings settings_;
  const OutputSchema schema_;
};

}  // namespace fenji::abi
