#include "engine/audit/manifest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "engine/execute/status.hpp"
#include "engine/model/calendar.hpp"

namespace fenji::audit {

using Json = nlohmann::ordered_json;

namespace {

constexpr int format_number = 1;

std::string day_text(model::Day day) {
  int year = 0, month = 0, day_of_month = 0;
  model::civil_from_day(day, year, month, day_of_month);
  return fmt::format("{:04}-{:02}-{:02}", year, month, day_of_month);
}

std::optional<model::Day> day_of(const std::string& text) {
  int year = 0, month = 0, day = 0;
  char rest = 0;
  if (std::sscanf(text.c_str(), "%4d-%2d-%2d%c", &year, &month, &day, &rest) != 3) return std::nullopt;
  if (!model::exists(year, month, day)) return std::nullopt;
  return model::day_from_civil(year, month, day);
}

Json of(const HashedFile& file) { return {{"file", file.path}, {"sha256", file.sha256}}; }

HashedFile file_of(const Json& json) { return {json.at("file").get<std::string>(), json.at("sha256").get<std::string>()}; }

Message status_words(const std::string& name) {
  for (std::size_t i = 0; i < execute::status_count; ++i) {
    const auto status = static_cast<execute::Status>(i);
    if (execute::status_name(status) != name) continue;
    return {std::string(status_text(status, Language::chinese)), std::string(status_text(status, Language::english))};
  }
  return {name, name};
}

Message changed(const std::string& zh, const std::string& en) { return {zh + " 变了", en + " has changed"}; }

}  // namespace

std::string to_json(const Manifest& manifest) {
  Json json{{"manifest", format_number}, {"fenji", manifest.program}};
  json["language"] = manifest.language == Language::chinese ? "zh" : "en";
  json["as_of"] = day_text(manifest.as_of);
  json["rules"] = {{"file", manifest.rules}, {"effective", manifest.effective_rules}};
  json["rules"]["titles"] = Json::array();
  for (const Title& title : manifest.titles) {
    json["rules"]["titles"].push_back({{"title", title.title}, {"version", title.version}});
  }
  json["rules"]["sources"] = Json::array();
  for (const HashedFile& source : manifest.sources) json["rules"]["sources"].push_back(of(source));
  json["settings"] = manifest.settings;
  json["parameters"] = Json::object();
  for (const auto& [name, value] : manifest.parameters) json["parameters"][name] = value;
  json["columns"] = manifest.columns;
  json["keep"] = manifest.keep;
  json["by"] = manifest.by;
  json["format"] = manifest.format;
  if (!manifest.options.empty()) json["options"] = Json::object();
  for (const auto& [name, value] : manifest.options) json["options"][name] = value;
  json["list"] = of(manifest.list);
  json["result"] = of(manifest.result);
  json["counts"] = {{"records", manifest.records}};
  json["counts"]["statuses"] = Json::object();
  for (const auto& [name, count] : manifest.statuses) json["counts"]["statuses"][name] = count;
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::optional<Manifest> from_json(const std::string& text) {
  // What is missing or of another kind ends in one of the library's exceptions.
  try {
    const Json json = Json::parse(text);
    if (json.at("manifest").get<int>() != format_number) return std::nullopt;
    Manifest manifest;
    manifest.program = json.at("fenji").get<std::string>();
    manifest.language = json.at("language").get<std::string>() == "zh" ? Language::chinese : Language::english;
    const auto day = day_of(json.at("as_of").get<std::string>());
    if (!day) return std::nullopt;
    manifest.as_of = *day;
    const Json& rules = json.at("rules");
    manifest.rules = rules.at("file").get<std::string>();
    manifest.effective_rules = rules.at("effective").get<std::string>();
    for (const Json& title : rules.at("titles")) {
      manifest.titles.push_back({title.at("title").get<std::string>(), title.at("version").get<std::string>()});
    }
    for (const Json& source : rules.at("sources")) manifest.sources.push_back(file_of(source));
    manifest.settings = json.at("settings").get<std::vector<std::string>>();
    for (const auto& [name, value] : json.at("parameters").items()) {
      manifest.parameters.emplace_back(name, value.get<std::string>());
    }
    manifest.columns = json.at("columns").get<std::vector<std::string>>();
    // Older manifests do not have these.
    manifest.keep = json.value("keep", std::vector<std::string>());
    manifest.by = json.value("by", std::vector<std::string>());
    manifest.format = json.value("format", std::string("csv"));
    const auto options = json.find("options");
    if (options != json.end()) {
      for (const auto& [name, value] : options->items()) manifest.options.emplace_back(name, value.get<std::string>());
    }
    manifest.list = file_of(json.at("list"));
    manifest.result = file_of(json.at("result"));
    const Json& counts = json.at("counts");
    manifest.records = counts.at("records").get<std::uint64_t>();
    for (const auto& [name, count] : counts.at("statuses").items()) {
      manifest.statuses.emplace_back(name, count.get<std::uint64_t>());
    }
    return manifest;
  } catch (const Json::exception&) {
    return std::nullopt;
  }
}

std::vector<Difference> differences(const Manifest& before, const Manifest& after) {
  std::vector<Difference> found;
  if (before.program != after.program) {
    found.push_back({"program",
                     {fmt::format("程序版本是 {}，当时是 {}", after.program, before.program),
                      fmt::format("the program is version {}, then it was {}", after.program, before.program)},
                     false});
  }
  if (before.effective_rules != after.effective_rules)
    found.push_back({"rules", {"生效的规则变了", "what the rules say has changed"}});
  for (const HashedFile& source : after.sources) {
    if (std::find(before.sources.begin(), before.sources.end(), source) != before.sources.end()) continue;
    found.push_back({"source", changed("文件 " + source.path, "the file " + source.path)});
  }
  for (const HashedFile& source : before.sources) {
    const bool still = std::any_of(after.sources.begin(), after.sources.end(),
                                   [&](const HashedFile& other) { return other.path == source.path; });
    if (!still) found.push_back({"source", {"文件 " + source.path + " 没有用到", "the file " + source.path + " is not used"}});
  }
  for (const auto& parameter : after.parameters) {
    const auto then = std::find_if(before.parameters.begin(), before.parameters.end(),
                                   [&](const auto& other) { return other.first == parameter.first; });
    if (then == before.parameters.end() || then->second == parameter.second) continue;
    found.push_back({"parameters",
                     {fmt::format("参数 {} 是 {}，当时是 {}", parameter.first, parameter.second, then->second),
                      fmt::format("the parameter {} is {}, then it was {}", parameter.first, parameter.second, then->second)}});
  }
  if (before.list.sha256 != after.list.sha256) {
    found.push_back({"list", changed("名单 " + before.list.path, "the list " + before.list.path)});
  }
  if (before.records != after.records) {
    found.push_back({"counts",
                     {fmt::format("名单有 {} 条记录，当时是 {} 条", after.records, before.records),
                      fmt::format("the list has {} records, then it had {}", after.records, before.records)}});
  }
  for (const auto& status : after.statuses) {
    const auto then = std::find_if(before.statuses.begin(), before.statuses.end(),
                                   [&](const auto& other) { return other.first == status.first; });
    if (then == before.statuses.end() || then->second == status.second) continue;
    const Message name = status_words(status.first);
    found.push_back({"counts",
                     {fmt::format("{}的有 {} 条，当时是 {} 条", name.zh, status.second, then->second),
                      fmt::format("{} records are {}, then there were {}", status.second, name.en, then->second)}});
  }
  if (before.result.sha256 != after.result.sha256) {
    found.push_back({"result", {"重新运行的结果与当时不同", "the result of the repeated run is another"}});
  }
  return found;
}

}  // namespace fenji::audit
