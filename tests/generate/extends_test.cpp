// A file that extends another means what one file of the same pieces means: a random description is cut in two, and some of
// what the base says is restated.
#include <doctest/doctest.h>

#include <algorithm>
#include <utility>

#include "engine/check/inherit.hpp"
#include "tests/generate/compiled.hpp"
#include "tests/generate/counts.hpp"
#include "tests/generate/describe.hpp"
#include "tests/generate/expressions.hpp"
#include "tests/generate/same_rules.hpp"
#include "tests/generate/spell.hpp"
#include "tests/support/seeds.hpp"

using namespace fenji;
using namespace fenji::generate;

namespace {

constexpr std::uint32_t base_file = 1;

class Cut {
 public:
  Cut(Random& random, Description whole) : random_(random), whole_(std::move(whole)) {
    base.header = whole_.header;
    base.header.applies.reset();  // it may look at what only the other file defines
    own.header.title = whole_.header.title;
    own.header.extends = "base";
    own.header.applies = whole_.header.applies;
    restate(base.header.version, own.header.version);
    restate(base.header.owner, own.header.owner);
    restate(base.header.approval, own.header.approval);
    restate(base.header.notes, own.header.notes);
    if (base.header.effective_from && random_.chance(50)) {
      std::swap(base.header.effective_from, own.header.effective_from);
      std::swap(base.header.effective_to, own.header.effective_to);
    }
    cut(whole_.parameters, base.parameters, own.parameters, 0, [](const Parameter& parameter) {
      return Parameter{parameter.name, literal({1, 0})};
    });
    cut(whole_.fields, base.fields, own.fields, 1, [this](const Field& field) { return other(field); });
    cut(whole_.blocks, base.blocks, own.blocks, 0, [this](const Block& block) { return std::visit(Other{random_}, block); });
    own.examples = whole_.examples;
    base.outputs = whole_.outputs;
    if (random_.chance(50)) {
      own.outputs = whole_.outputs;
      base.outputs = {whole_.fields.front().name};
    }
  }

  Description base, own;
  const Description& whole() const { return whole_; }
  bool restates = false;

 private:
  // A line of the header in either file, or in both.
  void restate(std::string& of_base, std::string& of_own) {
    if (of_base.empty() || random_.chance(50)) return;
    of_own = of_base;
    of_base = random_.chance(50) ? "旧" : "";
  }

  // The first pieces into `first`, some of them as `change` has them; what they should be and the rest into `second`.
  template <class Piece, class Change>
  void cut(const std::vector<Piece>& all, std::vector<Piece>& first, std::vector<Piece>& second, std::size_t least,
           Change change) {
    const std::size_t count = least + random_.below(all.size() - least + 1);
    for (std::size_t i = 0; i < all.size(); ++i) {
      const bool restated = i < count && random_.chance(25);
      std::optional<Piece> changed = restated ? std::optional<Piece>(change(all[i])) : std::nullopt;
      if (changed) restates = true;
      if (i < count) first.push_back(changed ? std::move(*changed) : all[i]);
      if (i >= count || changed) second.push_back(all[i]);
    }
  }

  Field other(const Field& field) {
    Field changed = field;
    changed.optional = !field.optional;
    changed.bounds.reset();
    changed.blank_means.reset();
    changed.other_headers.clear();
    return changed;
  }

  // Something else by the same name, or by that of a result, of whatever kind.
  struct Other {
    Random& random;

    Block named(const std::string& name) const { return Derived{name, literal({1, 0})}; }
    Block named(const std::string& name, const std::vector<std::string>& results) const {
      return named(results.empty() || random.chance(20) ? name : random.pick(results));
    }
    Block operator()(const Scale& block) const { return Scale{block.name, {"旧一", "旧二"}}; }
    Block operator()(const Derived& block) const { return named(block.name); }
    Block operator()(const Eligibility& block) const {
      Eligibility changed = block;
      changed.elements = {{"旧", yes_no(true)}};
      changed.mode = Eligibility::Mode::any;
      changed.when.reset();
      return changed;
    }
    Block operator()(const Scorecard& block) const { return named(block.name); }
    Block operator()(const Bands& block) const { return named(block.name, block.results); }
    Block operator()(const Table& block) const { return named(block.name, block.results); }
    Block operator()(const Matrix& block) const { return named(block.name); }
    Block operator()(const Classify& block) const { return named(block.name); }
    Block operator()(const Plan& block) const { return named(block.name); }
    Block operator()(const Portfolio& block) const {
      Portfolio changed = block;
      changed.checks = {{"旧", compare(of_list(Form::count, nullptr, nullptr, {}), '>', literal({0, 0}))}};
      return changed;
    }
  };

  Random& random_;
  Description whole_;
};

// Parameters stand in the order of their places, which two files have in another way: by name, as nothing hangs on it.
model::Rules with_sorted_parameters(model::Rules rules) {
  std::vector<std::uint32_t> order(rules.parameters.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(), [&](std::uint32_t left, std::uint32_t right) {
    return rules.parameters[left].name < rules.parameters[right].name;
  });
  std::vector<model::Parameter> sorted;
  std::vector<std::uint32_t> place(order.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) {
    place[order[i]] = i;
    sorted.push_back(rules.parameters[order[i]]);
  }
  rules.parameters = std::move(sorted);
  if (rules.as_of != model::none) rules.as_of = place[rules.as_of];
  for (model::OutputColumn& output : rules.outputs) {
    if (output.parameter != model::none) output.parameter = place[output.parameter];
  }
  return rules;
}

Compiled compile_both(const std::string& base, const std::string& own) {
  grammar::ParseResult parsed_base = grammar::parse(base, base_file);
  grammar::ParseResult parsed_own = grammar::parse(own, 0, parsed_base.tree.names);
  Compiled compiled;
  SourceSet sources;
  sources.add(Source("own", own));
  sources.add(Source("base", base));
  Diagnostics diagnostics = std::move(parsed_base.diagnostics);
  diagnostics.insert(diagnostics.end(), parsed_own.diagnostics.begin(), parsed_own.diagnostics.end());
  if (!has_errors(diagnostics)) {
    check::CheckResult checked =
        check::check(check::inherit(std::move(parsed_base.tree), std::move(parsed_own.tree)), as_of_day);
    compiled.rules = std::move(checked.rules);
    diagnostics.insert(diagnostics.end(), checked.diagnostics.begin(), checked.diagnostics.end());
  }
  for (const Diagnostic& diagnostic : diagnostics)
    if (diagnostic.severity == Severity::error) compiled.complaints += render(diagnostic, sources, Language::english);
  return compiled;
}

}  // namespace

TEST_CASE("a random file over a random base means what both mean in one") {
  Counts counts;
  for (std::uint64_t seed = 1; seed <= test::seeds(250); ++seed) {
    Random random(seed);
    RulesOptions options;
    options.size = 1 + static_cast<int>(seed % 11);
    options.with_faults = seed % 3 == 0;
    options.in_order = true;
    const Language language = seed % 2 == 0 ? Language::chinese : Language::english;
    const Cut cut(random, describe(random, options));
    Random first = random.fork(), second = random.fork();
    const std::string whole = spell(cut.whole(), language, nullptr);
    const std::string base = spell(cut.base, language, &first);
    const std::string own = spell(cut.own, language, &second, &cut.base);
    const Compiled expected = compile(whole);
    const Compiled compiled = compile_both(base, own);
    INFO("seed ", seed, "\n", compiled.complaints, base, "\n--- over it\n", own);
    REQUIRE(compiled.complaints == "");
    REQUIRE(difference(with_sorted_parameters(*expected.rules), with_sorted_parameters(*compiled.rules)) == "");
    counts.add("restated", cut.restates);
    counts.add("new blocks", !cut.own.blocks.empty());
    counts.add("new fields", !cut.own.fields.empty());
    counts.add("new parameters", !cut.own.parameters.empty());
    counts.add("other output", !cut.own.outputs.empty());
    counts.add("inherited output", cut.own.outputs.empty());
  }
  CHECK(counts.lacking({"restated", "new blocks", "new fields", "new parameters", "other output", "inherited output"}, 25) ==
        "");
}
