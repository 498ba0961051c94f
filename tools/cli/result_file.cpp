#include "result_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "engine/run/json_lines_sink.hpp"
#include "engine/workbooks/report_sheets.hpp"

namespace fenji::cli {
namespace {

const std::vector<std::pair<std::string, ResultFormat>> format_names = {
    {"csv", ResultFormat::csv}, {"xlsx", ResultFormat::xlsx}, {"jsonl", ResultFormat::json_lines}};

std::string lower_extension(const std::string& path) {
  std::string extension = std::filesystem::path(path).extension().string();
  std::transform(extension.begin(), extension.end(), extension.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return extension;
}

}  // namespace

Option out_format_option(std::optional<ResultFormat>& target) {
  std::vector<std::string> words;
  for (const auto& [name, format] : format_names) words.push_back(name);
  return word_option("--out-format", {"格式", "FORMAT"}, std::move(words),
                     [&target](std::size_t index) { target = format_names[index].second; },
                     {"结果文件的格式", "format of the result file"},
                     {"按 --out 的扩展名，没有就是 csv", "by the extension of --out, else csv"});
}

std::optional<Message> unwritten_format(const std::string& path, std::optional<ResultFormat> asked) {
  const std::string extension = lower_extension(path);
  const auto others = {".xls", ".xlsb", ".xlsm", ".ods", ".json", ".parquet"};
  if (asked || std::find(others.begin(), others.end(), extension) == others.end()) return std::nullopt;
  return Message{fmt::format("结果不写成 {} 文件：请把“{}”的结尾改成 .xlsx、.csv 或 .jsonl", extension, path),
                 fmt::format("results are not written as {} files: let `{}` end in .xlsx, .csv or .jsonl", extension, path)};
}

ResultFormat result_format(const std::string& path, std::optional<ResultFormat> asked) {
  if (asked) return *asked;
  const std::string extension = lower_extension(path);
  if (extension == ".xlsx") return ResultFormat::xlsx;
  if (extension == ".jsonl" || extension == ".ndjson") return ResultFormat::json_lines;
  return ResultFormat::csv;
}

std::optional<ResultFormat> format_named(const std::string& name) {
  const auto found =
      std::find_if(format_names.begin(), format_names.end(), [&](const auto& each) { return each.first == name; });
  return found == format_names.end() ? std::nullopt : std::optional(found->second);
}

std::string extension_of(ResultFormat format) {
  const auto name =
      std::find_if(format_names.begin(), format_names.end(), [&](const auto& each) { return each.second == format; });
  return "." + name->first;
}

Message records_sheet() { return {"结果", "results"}; }

lists::Result<ResultFile> ResultFile::create(const std::string& path, ResultFormat format, const Message& sheet,
                                             Language language) {
  auto out = lists::OutputFile::create(path);
  if (!out.ok()) return out.failure();
  ResultFile made(std::move(*out), language);
  switch (format) {
    case ResultFormat::csv:
      made.sink_ = std::make_unique<run::CsvSink>(*made.out_);
      break;
    case ResultFormat::json_lines:
      made.sink_ = std::make_unique<run::JsonLinesSink>(*made.out_);
      break;
    case ResultFormat::xlsx: {
      auto workbook = workbooks::Workbook::create(path);
      if (!workbook.ok()) return workbook.failure();
      auto sink = std::make_unique<workbooks::ResultWorkbook>(std::move(*workbook), sheet.in(language));
      made.workbook_ = sink.get();
      made.sink_ = std::move(sink);
      break;
    }
  }
  return made;
}

lists::Failure ResultFile::commit(const std::function<WorkbookContent()>& content) {
  if (workbook_ != nullptr) {
    const WorkbookContent shown = content ? content() : WorkbookContent{};
    workbooks::Workbook& workbook = workbook_->finish();
    if (!shown.reports.empty()) workbooks::add_report_sheets(*workbook_, shown.title, shown.reports, language_);
    if (!shown.facts.empty()) workbooks::add_fact_sheet(workbook, Message{"规则", "rules"}.in(language_), shown.facts);
    if (lists::Failure failure = workbook.save(*out_)) return failure;
  }
  return out_->commit();
}

std::vector<Message> ResultFile::remarks() const {
  const std::uint64_t cut = workbook_ == nullptr ? 0 : workbook_->cut_texts();
  if (cut == 0) return {};
  return {{fmt::format("注意：{} 个单元格的文字超过 Excel 的 32767 个字，结尾截成了“…”；要全文请写 CSV", cut),
           fmt::format("note: {} cells had more text than the 32,767 characters of Excel and end in … now; CSV holds all of it",
                       cut)}};
}

}  // namespace fenji::cli
