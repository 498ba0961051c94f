// The manifest of a run: filled in while it runs, written when all else stands.
#pragma once

#include <string>
#include <vector>

#include "engine/audit/manifest.hpp"
#include "engine/lists/output_file.hpp"
#include "engine/run/tally.hpp"
#include "rule_loader.hpp"
#include "run_settings.hpp"

namespace fenji::cli {

class ManifestWriter {
 public:
  // Paths are told from the folder of the manifest at `path`, which need not be there yet.
  explicit ManifestWriter(std::string path) : path_(std::move(path)) {}

  // In any order, before finish().
  void add_run(const RunSettings& settings, model::Day as_of, Language language);
  void add_rules(const LoadedRules& loaded);
  void add_source(const std::string& path);
  void add_counts(const run::Counts& counts);

  // Call when the result stands under its name. What keeps its parts from being read.
  std::vector<Message> finish();
  lists::Failure write(lists::OutputFile& out) const;

  const audit::Manifest& manifest() const { return manifest_; }

 private:
  std::string relative(const std::string& file) const;

  std::string path_;
  audit::Manifest manifest_;
  std::vector<std::string> sources_;
  std::string list_, result_;
  std::string effective_;
};

// A path that the manifest at `manifest` names, from where we are.
std::string beside_manifest(const std::string& manifest, const std::string& named);

}  // namespace fenji::cli
