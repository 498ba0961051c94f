// The reports of a run as CSV files in a folder, which appear as a whole or not at all.
#pragma once

#include <string>
#include <vector>

#include "engine/lists/output_file.hpp"
#include "engine/run/reports.hpp"

namespace fenji::cli {

// DIR/statuses.csv and the others; none where `folder` is empty.
std::vector<std::string> report_paths(const std::string& folder);

// The first of `outputs` that is written twice, or is one of `inputs`, as a sentence.
std::optional<Message> output_clash(const std::vector<std::string>& outputs, const std::vector<std::string>& inputs);

class ReportFiles {
 public:
  // Makes the folder and begins every file, before the list is read.
  std::vector<Message> open(const std::string& folder);

  // Writes all and puts them in their places. `reports` are all, in their order.
  std::vector<Message> write(const std::vector<run::Report>& reports, Language language);

 private:
  std::vector<lists::OutputFile> files_;
};

}  // namespace fenji::cli
