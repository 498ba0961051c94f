// Scores made of points: which holes a record can reach, against the enumeration of every record.
#include <doctest/doctest.h>

#include <random>
#include <set>

#include "tests/prove/policy.hpp"
#include "tests/prove/said.hpp"
#include "tests/support/seeds.hpp"

namespace fenji::test {
namespace {

constexpr int most = 5;  // of every field

// Points by value of a field shifted; nothing where no row fits, or rows that contradict each other.
struct Criterion {
  int field = 0;
  int shift = 0;
  std::vector<std::pair<int, int>> rows;  // from, to
  std::vector<int> points;
  bool first = false;

  std::optional<int> value(const std::vector<int>& record) const {
    const int x = record[static_cast<std::size_t>(field)] + shift;
    std::optional<int> result;
    for (std::size_t row = 0; row < rows.size(); ++row) {
      if (x < rows[row].first || x > rows[row].second) continue;
      if (result && *result != points[row]) return {};
      result = points[row];
      if (first) return result;
    }
    return result;
  }
};

struct Counts {
  int reached = 0, unreachable = 0;
};

class RandomScore : public PolicyBuilder {
 public:
  explicit RandomScore(std::mt19937& random) : random_(random) {
    for (int i = 0; i < 3; ++i) {
      fields_.push_back(field(std::string("f").append(std::to_string(i)), whole_type()));
      rules.fields[fields_.back().id].bounds = model::Interval{model::Bound{{0, 0}, true}, model::Bound{{most, 0}, true}};
    }
  }

  void check(Counts& counts) {
    std::vector<Criterion> criteria;
    std::vector<Id> points;
    for (int i = 0; i < 2 + up_to(1); ++i) {
      criteria.push_back(criterion());
      points.push_back(table_of(criteria.back(), i));
    }
    // (a × 0.5 + b × 0.5) × c, or the least or greatest of them, or rounded.
    const int shape = up_to(4);
    const bool with_factor = points.size() > 2;
    Id base = add({multiply({number("0.5"), points[0]}), multiply({number("0.5"), points[1]})});
    if (shape == 1) base = minimum({points[0], points[1]});
    if (shape == 2) base = maximum({points[0], points[1]});
    if (shape == 3) base = round(base, 0);
    if (shape == 4) base = add({points[0], multiply({number("0.5"), points[0]}), points[1]});
    const Definition score = define("得分", with_factor ? multiply({base, points[2]}) : base);
    std::vector<model::Interval> rows;
    std::vector<std::pair<int, int>> covered;
    for (int from = -5 + up_to(4); from < 60;) {
      const int to = from + up_to(8);
      rows.push_back({model::Bound{{from, 0}, true}, model::Bound{{to, 0}, true}});
      covered.emplace_back(from * 10, to * 10);
      from = to + 1 + up_to(3);
    }
    std::vector<std::string> words(rows.size(), "级");
    grade("级别", score, "得分", rows, words);
    Field other = yes_no_field("另");
    gate_all("准入", {{"甲", gate_condition(other)}});
    all_layers_passed();
    place(rules);

    std::set<int> attained;  // in tenths
    for (int record = 0; record < (most + 1) * (most + 1) * (most + 1); ++record) {
      const std::vector<int> values{record % (most + 1), record / (most + 1) % (most + 1), record / (most + 1) / (most + 1)};
      if (gated_ && values[0] < gate_limit_) continue;
      const auto a = criteria[0].value(values);
      const auto b = criteria[1].value(values);
      const auto c = with_factor ? criteria[2].value(values) : 1;
      if (!a || !b || !c) continue;
      int tenths = 5 * (*a + *b);
      if (shape == 1) tenths = 10 * std::min(*a, *b);
      if (shape == 2) tenths = 10 * std::max(*a, *b);
      if (shape == 3) tenths = (tenths + (tenths < 0 ? -5 : 5)) / 10 * 10;
      if (shape == 4) tenths = 15 * *a + 10 * *b;
      attained.insert(tenths * *c);
    }

    const Diagnostics findings = prove::prove(rules);
    std::string text;
    std::vector<SaidRegion> gaps;
    std::vector<SaidRegion> holes;
    for (const Diagnostic& finding : findings) {
      if (finding.span.begin / 10000 + 1 != rules.tables.size()) continue;
      text += line_of(finding) + "\n";
      CHECK(finding.name != "not-decided");
      if (finding.name == "gap" || finding.name == "step-gap") {
        gaps.push_back(said_region(finding));
        if (gaps.back().empty()) continue;
        const int witness = tenths(part_between(finding.message.zh, "得分 = ", " "));
        CAPTURE(text);
        CHECK(attained.contains(witness));
        CHECK(gaps.back().at(0).second.holds(witness));
      }
      if (finding.name == "unreachable-hole") holes.push_back(said_region(finding));
    }
    CAPTURE(text);
    counts.reached += static_cast<int>(gaps.size());
    counts.unreachable += static_cast<int>(holes.size());
    for (const int value : attained) {
      CAPTURE(value);
      bool fits = false;
      for (const auto& [from, to] : covered) fits = fits || (value >= from && value <= to);
      int said = 0;
      for (const SaidRegion& gap : gaps) said += gap.empty() || gap[0].second.holds(value);
      CHECK(said == (fits ? 0 : 1));
      for (const SaidRegion& hole : holes) CHECK(!hole.at(0).second.holds(value));
    }
  }

 private:
  int up_to(int greatest) { return static_cast<int>(random_() % static_cast<unsigned>(greatest + 1)); }

  Criterion criterion() {
    Criterion result;
    result.field = up_to(2);
    result.shift = up_to(1) == 0 ? 0 : up_to(4) - 2;
    result.first = up_to(1) == 0;
    for (int i = 0; i < 1 + up_to(3); ++i) {
      const int from = up_to(most + 2) - 1;
      result.rows.emplace_back(from, from + up_to(4));
      result.points.push_back(up_to(10));
    }
    return result;
  }

  Id table_of(const Criterion& criterion, int number_of) {
    Id subject = fields_[static_cast<std::size_t>(criterion.field)];
    if (criterion.shift != 0) subject = add({subject, number(model::Decimal{criterion.shift, 0})});
    const std::string name = std::string("分").append(std::to_string(number_of));
    const Table table = start(model::TableForm::criterion, name, {{subject, "列"}}, {{name, number_type(0)}},
                              criterion.first ? model::HitPolicy::first : model::HitPolicy::unique);
    for (std::size_t i = 0; i < criterion.rows.size(); ++i) {
      const auto& [from, to] = criterion.rows[i];
      row(table, {in(model::Interval{model::Bound{{from, 0}, true}, model::Bound{{to, 0}, true}})},
          {number(model::Decimal{criterion.points[i], 0})});
    }
    return table[0];
  }

  // On a field of the score, or on one that has nothing to do with it.
  Id gate_condition(const Field& other) {
    gated_ = up_to(2) == 0;
    if (!gated_) return other;
    gate_limit_ = up_to(most);
    return greater_equal(fields_[0], number(model::Decimal{gate_limit_, 0}));
  }

  std::mt19937& random_;
  std::vector<Field> fields_;
  bool gated_ = false;
  int gate_limit_ = 0;
};

TEST_CASE("holes in a grade are told apart by whether a record reaches them, as the enumeration does") {
  std::mt19937 random(20260304);
  Counts counts;
  for (std::uint64_t i = 0; i < many_seeds(6'000); ++i) {
    CAPTURE(i);
    RandomScore(random).check(counts);
  }
  CHECK(counts.reached > 1000);
  CHECK(counts.unreachable > 1000);
}

}  // namespace
}  // namespace fenji::test
