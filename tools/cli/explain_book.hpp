// The rule file of a book that grades one customer, and the exceptions that somebody has approved for it.
#pragma once

#include <string>
#include <vector>

#include "context.hpp"
#include "engine/books/exceptions.hpp"
#include "engine/lists/list_file.hpp"
#include "rule_loader.hpp"

namespace fenji::cli {

struct BookChoice {
  int exit_code = 0;                         // other than success: all is said, nothing of the rest counts
  LoadedRules loaded;                        // the file that grades the customer; where none does, the first that is in force
  std::vector<Message> remarks;              // where none applies, or several do
  lists::ListOptions reading;                // of the list, with what the book says of it
  model::Day as_of = 0;                      // whose rules count
  std::vector<books::Exception> exceptions;  // that count on the day, of this customer
};

// Reads `list` once for each file that is in force. Complains where something cannot be read.
BookChoice choose_rules(const std::string& book, const std::string& list, const lists::ListOptions& reading,
                        const std::string& key, std::optional<model::Day> as_of, const Context& context);

}  // namespace fenji::cli
