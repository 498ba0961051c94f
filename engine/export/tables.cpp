// Decision tables. Where nothing but the one subject can be unknown a result stands beside each test; else the row is found
// first, with the rows that its results must agree with as bits.
#include <algorithm>
#include <cassert>

#include "engine/export/exporter.hpp"

namespace fenji::sql {

using graph::Operation;
using model::HitPolicy;
using model::Kind;
using model::none;

namespace {

constexpr std::size_t places_of_a_word = 62;

std::int64_t bit_of(std::size_t place) { return std::int64_t{1} << (place % places_of_a_word); }

}  // namespace

Expression Exporter::row_known(StepId id) const {
  if (!steps_[id].fraction) return is_not_null(steps_[id].value);
  return all_of({is_not_null(steps_[id].fraction->numerator), is_not_null(steps_[id].fraction->denominator)});
}

std::vector<std::uint32_t> Exporter::result_rows(const graph::Decision& decision) const {
  std::vector<std::uint32_t> rows = decision.rows;
  if (decision.otherwise != none) rows.push_back(decision.otherwise);
  return rows;
}

bool Exporter::is_simple(StepId id) const {
  const Step& step = this->step(id);
  const graph::Decision& decision = graph_.decisions[step.reference];
  if (may_contradict(decision)) return false;
  const auto known = [this](StepId operand) { return known_always(operand); };
  if (std::all_of(step.operands.begin(), step.operands.end(), known)) return true;
  if (!decision.indexed || step.operands.size() != 1) return false;
  const std::vector<graph::DigitTest>& tests = decision.tests.all();
  if (std::any_of(tests.begin(), tests.end(), [](const graph::DigitTest& test) { return test.any(); })) return false;
  if (decision.policy == HitPolicy::unique || decision.otherwise == none) return true;
  // Where the subject is unknown `otherwise` is certain, and stands where all results are the same.
  for (StepId pick = 0; pick < graph_.steps.size(); ++pick) {
    const Step& picked = this->step(pick);
    if (picked.operation != Operation::pick || picked.operands[0] != id) continue;
    const StepId last = picked.operands[1 + decision.otherwise];
    const auto differs = [&](std::uint32_t row) {
      const StepId result = picked.operands[1 + row];
      return this->step(result).operation == Operation::constant && result != last;
    };
    if (this->step(last).operation != Operation::constant) return false;
    if (std::none_of(decision.rows.begin(), decision.rows.end(), differs)) return false;
  }
  return true;
}

void Exporter::choose(StepId id) {
  const Step& step = this->step(id);
  const graph::Decision& decision = graph_.decisions[step.reference];
  ChoiceSql& choice = choices_[step.reference];
  for (std::size_t place = 0; place < decision.rows.size(); ++place) {
    if (!decision.indexed) {
      choice.fits.push_back(steps_[step.operands[place]].value);
      continue;
    }
    std::vector<Expression> tests;
    for (std::size_t k = 0; k < step.operands.size(); ++k) {
      const graph::DigitTest& test = decision.tests[place][k];
      if (!test.any()) tests.push_back(digit_in(step.operands[k], test.ranges(), decision.sizes[k]));
    }
    choice.fits.push_back(all_of(tests));
  }
  // Without rows nothing is left open.
  if (!decision.rows.empty()) steps_[id].why = undecided(id);
  choice.simple = is_simple(id);
  if (choice.simple) return;

  const Block& block = blocks_[block_[id]];
  const bool first = decision.policy == HitPolicy::first;
  // Long tests are named once.
  for (Expression& fit : choice.fits) {
    if (fit.text.size() > 60) fit = writer_.column(block, block.name + in_chinese_or(" 行", " row"), fit);
  }
  Case rows;
  for (std::size_t place = 0; place < decision.rows.size(); ++place) {
    rows.when(choice.fits[place], spelling_.integer(decision.rows[place]));
  }
  if (decision.otherwise != none) {
    if (!first && !choice.fits.empty()) rows.when(negated(any_of(choice.fits)), spelling_.integer(decision.otherwise));
  }
  const bool certain = decision.otherwise != none && (first || choice.fits.empty());
  choice.row = writer_.column(block, block.name + in_chinese_or(" 行号", " row number"),
                              certain ? rows.otherwise(spelling_.integer(decision.otherwise)) : rows.end());

  // Bits of the rows that are undecided and come to be asked, and of those that fit beside the one that was taken.
  const auto bits_of = [&](const auto& condition, const std::string& what) {
    std::vector<Expression> words;
    for (std::size_t begin = 0; begin < decision.rows.size(); begin += places_of_a_word) {
      std::vector<Expression> terms;
      for (std::size_t place = begin; place < std::min(begin + places_of_a_word, decision.rows.size()); ++place) {
        terms.push_back(Case().when(condition(place), spelling_.integer(bit_of(place))).otherwise(spelling_.integer(0)));
      }
      words.push_back(writer_.column(block, block.name + what, spelling_.bits_or(terms)));
    }
    return words;
  };
  const auto is_open = [&](std::size_t place) {
    const Expression before = is_null(choice.row);
    if (!first) return all_of({is_null(choice.fits[place]), before});
    const Expression asked = any_of({before, infix(choice.row, ">", spelling_.integer(decision.rows[place]))});
    return all_of({is_null(choice.fits[place]), asked});
  };
  std::vector<Expression> open;
  if (!steps_[id].why.never()) open = bits_of(is_open, in_chinese_or(" 未定", " open"));
  choice.open_words = open;
  if (first) {
    choice.rivals = open;
  } else if (may_contradict(decision)) {
    choice.rivals = bits_of([&](std::size_t place) { return choice.fits[place]; }, in_chinese_or(" 符合", " fits"));
  }
  std::vector<Expression> any;
  for (const Expression& word : open) any.push_back(infix(word, "<>", spelling_.integer(0)));
  choice.is_open = any_of(any);
  choice.open = open_rows(id, choice);
}

// What the undecided rows hang on: operand by operand where rows share them.
Why Exporter::open_rows(StepId id, const ChoiceSql& choice) const {
  const Step& step = this->step(id);
  const graph::Decision& decision = graph_.decisions[step.reference];
  Why all;
  for (std::size_t k = 0; k < step.operands.size(); ++k) {
    const Why& why = steps_[step.operands[k]].why;
    if (why.never()) continue;
    std::vector<Expression> asks;
    bool always = true;
    for (std::size_t begin = 0; begin < decision.rows.size(); begin += places_of_a_word) {
      std::int64_t mask = 0;
      bool whole = true;
      for (std::size_t place = begin; place < std::min(begin + places_of_a_word, decision.rows.size()); ++place) {
        const bool names = decision.indexed ? !decision.tests[place][k].any() : place == k;
        if (names) mask |= bit_of(place);
        whole = whole && names;
      }
      always = always && whole;
      if (mask == 0) continue;
      const Expression& word = choice.open_words[begin / places_of_a_word];
      const Expression set = whole ? word : spelling_.bits_and(word, spelling_.integer(mask));
      asks.push_back(infix(set, "<>", spelling_.integer(0)));
    }
    if (asks.empty()) continue;
    // Where every row asks for the operand, whoever asks is_open has asked already.
    all.add(always ? why : cases({{any_of(asks), why}}, {}));
  }
  return all;
}

Expression Exporter::result(StepId pick, std::uint32_t row) {
  const Step& step = this->step(pick);
  const StepId result = step.operands[1 + row];
  if (step.type.kind == Kind::number && !step.type.quotient) return number(result, width(pick));
  return steps_[result].value;
}

void Exporter::pick(StepId id) {
  const Step& step = this->step(id);
  const ChoiceSql& choice = choices_.at(this->step(step.operands[0]).reference);
  if (step.type.quotient) {
    cannot(step.span, {"在结果列里选用一个商", "a quotient that a table chooses"},
           {"请把结果写成四舍五入的商", "round the quotient in the result"});
    steps_[id].value = literal("NULL");
    steps_[id].fraction = FractionSql{literal("NULL"), literal("NULL")};
    return;
  }
  const graph::Decision& decision = graph_.decisions[this->step(step.operands[0]).reference];
  const std::vector<std::uint32_t> rows = result_rows(decision);
  const bool constants = std::all_of(rows.begin(), rows.end(), [&](std::uint32_t row) {
    return this->step(step.operands[1 + row]).operation == Operation::constant;
  });
  if (choice.simple) return pick_simply(id, choice);
  return constants ? pick_constants(id, choice) : pick_values(id, choice);
}

// Where there is neither a row nor an open one.
Why Exporter::why_unpicked(StepId id, const ChoiceSql& choice) const {
  const graph::Decision& decision = graph_.decisions[step(step(id).operands[0]).reference];
  const Reason uncovered{Reason::Kind::uncovered, decision.definition, 0};
  const Why none_fits = bits_->has(uncovered) ? of_reason(uncovered) : Why{};
  if (choice.open.never()) return none_fits;
  return cases({{choice.is_open, choice.open}}, none_fits);
}

void Exporter::pick_simply(StepId id, const ChoiceSql& choice) {
  const Step& step = this->step(id);
  const StepId chooser = step.operands[0];
  const graph::Decision& decision = graph_.decisions[this->step(chooser).reference];
  const Why& unknown = steps_[chooser].why;
  Expression known = literal("TRUE");
  if (!unknown.never()) {
    const Step& digit = this->step(this->step(chooser).operands[0]);
    const bool derived = digit.operation == Operation::segment || digit.operation == Operation::word;
    known = row_known(derived ? digit.operands[0] : this->step(chooser).operands[0]);
  }

  Case value;
  std::vector<std::pair<Expression, Why>> whys;
  bool results_known = true;
  const auto take = [&](const Expression& fits, std::uint32_t row) {
    value.when(fits, result(id, row));
    const Why& why = steps_[step.operands[1 + row]].why;
    results_known = results_known && why.never();
    whys.emplace_back(fits, why);
  };
  for (std::size_t place = 0; place < decision.rows.size(); ++place) take(choice.fits[place], decision.rows[place]);
  const bool always = decision.otherwise != none && unknown.never();
  if (decision.otherwise != none && !always) take(known, decision.otherwise);
  const Expression taken = always ? value.otherwise(result(id, decision.otherwise)) : value.end();
  keep_value(id, step.type.kind == Kind::number ? spelling_.typed(taken, width(id)) : taken);
  if (always) {
    const Why& last = steps_[step.operands[1 + decision.otherwise]].why;
    steps_[id].why = results_known && last.never() ? Why{} : cases(whys, last);
    return;
  }

  const Reason reason{Reason::Kind::uncovered, decision.definition, 0};
  const bool may_be_uncovered = possible_[chooser].reasons.contains(reason);
  if (results_known) {
    steps_[id].why = unknown;
    if (may_be_uncovered) {
      const Expression gone = is_null(steps_[id].value);
      steps_[id].why = cases({{unknown.never() ? gone : all_of({gone, known}), of_reason(reason)}}, unknown);
    }
    return;
  }
  if (may_be_uncovered) whys.emplace_back(known, of_reason(reason));
  steps_[id].why = cases(whys, unknown);
}

void Exporter::pick_constants(StepId id, const ChoiceSql& choice) {
  const Step& step = this->step(id);
  const graph::Decision& decision = graph_.decisions[this->step(step.operands[0]).reference];
  // Rows with one result; a row of them stands where no rival has another.
  std::vector<std::pair<StepId, std::vector<std::uint32_t>>> groups;
  for (const std::uint32_t row : result_rows(decision)) {
    const StepId result = step.operands[1 + row];
    const auto same = [&](const auto& group) { return group.first == result; };
    auto group = std::find_if(groups.begin(), groups.end(), same);
    if (group == groups.end()) group = groups.insert(groups.end(), {result, {}});
    group->second.push_back(row);
  }
  Case value;
  for (const auto& [result, rows] : groups) {
    std::vector<Expression> all;
    std::string list;
    for (const std::uint32_t row : rows) list += (list.empty() ? "" : ", ") + std::to_string(row);
    all.push_back(
        composed(choice.row.text + (rows.size() == 1 ? " = " + list : " IN (" + list + ")"), Binding::other, {choice.row}));
    for (std::size_t word = 0; word < choice.rivals.size(); ++word) {
      std::int64_t others = 0;
      for (std::size_t place = word * places_of_a_word; place < std::min((word + 1) * places_of_a_word, decision.rows.size());
           ++place) {
        if (step.operands[1 + decision.rows[place]] != result) others |= bit_of(place);
      }
      if (others == 0) continue;
      const Expression left = spelling_.bits_and(choice.rivals[word], spelling_.integer(others));
      all.push_back(infix(left, "=", spelling_.integer(0)));
    }
    value.when(all_of(all), this->result(id, rows.front()));
  }
  keep_value(id, step.type.kind == Kind::number ? spelling_.typed(value.end(), width(id)) : value.end());
  std::vector<std::pair<Expression, Why>> whys{{is_not_null(steps_[id].value), {}}};
  const Reason contradiction{Reason::Kind::contradiction, decision.definition, 0};
  if (may_contradict(decision)) whys.emplace_back(is_not_null(choice.row), of_reason(contradiction));
  steps_[id].why = cases(whys, why_unpicked(id, choice));
}

void Exporter::pick_values(StepId id, const ChoiceSql& choice) {
  const Step& step = this->step(id);
  const graph::Decision& decision = graph_.decisions[this->step(step.operands[0]).reference];
  const Block& block = blocks_[block_[id]];
  Case values;
  std::vector<std::pair<Expression, Why>> of_rows;
  for (const std::uint32_t row : result_rows(decision)) {
    const Expression taken = infix(choice.row, "=", spelling_.integer(row));
    values.when(taken, result(id, row));
    of_rows.emplace_back(taken, steps_[step.operands[1 + row]].why);
  }
  const Expression certain = writer_.column(
      block, block.name + " ·", step.type.kind == Kind::number ? spelling_.typed(values.end(), width(id)) : values.end());
  const Why why = why_columns(block, block.name + " ·", cases(of_rows, {}));

  std::vector<Expression> agreements{is_not_null(choice.row)};
  for (std::size_t place = 0; place < decision.rows.size() && !choice.rivals.empty(); ++place) {
    const StepId rival = step.operands[1 + decision.rows[place]];
    const Expression value = result(id, decision.rows[place]);
    Expression same = infix(value, "=", certain);
    if (!possible_[rival].none() || !why.never()) {
      const Expression both_unknown = all_of({is_null(value), is_null(certain), same_unknown(steps_[rival].why, why)});
      same = Case().when(any_of({is_null(value), is_null(certain)}), both_unknown).otherwise(same);
    }
    const Expression set = spelling_.bits_and(choice.rivals[place / places_of_a_word], spelling_.integer(bit_of(place)));
    agreements.push_back(any_of({infix(set, "=", spelling_.integer(0)), same}));
  }
  const Expression agreed = in_column(id, all_of(agreements));
  keep_value(id, Case().when(agreed, certain).end());
  std::vector<std::pair<Expression, Why>> whys{{agreed, why}};
  const Reason contradiction{Reason::Kind::contradiction, decision.definition, 0};
  if (may_contradict(decision)) whys.emplace_back(is_not_null(choice.row), of_reason(contradiction));
  steps_[id].why = cases(whys, why_unpicked(id, choice));
}

}  // namespace fenji::sql
