#include "report_files.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "terminal.hpp"

namespace fenji::cli {

namespace fs = std::filesystem;

std::vector<std::string> report_paths(const std::string& folder) {
  std::vector<std::string> paths;
  if (folder.empty()) return paths;
  for (const run::Report& report : run::empty_reports()) paths.push_back((fs::path(folder) / (report.name + ".csv")).string());
  return paths;
}

std::optional<Message> output_clash(const std::vector<std::string>& outputs, const std::vector<std::string>& inputs) {
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    if (outputs[i] == "-") continue;
    for (const std::string& input : inputs) {
      if (!same_file(input, outputs[i])) continue;
      return Message{fmt::format("结果会盖掉 {}：请换一个文件名", input),
                     fmt::format("the result would replace {}: give it another name", input)};
    }
    for (std::size_t other = 0; other < i; ++other) {
      if (fs::path(outputs[i]).lexically_normal() != fs::path(outputs[other]).lexically_normal()) continue;
      return Message{
          fmt::format("{} 会写两次：--out、--split、--reports、--manifest 请写不同的文件或文件夹", outputs[i]),
          fmt::format("{} would be written twice: give --out, --split, --reports and --manifest different files or folders",
                      outputs[i])};
    }
  }
  return std::nullopt;
}

std::vector<Message> ReportFiles::open(const std::string& folder) {
  if (folder.empty()) return {};
  std::error_code error;
  fs::create_directories(folder, error);  // a folder that is not there is told by the first file
  for (const std::string& path : report_paths(folder)) {
    auto file = lists::OutputFile::create(path);
    if (!file.ok()) return {file.failure()};
    files_.push_back(std::move(*file));
  }
  return {};
}

std::vector<Message> ReportFiles::write(const std::vector<run::Report>& reports, Language language) {
  for (std::size_t i = 0; i < files_.size(); ++i) {
    if (const lists::Failure failure = files_[i].write(run::report_csv(reports[i], language))) return {*failure};
  }
  for (lists::OutputFile& file : files_) {
    if (const lists::Failure failure = file.commit()) return {*failure};
  }
  return {};
}

}  // namespace fenji::cli
