// Tables of several columns: what is found against the enumeration of every record.
#include <doctest/doctest.h>

#include <random>
#include <set>

#include "tests/prove/policy.hpp"
#include "tests/prove/said.hpp"
#include "tests/support/seeds.hpp"

namespace fenji::test {
namespace {

using Values = std::vector<int>;  // of a record, by field; a label's code, 0 or 1 for yes/no

struct Cell {
  bool any = false;
  std::set<int> values;  // of the column's field, shifted as the column is
};

struct Case {
  // By field: 0 whole number from 0 to `most`, 1 label with `most` + 1 options, 2 yes/no.
  std::vector<int> kinds;
  std::vector<int> most;
  std::vector<std::size_t> columns;  // the field of each
  std::vector<int> shifts;           // a column of a number shows field + shift
  std::vector<std::vector<Cell>> rows;
  std::vector<int> results;
  bool first = false;
  bool otherwise = false;

  bool fits(std::size_t row, const Values& record) const {
    for (std::size_t column = 0; column < columns.size(); ++column) {
      const Cell& cell = rows[row][column];
      if (!cell.any && !cell.values.contains(record[columns[column]] + shifts[column])) return false;
    }
    return true;
  }

  std::vector<Values> records() const {
    std::vector<Values> all{{}};
    for (const int greatest : most) {
      std::vector<Values> next;
      for (const Values& record : all) {
        for (int value = 0; value <= greatest; ++value) {
          next.push_back(record);
          next.back().push_back(value);
        }
      }
      all = std::move(next);
    }
    return all;
  }
};

const std::vector<std::string> letters = {"A", "B", "C", "D", "E"};

Case random_case(std::mt19937& random) {
  const auto up_to = [&](int most) { return static_cast<int>(random() % static_cast<unsigned>(most + 1)); };
  Case result;
  const int fields = 1 + up_to(2);
  for (int field = 0; field < fields; ++field) {
    result.kinds.push_back(up_to(2));
    result.most.push_back(result.kinds.back() == 0 ? 3 + up_to(3) : result.kinds.back() == 1 ? 1 + up_to(3) : 1);
  }
  const int columns = fields + up_to(1);
  for (int column = 0; column < columns; ++column) {
    const auto field = static_cast<std::size_t>(column < fields ? column : up_to(fields - 1));
    result.columns.push_back(field);
    result.shifts.push_back(result.kinds[field] == 0 && up_to(2) == 0 ? up_to(6) - 3 : 0);
  }
  const int rows = 1 + up_to(7);
  for (int row = 0; row < rows; ++row) {
    std::vector<Cell> cells;
    for (int column = 0; column < columns; ++column) {
      const std::size_t field = result.columns[static_cast<std::size_t>(column)];
      const int shift = result.shifts[static_cast<std::size_t>(column)];
      Cell cell;
      cell.any = up_to(2) == 0;
      if (!cell.any && result.kinds[field] == 0) {
        const int from = up_to(result.most[field] + 2) - 1;
        const int to = from + up_to(4);
        const int hole = up_to(8) == 0 ? from + 1 : from - 1;
        for (int value = from; value <= to; ++value) {
          if (value != hole) cell.values.insert(value + shift);
        }
      } else if (!cell.any) {
        do cell.values.insert(up_to(result.most[field]));
        while (up_to(1) == 0);
      }
      cells.push_back(cell);
    }
    result.rows.push_back(cells);
    result.results.push_back(up_to(1));
  }
  result.first = up_to(1) == 0;
  result.otherwise = up_to(6) == 0;
  return result;
}

// Values in a row become one range.
model::Test test_of(const Cell& cell, int kind) {
  if (cell.any) return no_condition();
  if (kind != 0) return one_of({cell.values.begin(), cell.values.end()});
  std::vector<model::Interval> ranges;
  for (const int value : cell.values) {
    const bool joins = !ranges.empty() && ranges.back().upper->value == model::Decimal{value - 1, 0};
    const model::Bound limit{{value, 0}, true};
    if (joins) {
      ranges.back().upper = limit;
    } else {
      ranges.push_back({limit, limit});
    }
  }
  return in(ranges);
}

std::string column_name(std::size_t column) { return std::string("c").append(std::to_string(column)); }

model::Rules rules_of(const Case& tried) {
  PolicyBuilder builder;
  std::vector<model::ExpressionId> fields;
  for (std::size_t field = 0; field < tried.kinds.size(); ++field) {
    const std::string name = std::string("f").append(std::to_string(field));
    if (tried.kinds[field] == 0) {
      const auto number = builder.field(name, whole_type());
      builder.rules.fields[number.id].bounds =
          model::Interval{model::Bound{{0, 0}, true}, model::Bound{{tried.most[field], 0}, true}};
      fields.push_back(number);
    } else if (tried.kinds[field] == 1) {
      const auto words = letters.begin() + tried.most[field] + 1;
      fields.push_back(builder.label_field(name, builder.labels({letters.begin(), words})));
    } else {
      fields.push_back(builder.yes_no_field(name));
    }
  }
  std::vector<std::pair<model::ExpressionId, std::string>> subjects;
  for (std::size_t column = 0; column < tried.columns.size(); ++column) {
    model::ExpressionId subject = fields[tried.columns[column]];
    if (tried.shifts[column] != 0) {
      subject = builder.add({subject, builder.number(model::Decimal{tried.shifts[column], 0})});
      builder.rules.expressions[subject].type.whole = true;
    }
    subjects.emplace_back(subject, column_name(column));
  }
  const auto table = builder.start(model::TableForm::table, "t", subjects, {{"t", number_type(0)}},
                                   tried.first ? model::HitPolicy::first : model::HitPolicy::unique);
  for (std::size_t row = 0; row < tried.rows.size(); ++row) {
    std::vector<model::Test> tests;
    for (std::size_t column = 0; column < tried.columns.size(); ++column) {
      tests.push_back(test_of(tried.rows[row][column], tried.kinds[tried.columns[column]]));
    }
    builder.row(table, tests, {builder.number(model::Decimal{tried.results[row], 0})});
  }
  if (tried.otherwise) builder.otherwise(table, {builder.number("9")});
  place(builder.rules);
  return builder.rules;
}

bool region_holds(const Case& tried, const SaidRegion& region, const Values& record) {
  for (const auto& [name, values] : region) {
    const auto column = static_cast<std::size_t>(std::stoi(name.substr(1)));
    const int value = record[tried.columns[column]];
    const int kind = tried.kinds[tried.columns[column]];
    const bool inside = kind == 0   ? values.holds((value + tried.shifts[column]) * 10)
                        : kind == 1 ? values.holds(letters[static_cast<std::size_t>(value)])
                                    : values.holds_yes(value == 1);
    if (!inside) return false;
  }
  return true;
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

  std::vector<SaidRegion> gaps;
  std::set<std::pair<std::uint32_t, std::uint32_t>> pairs;
  std::set<std::uint32_t> masked;
  const std::vector<Values> records = tried.records();
  for (const Diagnostic& finding : findings) {
    CHECK(finding.name != "not-decided");
    if (finding.name == "gap") gaps.push_back(said_region(finding));
    if (finding.name == "overlap") {
      CHECK(pairs.insert({row_at(finding.related.at(0).span), row_at(finding.span)}).second);
    }
    if (finding.name == "masked-row") {
      const auto row = row_at(finding.span);
      CHECK(masked.insert(row).second);
      for (std::size_t spared = 0; spared <= finding.related.size(); ++spared) {
        bool covered = true;
        for (const Values& record : records) {
          if (row < tried.rows.size() && !tried.fits(row, record)) continue;
          bool here = false;
          for (std::size_t i = 0; i < finding.related.size(); ++i) {
            here = here || (i != spared && tried.fits(row_at(finding.related[i].span), record));
          }
          covered = covered && here;
        }
        CHECK(covered == (spared == finding.related.size()));
      }
    }
  }
  counts.gaps += static_cast<int>(gaps.size());
  counts.overlaps += static_cast<int>(pairs.size());
  counts.masked += static_cast<int>(masked.size());

  std::vector<int> told(gaps.size(), 0);
  int wrong = 0;
  for (const Values& record : records) {
    bool fits = tried.otherwise;
    for (std::size_t row = 0; row < tried.rows.size(); ++row) fits = fits || tried.fits(row, record);
    bool said = false;
    for (std::size_t gap = 0; gap < gaps.size(); ++gap) {
      if (!region_holds(tried, gaps[gap], record)) continue;
      said = true;
      ++told[gap];
    }
    wrong += said == fits;
  }
  CHECK(wrong == 0);
  for (const int records_told : told) CHECK(records_told > 0);
  for (std::uint32_t later = 0; later < tried.rows.size(); ++later) {
    for (std::uint32_t earlier = 0; earlier < later; ++earlier) {
      bool overlap = false;
      for (const Values& record : records) overlap = overlap || (tried.fits(earlier, record) && tried.fits(later, record));
      CHECK(pairs.contains({earlier, later}) == (overlap && !tried.first));
    }
  }
  for (std::uint32_t row = 0; row < tried.rows.size() + (tried.otherwise ? 1 : 0); ++row) {
    bool reached = false;
    bool fits_at_all = false;
    for (const Values& record : records) {
      if (row < tried.rows.size() && !tried.fits(row, record)) continue;
      fits_at_all = true;
      bool taken = false;
      for (std::uint32_t above = 0; above < row; ++above) taken = taken || tried.fits(above, record);
      reached = reached || !taken;
    }
    CHECK(masked.contains(row) == (tried.first && fits_at_all && !reached));
  }
}

TEST_CASE("gaps, overlaps and masked rows of tables are those of the enumeration") {
  std::mt19937 random(20260302);
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
