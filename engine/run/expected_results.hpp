// Stage: run. The results that a list should have, from a CSV that looks like a result list, held against those that it has.
// Compared are the key, the output columns that the CSV has, and the status; the notes are not. Numbers, dates and yes/no are
// compared by what they mean, everything else by its words.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/lists/byte_source.hpp"
#include "engine/model/rules.hpp"
#include "engine/run/list_evaluation.hpp"

namespace fenji::run {

struct ResultDifference {
  std::uint64_t line = 0;  // of the expected results; 0 where they lack the record
  std::string key;
  std::string column;  // empty: the one list lacks the record
  std::string expected, actual;
};

class ExpectedResults {
 public:
  // `rules` must outlive it; `language` is the one that actual results are written in.
  ExpectedResults(const model::Rules& rules, Language language) : rules_(rules), language_(language) {}

  // What keeps the results from being read; nothing where all is well. A column that is no output of the rules is such a
  // thing: to leave it out unasked would pass for agreement.
  std::vector<Message> read(lists::ByteSource& list);

  // Once for each record, in the order of the list; records with the same key are held against expected ones in their order.
  void compare(const EvaluatedRecord& record);
  // Behind the last record: expected ones that no record was held against.
  void finish();

  const std::vector<ResultDifference>& differences() const { return differences_; }

 private:
  struct Row {
    std::uint64_t line = 0;
    std::vector<std::string> cells;  // by column of the expected results
    bool compared = false;
  };

  std::optional<Message> match(const std::vector<std::string>& header);
  std::string key_of(const Row& row) const;
  bool agrees(const std::string& expected, const std::string& actual, std::size_t output) const;

  const model::Rules& rules_;
  const Language language_;
  std::optional<std::size_t> key_;                            // column
  std::vector<std::pair<std::size_t, std::size_t>> outputs_;  // column, index in Rules::outputs
  std::optional<std::size_t> status_;                         // column
  std::vector<std::string> header_;
  std::vector<Row> rows_;
  std::multimap<std::string, std::size_t> by_key_;  // rows not yet compared; in their order for a key
  std::vector<ResultDifference> differences_;
};

}  // namespace fenji::run
