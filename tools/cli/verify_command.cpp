#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <random>

#include "commands.hpp"
#include "engine/audit/content_hash.hpp"
#include "engine/lists/input_file.hpp"
#include "exit_codes.hpp"
#include "list_options.hpp"
#include "run_manifest.hpp"
#include "run_rules.hpp"
#include "terminal.hpp"

namespace fenji::cli {
namespace {

namespace fs = std::filesystem;

// A folder for one file, gone with its owner.
class WorkFolder {
 public:
  WorkFolder() {
    std::random_device device;
    std::error_code error;
    for (int attempt = 0; attempt < 100 && path_.empty(); ++attempt) {
      const fs::path tried = fs::temp_directory_path(error) / fmt::format("fenji-verify-{:08x}", device());
      if (!error && fs::create_directory(tried, error)) path_ = tried;
    }
  }
  ~WorkFolder() {
    std::error_code error;
    if (!path_.empty()) fs::remove_all(path_, error);
  }
  WorkFolder(const WorkFolder&) = delete;
  WorkFolder& operator=(const WorkFolder&) = delete;

  bool ok() const { return !path_.empty(); }
  std::string file(const fs::path& name) const { return (path_ / name).string(); }

 private:
  fs::path path_;
};

struct VerifySettings {
  std::string manifest;
  Format format = Format::text;
  bool quiet = false;
};

std::optional<audit::Manifest> read_manifest(const std::string& path, Language language) {
  auto file = lists::InputFile::open(path);
  auto text = file.ok() ? lists::read_all(*file) : lists::Result<std::string>(file.failure());
  if (!text.ok()) {
    complain(text.failure(), language);
    return std::nullopt;
  }
  auto manifest = audit::from_json(*text);
  if (!manifest) {
    complain({fmt::format("“{}”不是 fenji run --manifest 写的清单，或者被改坏了", path),
              fmt::format("`{}` is no manifest that fenji run --manifest has written, or it is damaged", path)},
             language);
  }
  return manifest;
}

RunSettings settings_of(const audit::Manifest& manifest, const std::string& path) {
  RunSettings settings;
  settings.rules = beside_manifest(path, manifest.rules);
  settings.list = beside_manifest(path, manifest.list.path);
  settings.parameters = manifest.settings;
  settings.as_of = manifest.as_of;
  for (const std::string& column : manifest.columns) {
    if (column == "possible") settings.answers.possible = true;
    if (column == "upgrade") settings.answers.upgrade = true;
    if (column == "why") settings.answers.why = true;
  }
  settings.keep = manifest.keep;
  settings.by = manifest.by;
  settings.out_format = format_named(manifest.format);
  for (const auto& [name, value] : manifest.options) {
    if (name == "encoding") settings.reading.encoding = lists::encoding_named(value);
    if (name == "delimiter") settings.reading.delimiter = delimiter_named(value);
    if (name == "sheet") settings.reading.sheet = value;
    if (name == "header_row") settings.reading.header_row = std::strtoull(value.c_str(), nullptr, 10);
    if (name == "keep_formulas") settings.keep_formulas = value == "true";
  }
  settings.quiet = true;
  return settings;
}

// The result that the run left behind, if it is still there.
std::optional<audit::Difference> changed_result(const audit::Manifest& manifest, const std::string& path) {
  const std::string result = beside_manifest(path, manifest.result.path);
  const auto hash = audit::file_hash(result);
  if (!hash.ok()) {
    return audit::Difference{"result_file",
                             {fmt::format("当时的结果文件 {} 读不到，没有核对", result),
                              fmt::format("the result file {} cannot be read and was not looked at", result)},
                             false};
  }
  if (*hash == manifest.result.sha256) return std::nullopt;
  return audit::Difference{"result_file",
                           {fmt::format("结果文件 {} 写成以后变了", result),
                            fmt::format("the result file {} has changed since it was written", result)}};
}

std::string text_of(const audit::Manifest& manifest, const std::vector<audit::Difference>& found, bool same,
                    Language language) {
  const bool chinese = language == Language::chinese;
  std::string text =
      same ? (chinese ? fmt::format("一致：{} 条记录，重新运行的结果相同\n", manifest.records)
                      : fmt::format("same: {} records, the repeated run gives the same result\n", manifest.records))
           : (chinese ? "不一致\n" : "different\n");
  for (const audit::Difference& difference : found) text += "  " + difference.said.in(language) + "\n";
  return text;
}

std::string json_of(const std::vector<audit::Difference>& found, bool same, Language language) {
  nlohmann::ordered_json json{
      {"same", same}, {"differences", nlohmann::ordered_json::array()}, {"remarks", nlohmann::ordered_json::array()}};
  for (const audit::Difference& difference : found) {
    json[difference.matters ? "differences" : "remarks"].push_back(
        {{"what", difference.what}, {"text", difference.said.in(language)}});
  }
  return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

int verify(const VerifySettings& settings, const Context& context) {
  const auto manifest = read_manifest(settings.manifest, context.own_language());
  if (!manifest) return file_failed;
  const Language language = context.language_for(manifest->language);
  const WorkFolder folder;
  if (!folder.ok()) {
    complain({"临时文件夹写不了，没法重新运行", "there is no temporary folder to write to, so nothing can be repeated"},
             language);
    return file_failed;
  }
  RunSettings again = settings_of(*manifest, settings.manifest);
  again.out = folder.file(fs::path(manifest->result.path).filename());
  // The result is in the language of its run, whatever ours is.
  Context then = context;
  then.language = manifest->language;
  ManifestWriter writer(settings.manifest);
  const int code = run_rules(again, then, &writer);
  if (code != success) return code == rules_have_findings || code == wrong_usage ? rules_have_findings : file_failed;
  std::vector<audit::Difference> found = audit::differences(*manifest, writer.manifest());
  if (auto changed = changed_result(*manifest, settings.manifest)) found.push_back(std::move(*changed));
  const bool same =
      std::none_of(found.begin(), found.end(), [](const audit::Difference& difference) { return difference.matters; });
  if (!settings.quiet) {
    const bool printed =
        print(settings.format == Format::json ? json_of(found, same, language) : text_of(*manifest, found, same, language));
    if (!printed) return file_failed;
  }
  return same ? success : rules_have_findings;
}

}  // namespace

Command verify_command() {
  auto settings = std::make_shared<VerifySettings>();
  Command command;
  command.name = "verify";
  command.summary = {"按清单重新运行，看结果是否相同", "repeat a run by its manifest and tell whether it is the same"};
  command.examples = {{"fenji verify 结果.manifest.json", "fenji verify result.manifest.json"},
                      {"fenji verify 结果.manifest.json --format json", "fenji verify result.manifest.json --format json"}};
  command.remarks = {{"清单由 fenji run 写成；其中的路径从清单所在的文件夹算起。不一致时退出码为 1。",
                      "Manifests are written by fenji run; their paths are from the folder where the manifest is. The "
                      "exit code is 1 where anything differs."}};
  command.exit_codes = {success, rules_have_findings, wrong_usage, file_failed};
  command.arguments.push_back(
      text_argument({"清单", "MANIFEST"}, Files::any, settings->manifest, {"运行的清单（JSON）", "manifest of a run (JSON)"}));
  command.options.push_back(format_option(settings->format, {"输出格式", "format of the output"}));
  command.options.push_back(quiet_option(settings->quiet, {"只看退出码", "nothing but the exit code"}));
  command.run = [settings](const Context& context) { return verify(*settings, context); };
  return command;
}

}  // namespace fenji::cli
