#include "run_manifest.hpp"

#include <algorithm>
#include <filesystem>

#include "effective_rules.hpp"
#include "engine/audit/content_hash.hpp"
#include "list_options.hpp"

namespace fenji::cli {

namespace fs = std::filesystem;

std::string beside_manifest(const std::string& manifest, const std::string& named) {
  return (fs::path(manifest).parent_path() / named).lexically_normal().string();
}

std::string ManifestWriter::relative(const std::string& file) const {
  std::error_code error;
  const fs::path folder = fs::absolute(path_, error).parent_path().lexically_normal();
  const fs::path whole = fs::absolute(file, error).lexically_normal();
  return whole.lexically_proximate(folder).generic_string();
}

void ManifestWriter::add_run(const RunSettings& settings, model::Day as_of, Language language) {
  manifest_.program = FENJI_VERSION;
  manifest_.language = language;
  manifest_.as_of = as_of;
  manifest_.rules = relative(settings.rules);
  manifest_.settings = settings.parameters;
  manifest_.list.path = relative(settings.list);
  manifest_.result.path = relative(settings.out);
  if (settings.answers.possible) manifest_.columns.emplace_back("possible");
  if (settings.answers.upgrade) manifest_.columns.emplace_back("upgrade");
  if (settings.answers.why) manifest_.columns.emplace_back("why");
  manifest_.keep = settings.keep;
  manifest_.by = settings.by;
  manifest_.format = extension_of(result_format(settings.out, settings.out_format)).substr(1);
  const lists::ListOptions& reading = settings.reading;
  if (reading.encoding) manifest_.options.emplace_back("encoding", lists::encoding_name(*reading.encoding));
  if (reading.delimiter) manifest_.options.emplace_back("delimiter", delimiter_name(*reading.delimiter));
  if (reading.sheet) manifest_.options.emplace_back("sheet", *reading.sheet);
  if (reading.header_row) manifest_.options.emplace_back("header_row", std::to_string(*reading.header_row));
  if (settings.keep_formulas) manifest_.options.emplace_back("keep_formulas", "true");
  list_ = settings.list;
  result_ = settings.out;
}

void ManifestWriter::add_rules(const LoadedRules& loaded) {
  const model::Rules& rules = *loaded.rules;
  manifest_.titles.push_back({rules.title, rules.version});
  for (std::uint32_t source = 0; source < loaded.sources.size(); ++source) add_source(loaded.sources[source].name());
  for (const EffectivePiece& piece : effective_pieces(loaded)) effective_ += piece.text + "\n";
  for (const model::Parameter& parameter : rules.parameters) {
    const std::string value = model::to_text(parameter.value, parameter.type, rules, rules.language);
    effective_ += parameter.name + "=" + value + "\n";
    manifest_.parameters.emplace_back(parameter.name, value);
  }
}

void ManifestWriter::add_source(const std::string& path) {
  if (std::find(sources_.begin(), sources_.end(), path) == sources_.end()) sources_.push_back(path);
}

void ManifestWriter::add_counts(const run::Counts& counts) {
  manifest_.records += counts.records;
  for (std::size_t status = 0; status < execute::status_count; ++status) {
    const std::string name(execute::status_name(static_cast<execute::Status>(status)));
    if (manifest_.statuses.size() <= status) manifest_.statuses.emplace_back(name, 0);
    manifest_.statuses[status].second += counts.statuses[status];
  }
}

std::vector<Message> ManifestWriter::finish() {
  manifest_.effective_rules = audit::content_hash(effective_);
  for (const std::string& source : sources_) {
    auto hash = audit::file_hash(source);
    if (!hash.ok()) return {hash.failure()};
    manifest_.sources.push_back({relative(source), *hash});
  }
  for (const auto& [path, file] : {std::pair(list_, &manifest_.list), std::pair(result_, &manifest_.result)}) {
    auto hash = audit::file_hash(path);
    if (!hash.ok()) return {hash.failure()};
    file->sha256 = *hash;
  }
  return {};
}

lists::Failure ManifestWriter::write(lists::OutputFile& out) const {
  const lists::Failure failure = out.write(audit::to_json(manifest_));
  return failure ? failure : out.commit();
}

}  // namespace fenji::cli
