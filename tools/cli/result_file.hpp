// A result file in the format that was asked for, which appears as a whole or not at all.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/lists/output_file.hpp"
#include "engine/run/reports.hpp"
#include "engine/run/result_sink.hpp"
#include "engine/workbooks/fact_sheet.hpp"
#include "engine/workbooks/result_workbook.hpp"
#include "syntax.hpp"

namespace fenji::cli {

enum class ResultFormat : std::uint8_t { csv, xlsx, json_lines };

// `--out-format`: nothing where it is left to the file's name.
Option out_format_option(std::optional<ResultFormat>& target);

// Why no result can be written to a path: its end stands for a format that is not written, so that CSV under that name would
// not open. Nothing where a format is asked for.
std::optional<Message> unwritten_format(const std::string& path, std::optional<ResultFormat> asked);

// As the path's end says, CSV where it says nothing.
ResultFormat result_format(const std::string& path, std::optional<ResultFormat> asked);
std::optional<ResultFormat> format_named(const std::string& name);
std::string extension_of(ResultFormat format);  // .csv

// What a workbook shows beside the records.
struct WorkbookContent {
  std::string title;
  std::vector<run::Report> reports;
  std::vector<workbooks::Facts> facts;
};

class ResultFile {
 public:
  // Begins the file. `sheet`: what a workbook calls the sheet of records.
  static lists::Result<ResultFile> create(const std::string& path, ResultFormat format, const Message& sheet,
                                          Language language);

  run::ResultSink& sink() { return *sink_; }
  // Null where the format is another.
  workbooks::ResultWorkbook* workbook() { return workbook_; }

  // Puts the file in its place. `content`, if any, is asked for where the format has room for it.
  lists::Failure commit(const std::function<WorkbookContent()>& content);

  // What people should know of it.
  std::vector<Message> remarks() const;

 private:
  ResultFile(lists::OutputFile out, Language language)
      : out_(std::make_unique<lists::OutputFile>(std::move(out))), language_(language) {}

  std::unique_ptr<lists::OutputFile> out_;
  Language language_;
  std::unique_ptr<run::ResultSink> sink_;
  workbooks::ResultWorkbook* workbook_ = nullptr;  // the sink
};

Message records_sheet();  // 结果 / results

}  // namespace fenji::cli
