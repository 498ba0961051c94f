#include "engine/books/rule_loader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "engine/check/check.hpp"
#include "engine/check/inherit.hpp"
#include "engine/lists/decode_text.hpp"
#include "engine/lists/input_file.hpp"
#include "grammar/parse.hpp"

namespace fenji::books {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_files = 20;  // in a chain of files that extend one another

// Beside the file that names it; `.fenji` may be left out.
std::string beside(const std::string& path, const std::string& named) {
  const fs::path found = fs::path(path).parent_path() / fs::path(named);
  std::error_code error;
  if (!fs::exists(found, error) && fs::exists(fs::path(found.string() + ".fenji"), error)) return found.string() + ".fenji";
  return found.string();
}

bool is_same(const std::string& left, const std::string& right) {
  std::error_code error;
  return fs::equivalent(left, right, error);
}

// A rule file with all that it extends. `chain` are the paths that lead to it, itself last.
class ChainReader {
 public:
  ChainReader(SourceSet& sources, Diagnostics& diagnostics) : sources_(sources), diagnostics_(diagnostics) {}

  grammar::RuleFile read(std::string text, std::vector<std::string>& chain) {
    const std::string path = chain.back();
    const std::uint32_t file = sources_.add(Source(path, std::move(text)));
    const grammar::Cell extended = grammar::extended_path(sources_[file].text(), file);
    std::optional<grammar::RuleFile> base;
    if (!extended.text.empty()) base = read_base(extended, chain);
    grammar::ParseResult parsed = grammar::parse(sources_[file].text(), file, base ? base->names : grammar::DeclaredNames{});
    diagnostics_.insert(diagnostics_.end(), parsed.diagnostics.begin(), parsed.diagnostics.end());
    no_rules_ = no_rules_ || parsed.no_rules;
    if (!base) return std::move(parsed.tree);
    if (base->language != parsed.tree.language) {
      report(extended.span,
             {fmt::format("“{}”用另一种语言的关键词写成，不能沿用", extended.text),
              fmt::format("`{}` is written in the other keyword language and cannot be extended", extended.text)},
             Message{"用 fenji fmt --keywords 先把它译成同一种", "translate it with fenji fmt --keywords first"});
      return std::move(parsed.tree);
    }
    return check::inherit(std::move(*base), std::move(parsed.tree));
  }

  std::optional<grammar::RuleFile> read_base(const grammar::Cell& extended, std::vector<std::string>& chain) {
    const std::string path = beside(chain.back(), extended.text);
    if (chain.size() >= most_files ||
        std::any_of(chain.begin(), chain.end(), [&](const auto& each) { return is_same(each, path); })) {
      report(extended.span,
             {fmt::format("沿用绕了一圈或太长：{} → {}", fmt::join(chain, " → "), path),
              fmt::format("the files extend one another in a circle or too deep: {} → {}", fmt::join(chain, " → "), path)});
      return std::nullopt;
    }
    std::optional<Message> failure;
    auto text = read_text(path, failure);
    if (!text) {
      report(extended.span, {"沿用的文件读不出：" + failure->zh, "the extended file cannot be read: " + failure->en},
             Message{"路径从本文件所在的文件夹算起", "the path starts from the folder of this file"});
      return std::nullopt;
    }
    chain.push_back(path);
    grammar::RuleFile base = read(std::move(*text), chain);
    chain.pop_back();
    return base;
  }

  // Whether one of the files is something else than rules.
  bool no_rules() const { return no_rules_; }

 private:
  void report(Span span, Message message, std::optional<Message> advice = {}) {
    diagnostics_.push_back({"extends", Severity::error, span, std::move(message), std::move(advice), {}, {}});
  }

  SourceSet& sources_;
  Diagnostics& diagnostics_;
  bool no_rules_ = false;
};

LoadedRules load(const std::string& path, std::string text, const std::vector<std::string>& settings, model::Day as_of) {
  LoadedRules loaded;
  std::vector<std::string> chain = {path};
  ChainReader reader(loaded.sources, loaded.diagnostics);
  loaded.tree = reader.read(std::move(text), chain);
  const grammar::RuleFile& tree = loaded.tree;
  loaded.language = tree.language;
  const grammar::Cell extended = grammar::extended_path(loaded.sources[0].text());
  if (!extended.text.empty()) loaded.extends = extended.span;
  // Without its base a file lacks half of its names.
  const bool chain_broken = std::any_of(loaded.diagnostics.begin(), loaded.diagnostics.end(),
                                        [](const Diagnostic& diagnostic) { return diagnostic.name == "extends"; });
  if (chain_broken || reader.no_rules()) return loaded;
  std::vector<check::Setting> parameters;
  for (const std::string& setting : settings) {
    const std::size_t sign = setting.find('=');
    if (sign == std::string::npos || sign == 0) {
      loaded.wrong_settings.push_back(
          {fmt::format("--set 要写成 名称=值，而不是“{}”", setting), fmt::format("--set takes NAME=VALUE, not `{}`", setting)});
    } else {
      parameters.push_back({setting.substr(0, sign), setting.substr(sign + 1)});
    }
  }
  check::CheckResult checked = check::check(tree, parameters, loaded.wrong_settings, as_of);
  const bool broken = has_errors(loaded.diagnostics);
  loaded.diagnostics.insert(loaded.diagnostics.end(), checked.diagnostics.begin(), checked.diagnostics.end());
  std::stable_sort(loaded.diagnostics.begin(), loaded.diagnostics.end(),
                   [](const Diagnostic& left, const Diagnostic& right) { return left.span < right.span; });
  if (!broken && loaded.wrong_settings.empty()) loaded.rules = std::move(checked.rules);
  return loaded;
}

}  // namespace

std::optional<std::string> read_text(const std::string& path, std::optional<Message>& failure) {
  auto file = lists::InputFile::open(path);
  if (!file.ok()) {
    failure = file.failure();
    return std::nullopt;
  }
  auto bytes = lists::read_all(*file);
  if (!bytes.ok()) {
    failure = bytes.failure();
    return std::nullopt;
  }
  auto decoded = lists::decode_text(*bytes, file->name());
  if (!decoded.ok()) {
    failure = decoded.failure();
    return std::nullopt;
  }
  return std::move(decoded->text);
}

std::optional<grammar::DeclaredNames> inherited_names(const SourceSet& sources, LoadedRules& base) {
  const grammar::Cell extended = grammar::extended_path(sources[0].text());
  if (extended.text.empty()) return grammar::DeclaredNames{};
  base.sources = sources;
  std::vector<std::string> chain = {sources[0].name()};
  auto tree = ChainReader(base.sources, base.diagnostics).read_base(extended, chain);
  std::erase_if(base.diagnostics, [](const Diagnostic& diagnostic) { return diagnostic.name != "extends"; });
  if (!tree || has_errors(base.diagnostics)) return std::nullopt;
  return std::move(tree->names);
}

bool is_book(const std::string& path) { return path.ends_with(".toml"); }

LoadedRules load_rules(const std::string& path, const std::vector<std::string>& settings, model::Day as_of) {
  LoadedRules loaded;
  if (is_book(path)) {
    loaded.unreadable = Message{
        fmt::format("“{}”是册子，这里要一个规则文件：册子用于 run、lint、explain 和 compare", path),
        fmt::format("`{}` is a book, and a rule file is needed here: books are for run, lint, explain and compare", path)};
    return loaded;
  }
  auto text = read_text(path, loaded.unreadable);
  if (!text) return loaded;
  return load(path, std::move(*text), settings, as_of);
}

LoadedRules load_text(const std::string& path, std::string text, const std::vector<std::string>& settings, model::Day as_of) {
  return load(path, std::move(text), settings, as_of);
}

grammar::RuleFile tree_of(const SourceSet& sources) {
  // Each source extends the next.
  std::optional<grammar::RuleFile> tree;
  for (auto file = static_cast<std::uint32_t>(sources.size()); file-- > 0;) {
    grammar::RuleFile own = grammar::parse(sources[file].text(), file, tree ? tree->names : grammar::DeclaredNames{}).tree;
    tree = tree ? check::inherit(std::move(*tree), std::move(own)) : std::move(own);
  }
  return std::move(*tree);
}

void mark_extended(Diagnostics& diagnostics, const LoadedRules& loaded) {
  if (!loaded.extends) return;
  for (Diagnostic& diagnostic : diagnostics) {
    if (diagnostic.span.file == 0) continue;
    diagnostic.related.push_back({*loaded.extends, {"由这里沿用进来", "brought in by this `extends`"}});
  }
}

}  // namespace fenji::books
