// Numbers over the whole list as window functions. A record takes part that passes `applies` and all gates and whose argument,
// condition and groups are known, the condition yes.
#include <algorithm>
#include <limits>

#include "engine/execute/awaited_cells.hpp"
#include "engine/export/exporter.hpp"
#include "engine/export/long_numbers.hpp"

namespace fenji::sql {

using model::PopulationFunction;
using model::State;

namespace {

// As execute::Populations keeps the values of records.
constexpr std::int64_t least_number = std::numeric_limits<std::int64_t>::min() + 16;
constexpr std::int64_t greatest_number = std::numeric_limits<std::int64_t>::max();

bool of_records(PopulationFunction function) { return function >= PopulationFunction::larger_total; }

}  // namespace

// A value that hangs on others of which only the state is told.
Why Exporter::why_of_state(const Why& why, model::FieldId field) const {
  const auto any = [&](State state) {
    std::vector<Expression> set;
    for (std::size_t index = 0; index < why.words.size(); ++index) {
      const std::int64_t mask = bits_->mask(state, index);
      if (why.words[index].empty() || mask == 0) continue;
      set.push_back(infix(spelling_.bits_and(word(why, index), spelling_.integer(mask)), "<>", spelling_.integer(0)));
    }
    return any_of(set);
  };
  return cases({{any(State::invalid), of_reason({Reason::Kind::unreadable, field, 0})},
                {any(State::missing), of_reason({Reason::Kind::missing, field, 0})},
                {any(State::uncovered), of_reason({Reason::Kind::undetermined, field, 0})}},
               of_bit(ReasonBits::not_applicable()));
}

void Exporter::find_population(model::PopulationId id) {
  const model::Population& population = rules_.populations[id];
  if (!fields_[population.field].value.text.empty()) return;
  const auto made = [this](model::DefinitionId definition) {
    make(graph_.definitions[definition]);
    return graph_.definitions[definition];
  };
  find_layer();
  const Block block{rules_.fields[population.field].name, comment_of(population.span)};
  const auto column = [&](const std::string& zh, const std::string& en, const Expression& value) {
    return writer_.column(block, block.name + " " + (chinese_ ? zh : en), value);
  };
  const Expression passed = infix(layer_, "=", spelling_.integer(static_cast<model::Int128>(graph_.gates.size()) + 1));

  Why of_groups, of_record;
  std::vector<Expression> known{passed};
  std::string partition;
  for (const model::DefinitionId group : population.groups) {
    const StepId step = made(group);
    of_groups.add(steps_[step].why);
    if (!known_always(step)) known.push_back(is_not_null(steps_[step].value));
    partition += (partition.empty() ? "" : ", ") + steps_[step].value.text;
  }
  of_record.add(of_groups);
  Expression outside = literal("FALSE");
  if (population.condition != model::none) {
    const StepId step = made(population.condition);
    of_record.add(steps_[step].why);
    known.push_back(steps_[step].value);
    outside = negated(steps_[step].value);
  }
  StepId argument = graph::no_step;
  Expression number = spelling_.integer(1);
  const auto in_range = [&](const Expression& value, Width width) {
    return composed(operand(value) + " BETWEEN " + spelling_.integer(least_number, width).text + " AND " +
                        spelling_.integer(greatest_number, width).text,
                    Binding::other, {value});
  };
  if (population.argument != model::none) {
    argument = made(population.argument);
    of_record.add(steps_[argument].why);
    const bool narrow = width(argument) == Width::narrow;
    number = this->number(argument, width(argument));
    known.push_back(narrow ? is_not_null(number) : in_range(number, width(argument)));
  }
  StepId amount = graph::no_step;
  if (population.amount != model::none) {
    amount = made(population.amount);
    of_record.add(steps_[amount].why);
    known.push_back(is_not_null(steps_[amount].value));
  }
  const Expression all_known = all_of(known);
  const Expression part =
      column("参与", "takes part", composed("COALESCE(" + all_known.text + ", FALSE)", Binding::atom, {all_known}));
  if (argument != graph::no_step) {
    // A constant that no record takes part with would be converted beforehand.
    const bool never = number.level < 0 && width(argument) != Width::narrow;
    number = never ? spelling_.integer(0) : spelling_.widened(number, width(argument), Width::narrow);
  }
  number = column("数", "number", Case().when(part, spelling_.typed(number, Width::narrow)).end());

  const std::string of_all = partition.empty() ? "" : "PARTITION BY " + partition;
  const std::string of_parts = "PARTITION BY " + part.text + (partition.empty() ? "" : ", " + partition);
  const auto over = [&](const std::string& function, const std::string& window) {
    Expression found = composed(function + " OVER (" + window + ")", Binding::atom, {number, part});
    for (const model::DefinitionId group : population.groups) {
      found.level = std::max(found.level, steps_[graph_.definitions[group]].value.level);
    }
    return found;
  };
  const InColumn named = [&](const Expression& value) { return column("数", "number", value); };
  // A sum over the window, `wide`.
  const auto sum_of = [&](const Expression& value, Width width, const std::string& window) {
    const auto summed = [&](const Expression& added) {
      Expression sum = over("SUM(" + added.text + ")", window);
      sum.level = std::max(sum.level, value.level);
      return sum;
    };
    if (!is_long(Width::wide)) return summed(spelling_.widened(value, width, Width::wide));
    std::vector<Expression> limbs;
    for (const Expression& limb : long_numbers::limbs(value, width)) limbs.push_back(named(summed(limb)));
    return long_numbers::of_limbs(limbs, Width::wide);
  };
  // Of wide numbers.
  const auto computed = [&](const Expression& left, char sign, const Expression& right) {
    if (!is_long(Width::wide)) return infix(left, std::string(1, sign), right);
    return this->computed(named, left, Width::wide, sign, right, Width::wide, Width::wide);
  };
  const auto coded = [&](const Expression& value, Width width) {
    return Case().when(in_range(value, width), spelling_.widened(value, width, Width::narrow)).end();
  };
  const auto total = [&] {
    const Expression sum = sum_of(number, Width::narrow, of_all);
    return column("合计", "total",
                  composed("COALESCE(" + sum.text + ", " + spelling_.integer(0, Width::wide).text + ")", Binding::atom, {sum}));
  };
  const auto negative = [&] { return infix(over("MIN(" + number.text + ")", of_all), "<", spelling_.integer(0)); };

  Expression value;
  Expression undecided = literal("FALSE");
  switch (population.function) {
    case PopulationFunction::total:
      value = coded(total(), Width::wide);
      break;
    case PopulationFunction::divisor_total: {
      const Expression sum = total();
      const Expression below = composed("COALESCE(" + negative().text + ", FALSE)", Binding::atom, {number, part, sum});
      undecided = column("得不出", "undecided", any_of({infix(sum, "=", beside(0, Width::wide)), below}));
      value = Case()
                  .when(all_of({negated(undecided), in_range(sum, Width::wide)}),
                        spelling_.widened(sum, Width::wide, Width::narrow))
                  .end();
      break;
    }
    case PopulationFunction::count:
    case PopulationFunction::divisor_count: {
      const Expression count =
          column("个数", "count", spelling_.typed(over("COUNT(" + number.text + ")", of_all), Width::narrow));
      value = count;
      if (population.function == PopulationFunction::divisor_count) {
        undecided = infix(count, "=", spelling_.integer(0));
        value = Case().when(infix(count, ">", spelling_.integer(0)), count).end();
      }
      break;
    }
    case PopulationFunction::rank:
      value = spelling_.typed(over("RANK()", of_parts + " ORDER BY " + number.text + " DESC"), Width::narrow);
      break;
    case PopulationFunction::smaller_count:
      value = infix(spelling_.typed(over("RANK()", of_parts + " ORDER BY " + number.text), Width::narrow), "-",
                    spelling_.integer(1));
      break;
    case PopulationFunction::larger_total: {
      const std::string up_to =
          of_parts + " ORDER BY " + number.text + " DESC RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW";
      const Expression larger =
          computed(sum_of(number, Width::narrow, up_to), '-', sum_of(number, Width::narrow, of_parts + ", " + number.text));
      value = coded(column("更大者合计", "larger", larger), Width::wide);
      break;
    }
    case PopulationFunction::apportion: {
      const int places = rules_.fields[population.field].type.scale - step(amount).type.scale;
      const Expression own = column("总额", "amount", Case().when(part, steps_[amount].value).end());
      const Expression sum = total();
      const Expression least = column("最小总额", "least amount", over("MIN(" + own.text + ")", of_parts));
      const Expression most = column("最大总额", "most amount", over("MAX(" + own.text + ")", of_parts));
      undecided = column("得不出", "undecided",
                         any_of({infix(sum, "=", beside(0, Width::wide)), infix(least, "<>", most), negative()}));
      const Digits digits = digits_of(step(amount).bounds) + std::max(places, 0);
      const auto product_width = spelling_.width_of(digits + 18.97);
      if (!product_width || *product_width == Width::huge) {
        cannot_hold(population.span);
        break;
      }
      Width of_amount = width(amount);
      Expression whole = own;
      const Expression power = spelling_.integer(model::power_of_ten(std::abs(places)), *product_width);
      const Expression amount_wide = spelling_.widened(own, of_amount, *product_width);
      std::vector<Expression> possible{infix(own, ">=", beside(0, of_amount))};
      if (std::abs(places) > most_places) cannot_hold(population.span);
      const bool is_long = this->is_long(*product_width);
      if (places > 0 && is_long) {
        whole = scaled(own, of_amount, *product_width, model::power_of_ten(places));
      } else if (places > 0) {
        whole = infix(amount_wide, "*", power);
      }
      if (places < 0 && is_long) {
        const Expression long_amount = named(amount_wide);
        whole = cut_long(named, long_amount, -places, *product_width);
        possible.push_back(long_numbers::ends_in_zeros(long_amount, -places));
      } else if (places < 0) {
        whole = spelling_.quotient_by_power(amount_wide, -places, *product_width);
        possible.push_back(infix(spelling_.remainder(amount_wide, power), "=", spelling_.integer(0)));
      }
      if (places == 0) whole = amount_wide;
      whole = column("待分", "to part", Case().when(all_of(possible), whole).end());
      const Expression product =
          column("积", "product",
                 is_long ? this->computed(named, whole, *product_width, '*', number, Width::narrow, *product_width)
                         : infix(whole, "*", spelling_.widened(number, Width::narrow, *product_width)));
      const Expression divisor = column(
          "除数", "divisor", composed("NULLIF(" + sum.text + ", " + beside(0, Width::wide).text + ")", Binding::atom, {sum}));
      const Width division = std::max(*product_width, Width::wide);
      const Expression dividend = spelling_.widened(product, *product_width, division);
      const Expression divided =
          is_long ? column("商", "division", long_numbers::division(dividend, divisor, division)) : Expression{};
      const Expression share =
          column("份", "share",
                 is_long ? long_numbers::quotient_in(divided, division) : spelling_.quotient(dividend, divisor, division));
      const Expression rest =
          column("余数", "rest", is_long ? long_numbers::rest_in(divided, division) : spelling_.remainder(dividend, divisor));
      std::string order = " ORDER BY " + rest.text + " DESC";
      for (model::FieldId field = 0; field < rules_.fields.size(); ++field) {
        if (!rules_.fields[field].key || raw_[field].text.empty()) continue;
        order += ", COALESCE(" + spelling_.as_text(raw_[field]).text + ", '')" + spelling_.by_bytes();
      }
      const Expression place = column("次序", "order", [&] {
        Expression row = over("ROW_NUMBER()", of_parts + order);
        row.level = std::max(row.level, rest.level);
        return spelling_.typed(row, Width::narrow);
      }());
      const Expression given = column("已分", "parted", sum_of(share, division, of_parts));
      const Expression left = computed(spelling_.widened(whole, *product_width, division), '-', given);
      const Expression reached = is_long ? spelling_.widened(place, Width::narrow, division) : place;
      const Expression more = Case().when(infix(reached, "<=", left), beside(1, division)).otherwise(beside(0, division));
      const Expression result = column("所得", "part", computed(share, '+', more));
      value = Case()
                  .when(all_of({negated(undecided), in_range(result, division)}),
                        spelling_.widened(result, division, Width::narrow))
                  .end();
      break;
    }
  }

  const bool each = of_records(population.function);
  std::vector<Expression> has{each ? part : passed};
  if (!each) {
    for (const model::DefinitionId group : population.groups) {
      const StepId step = graph_.definitions[group];
      if (!known_always(step)) has.push_back(is_not_null(steps_[step].value));
    }
  }
  value = writer_.column(block, block.name, Case().when(all_of(has), value).end());
  const Why not_applicable = of_bit(ReasonBits::not_applicable());
  const Why& hangs_on = each ? of_record : of_groups;
  std::vector<std::pair<Expression, Why>> whys{{is_not_null(value), {}}, {negated(passed), not_applicable}};
  if (each && outside.text != "FALSE") whys.emplace_back(outside, not_applicable);
  if (!hangs_on.never()) whys.emplace_back(is_set(hangs_on), why_of_state(hangs_on, population.field));
  const Why unreadable = of_reason({Reason::Kind::unreadable, population.field, 0});
  if (undecided.text != "FALSE") {
    // A record that takes no part though all is known of it has a number that nothing can be counted with.
    if (each && argument != graph::no_step && width(argument) != Width::narrow) whys.emplace_back(negated(part), unreadable);
    whys.emplace_back(undecided, of_reason({Reason::Kind::missing, population.field, 0}));
  }
  fields_[population.field].value = value;
  fields_[population.field].why = why_columns(block, block.name, cases(whys, unreadable));
}

Why Exporter::unreadable_why(model::FieldId field) const {
  const Reason unreadable{Reason::Kind::unreadable, field, 0};
  if (!cells_[field].invalid || !bits_->has(unreadable)) return {};
  const Expression invalid = all_of({is_not_null(raw_[field]), is_null(fields_[field].value)});
  return cases({{invalid, of_reason(unreadable)}}, {});
}

// Notes name the record's own cells in place of a number over the list; where all are known, the number.
Why Exporter::named_by_cells(const Why& asked) {
  std::vector<std::int64_t> of_populations(bits_->words(), 0);
  Why named;
  const execute::AwaitedCells awaited(rules_);
  for (model::PopulationId id = 0; id < rules_.populations.size(); ++id) {
    const model::Population& population = rules_.populations[id];
    const Reason missing{Reason::Kind::missing, population.field, 0}, unreadable{Reason::Kind::unreadable, population.field, 0};
    if (!bits_->has(missing)) continue;
    Why cells;
    for (const model::FieldId cell : population.cells) {
      // That it is empty is an answer to what is asked of a cell that is not awaited.
      if (awaited.reads(id, cell)) cells.add(awaited.awaits(id, cell) ? fields_[cell].why : unreadable_why(cell));
    }
    std::vector<Expression> asks;
    for (const Reason& reason : {missing, unreadable}) {
      const Bit bit = bits_->of(reason);
      of_populations[bit.word] |= bit.mask;
      if (bit.word >= asked.words.size() || asked.words[bit.word].empty()) continue;
      asks.push_back(infix(spelling_.bits_and(word(asked, bit.word), spelling_.integer(bit.mask)), "<>", spelling_.integer(0)));
    }
    if (asks.empty()) continue;
    const Why undetermined = of_reason({Reason::Kind::undetermined, population.field, 0});
    const Expression wanted = any_of(asks);
    named.add(cells.never() ? cases({{wanted, undetermined}}, {})
                            : cases({{all_of({wanted, is_set(cells)}), cells}, {wanted, undetermined}}, {}));
  }
  if (named.never()) return asked;
  Why all;
  all.words.resize(bits_->words());
  for (std::size_t index = 0; index < asked.words.size(); ++index) {
    if (asked.words[index].empty()) continue;
    std::int64_t others = 0;
    for (const auto& [reason, bit] : bits_->all()) {
      if (bit.word == index) others |= bit.mask & ~of_populations[index];
    }
    if (others != 0) all.words[index] = {spelling_.bits_and(word(asked, index), spelling_.integer(others))};
  }
  all.add(named);
  return why_columns(note_block_, in_chinese_or("说明", "notes"), all);
}

}  // namespace fenji::sql
