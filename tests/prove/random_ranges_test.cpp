// One number, any rows: what is found against the enumeration of every tenth.
#include <doctest/doctest.h>

#include <random>
#include <set>

#include "tests/prove/policy.hpp"
#include "tests/prove/said.hpp"
#include "tests/support/seeds.hpp"

namespace fenji::test {
namespace {

using model::TableForm;

// Limits in whole numbers from -3 to 12; nothing: endless.
struct Range {
  std::optional<int> low, high;
  bool low_closed = true, high_closed = true;

  bool holds(int tenths) const {
    if (low && (low_closed ? tenths < *low * 10 : tenths <= *low * 10)) return false;
    return !high || (high_closed ? tenths <= *high * 10 : tenths < *high * 10);
  }
  model::Interval interval() const {
    model::Interval result;
    if (low) result.lower = model::Bound{{*low, 0}, low_closed};
    if (high) result.upper = model::Bound{{*high, 0}, high_closed};
    return result;
  }
};

struct Case {
  bool whole = false;
  bool first = false;
  std::optional<int> least, greatest;  // bounds of the field
  std::vector<std::vector<Range>> rows;
  std::vector<int> results;
  bool otherwise = false;

  bool fits(std::size_t row, int tenths) const {
    for (const Range& range : rows[row]) {
      if (range.holds(tenths)) return true;
    }
    return false;
  }
  std::vector<int> domain() const {
    std::vector<int> values;
    for (int tenths = -100; tenths <= 200; tenths += whole ? 10 : 1) {
      if (least && tenths < *least * 10) continue;
      if (greatest && tenths > *greatest * 10) continue;
      values.push_back(tenths);
    }
    return values;
  }
};

Case random_case(std::mt19937& random) {
  const auto up_to = [&](int most) { return static_cast<int>(random() % static_cast<unsigned>(most + 1)); };
  Case result;
  result.whole = up_to(1) == 0;
  result.first = up_to(1) == 0;
  if (up_to(1) == 0) result.least = up_to(4) - 2;
  if (up_to(1) == 0) result.greatest = 4 + up_to(8);
  const int rows = 1 + up_to(5);
  for (int row = 0; row < rows; ++row) {
    std::vector<Range> ranges;
    do {
      Range range;
      const int a = up_to(12) - 1;
      const int b = a + up_to(5);
      if (up_to(5) != 0) range.low = a;
      if (up_to(5) != 0) range.high = b;
      range.low_closed = a == b || up_to(1) == 0;
      range.high_closed = a == b || up_to(1) == 0;
      ranges.push_back(range);
    } while (up_to(5) == 0);
    result.rows.push_back(ranges);
    result.results.push_back(up_to(2));
  }
  result.otherwise = up_to(4) == 0;
  return result;
}

model::Rules rules_of(const Case& tried) {
  PolicyBuilder builder;
  const auto x = builder.field("x", tried.whole ? whole_type() : number_type(1));
  model::Interval bounds;
  if (tried.least) bounds.lower = model::Bound{{*tried.least, 0}, true};
  if (tried.greatest) bounds.upper = model::Bound{{*tried.greatest, 0}, true};
  if (tried.least || tried.greatest) builder.rules.fields[x.id].bounds = bounds;
  const auto table = builder.start(TableForm::bands, "t", {{x, "x"}}, {{"t", number_type(0)}},
                                   tried.first ? model::HitPolicy::first : model::HitPolicy::unique);
  for (std::size_t row = 0; row < tried.rows.size(); ++row) {
    std::vector<model::Interval> intervals;
    for (const Range& range : tried.rows[row]) intervals.push_back(range.interval());
    builder.row(table, {in(intervals)}, {builder.number(model::Decimal{tried.results[row], 0})});
  }
  if (tried.otherwise) builder.otherwise(table, {builder.number("9")});
  place(builder.rules);
  return builder.rules;
}

struct Counts {
  int gaps = 0, overlaps = 0, masked = 0;
};

void check(const Case& tried, Counts& counts) {
  const model::Rules rules = rules_of(tried);
  const Diagnostics findings = prove::prove(rules);
  std::string text;
  for (const Diagnostic& finding : findings) text += line_of(finding) + "\n";
  CAPTURE(text);

  std::vector<SaidRegion> regions;
  std::set<std::pair<std::uint32_t, std::uint32_t>> pairs;
  std::set<std::uint32_t> masked;
  const std::vector<int> domain = tried.domain();
  for (const Diagnostic& finding : findings) {
    const std::string& message = finding.message.zh;
    if (finding.name == "gap" || finding.name == "step-gap") {
      ++counts.gaps;
      regions.push_back(said_region(finding));
      if (const std::string witness = part_between(message, "x = ", " "); !witness.empty()) {
        CHECK(regions.back().at(0).second.holds(tenths(witness)));
        const bool possible = std::find(domain.begin(), domain.end(), tenths(witness)) != domain.end();
        CHECK(possible);
      }
    } else if (finding.name == "overlap") {
      ++counts.overlaps;
      const auto later = row_at(finding.span);
      const auto earlier = row_at(finding.related.at(0).span);
      CHECK(pairs.insert({earlier, later}).second);
      const std::string witness = part_between(message, "x = ", " ");
      if (!message.starts_with("任何客户")) {
        CHECK(tried.fits(earlier, tenths(witness)));
        CHECK(tried.fits(later, tenths(witness)));
      }
      CHECK((finding.severity == Severity::error) == (tried.results[earlier] != tried.results[later]));
    } else if (finding.name == "masked-row") {
      ++counts.masked;
      const auto row = row_at(finding.span);
      CHECK(masked.insert(row).second);
      // The rows named cover it, and none of them can be spared.
      for (std::size_t spared = 0; spared <= finding.related.size(); ++spared) {
        bool covered = true;
        for (const int x : domain) {
          if (row < tried.rows.size() && !tried.fits(row, x)) continue;
          bool here = false;
          for (std::size_t i = 0; i < finding.related.size(); ++i) {
            here = here || (i != spared && tried.fits(row_at(finding.related[i].span), x));
          }
          covered = covered && here;
        }
        CHECK(covered == (spared == finding.related.size()));
      }
    } else {
      // Judged by the tests of whole rule files.
      const std::set<std::string> others = {"non-monotone", "irrelevant-column", "unreachable-result", "dead-element"};
      CHECK(others.contains(finding.name));
    }
  }

  int wrong = 0;
  for (const int x : domain) {
    bool fits = tried.otherwise;
    for (std::size_t row = 0; row < tried.rows.size(); ++row) fits = fits || tried.fits(row, x);
    int said = 0;
    for (const SaidRegion& region : regions) said += region.empty() || region[0].second.holds(x);
    wrong += said != (fits ? 0 : 1);
  }
  CHECK(wrong == 0);
  for (std::uint32_t later = 0; later < tried.rows.size(); ++later) {
    for (std::uint32_t earlier = 0; earlier < later; ++earlier) {
      bool overlap = false;
      for (const int x : domain) overlap = overlap || (tried.fits(earlier, x) && tried.fits(later, x));
      CHECK(pairs.contains({earlier, later}) == (overlap && !tried.first));
    }
  }
  for (std::uint32_t row = 0; row < tried.rows.size() + (tried.otherwise ? 1 : 0); ++row) {
    bool reached = false;
    bool fits_at_all = false;
    for (const int x : domain) {
      if (row < tried.rows.size() && !tried.fits(row, x)) continue;
      fits_at_all = true;
      bool taken = false;
      for (std::uint32_t above = 0; above < row; ++above) taken = taken || tried.fits(above, x);
      reached = reached || !taken;
    }
    CHECK(masked.contains(row) == (tried.first && fits_at_all && !reached));
  }
}

TEST_CASE("gaps, overlaps and masked rows over one number are those of the enumeration") {
  std::mt19937 random(20260301);
  Counts counts;
  for (std::uint64_t i = 0; i < many_seeds(20'000); ++i) {
    CAPTURE(i);
    check(random_case(random), counts);
  }
  CHECK(counts.gaps > 1000);
  CHECK(counts.overlaps > 1000);
  CHECK(counts.masked > 1000);
}

}  // namespace
}  // namespace fenji::test
