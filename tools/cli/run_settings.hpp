// What `fenji run` was asked for.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "context.hpp"
#include "engine/answers/answer_columns.hpp"
#include "engine/lists/list_file.hpp"
#include "engine/model/value.hpp"
#include "result_file.hpp"

namespace fenji::cli {

struct RunSettings {
  std::string rules, list, out;         // `rules` may be a book
  std::vector<std::string> parameters;  // NAME=VALUE
  lists::ListOptions reading;           // of the list
  std::optional<model::Day> as_of;      // nothing: today, or the book's date
  std::string split;                    // folder for one result a rule file; empty: none
  std::string reports;                  // folder for the reports; empty: none
  std::vector<std::string> by;          // what the reports go by
  answers::Asked answers;               // columns behind the notes
  std::vector<std::string> keep;        // columns of the list behind those
  std::optional<ResultFormat> out_format;
  std::string manifest;  // file; empty: none
  Format format = Format::text;
  unsigned threads = 0;
  std::size_t batch_size = 2048;
  bool plain = false;
  bool keep_formulas = false;  // cells of the result are not defused
  bool strict = false;
  bool check_keys = false;
  bool quiet = false;

  // Whether a summary is written.
  bool tells() const { return format == Format::json || !quiet; }
};

}  // namespace fenji::cli
