// What became of each record: how far it came, its status, the sentence of its notes, and the columns of the result.
#include <algorithm>

#include "engine/export/bare_number.hpp"
#include "engine/export/exporter.hpp"

namespace fenji::sql {

using execute::Status;
using model::Kind;
using model::State;

// Records that `applies` or a gate does not let pass for certain stop there.
void Exporter::find_layer() {
  if (!layer_.text.empty()) return;
  const auto stopped = [&](StepId condition) {
    const Expression& value = steps_[condition].value;
    if (known_always(condition)) return negated(value);
    return negated(composed("COALESCE(" + value.text + ", FALSE)", Binding::atom, {value}));
  };
  const auto last = static_cast<model::Int128>(graph_.gates.size()) + 1;
  Case layers;
  if (graph_.applies != graph::no_step) stops_.emplace_back(0, graph_.applies);
  for (std::uint32_t gate = 0; gate < graph_.gates.size(); ++gate) stops_.emplace_back(gate + 1, graph_.gates[gate].passed);
  for (const auto& [layer, condition] : stops_) {
    make(condition);
    layers.when(stopped(condition), spelling_.integer(layer));
  }
  const Block block{in_chinese_or("层", "layer"), {}};
  layer_ = writer_.column(block, block.name, layers.otherwise(spelling_.integer(last)));
}

void Exporter::find_status() {
  find_layer();
  const auto& stops = stops_;
  const auto at = [&](model::Int128 layer) { return infix(layer_, "=", spelling_.integer(layer)); };

  Why outputs;
  std::vector<Expression> none_known;
  for (const model::OutputColumn& output : outputs_) {
    if (output.definition == model::none) continue;
    const StepId step = graph_.definitions[output.definition];
    outputs.add(steps_[step].why);
    none_known.push_back(known_always(step) ? literal("FALSE") : is_null(steps_[step].value));
  }
  std::vector<std::pair<Expression, Why>> branches;
  for (const auto& [layer, condition] : stops) branches.emplace_back(at(layer), steps_[condition].why);
  asked_ = why_columns(status_block_, in_chinese_or("状态", "status"), cases(branches, outputs));

  const auto text = [&](Status status) { return spelling_.text(execute::status_text(status, language())); };
  Case statuses;
  for (const auto& [layer, condition] : stops) {
    statuses.when(all_of({at(layer), negated(steps_[condition].value)}),
                  text(layer == 0 ? Status::not_applicable : Status::ineligible));
  }
  for (const auto& [state, status] : {std::pair{State::invalid, Status::invalid},
                                      {State::missing, Status::incomplete},
                                      {State::uncovered, Status::uncovered}}) {
    std::vector<Expression> any;
    for (std::size_t index = 0; index < asked_.words.size(); ++index) {
      const std::int64_t mask = bits_->mask(state, index);
      if (asked_.words[index].empty() || mask == 0) continue;
      const Expression set = spelling_.bits_and(word(asked_, index), spelling_.integer(mask));
      any.push_back(infix(set, "<>", spelling_.integer(0)));
    }
    if (!any.empty()) statuses.when(any_of(any), text(status));
  }
  // Undecided for nothing but results that are not applicable: no rule covers the case.
  for (const auto& [layer, condition] : stops) {
    if (possible_[condition].not_applicable) statuses.when(at(layer), text(Status::uncovered));
  }
  const auto is_false = [](const Expression& condition) { return condition.text == "FALSE"; };
  if (!none_known.empty() && std::none_of(none_known.begin(), none_known.end(), is_false)) {
    statuses.when(all_of(none_known), text(Status::not_applicable));
  }
  status_ = writer_.column(status_block_, in_chinese_or("状态", "status"), statuses.otherwise(text(Status::rated)));
}

// As Spelling::one_line, where each character takes a function of its own and these cannot be nested deeply.
Expression Exporter::without_controls(model::FieldId field) {
  constexpr std::size_t deepest = 16;
  std::vector<int> codes;
  for (int code = 1; code < 0xA0; ++code) {
    if (code < 0x20 || code >= 0x7F) codes.push_back(code);
  }
  codes.insert(codes.end(), {0x2028, 0x2029});
  Expression line = raw_[field];
  for (std::size_t i = 0; i < codes.size(); ++i) {
    line = composed("REPLACE(" + line.text + ", CHAR(" + std::to_string(codes[i]) + "), ' ')", Binding::atom, {line});
    if (i % deepest + 1 == deepest || i + 1 == codes.size()) {
      line = writer_.column(note_block_, rules_.fields[field].name + in_chinese_or("（一行）", " (one line)"), line);
    }
  }
  return line;
}

// 29.99 of a decimal column that writes 29.990000; a number with an exponent stays as it is.
Expression Exporter::without_zeros_of_type(const Expression& number) const {
  const Expression digits = spelling_.without_last_zeros(number);
  const Expression shorter =
      composed("REPLACE(REPLACE(" + digits.text + " || ' ', '. ', ''), ' ', '')", Binding::atom, {digits});
  const Expression decimals =
      composed(number.text + " LIKE '%.%' AND LOWER(" + number.text + ") NOT LIKE '%e%'", Binding::other, {number});
  return Case().when(decimals, shorter).otherwise(number);
}

// The percentage of a cell's number, 0.35 or 35 by the field: its digits moved, since they may be more than any type holds.
Expression Exporter::percentage_text(model::FieldId field, const Expression& number) {
  const model::Field& declared = rules_.fields[field];
  const auto column = [&](const char* zh, const char* en, const Expression& value) {
    return writer_.column(note_block_, declared.name + in_chinese_or(zh, en), value);
  };
  const Expression no_letters = composed("UPPER(" + number.text + ") = LOWER(" + number.text + ")", Binding::other, {number});
  const Expression sign = spelling_.text("%");
  if (declared.percent_cells == model::Field::PercentCells::points) {
    return Case().when(no_letters, spelling_.joined({number, sign})).otherwise(number);
  }
  const Expression has_point = composed(number.text + " LIKE '%.%'", Binding::other, {number});
  const Expression zeros = Case().when(has_point, spelling_.text("00")).otherwise(spelling_.text(".00"));
  const Expression digits =
      column("（数字）", " (digits)",
             spelling_.joined({composed("REPLACE(" + number.text + ", '-', '')", Binding::atom, {number}), zeros}));
  const Expression point = column("（小数点）", " (point)", spelling_.place_of(".", digits));
  const auto from_point = [&](int places) { return infix(point, places < 0 ? "-" : "+", spelling_.integer(std::abs(places))); };
  const Expression whole = spelling_.without_first_zeros(spelling_.joined(
      {spelling_.head(digits, from_point(-1)), spelling_.head(spelling_.tail(digits, from_point(1)), spelling_.integer(2))}));
  const Expression decimals = spelling_.without_last_zeros(spelling_.tail(digits, from_point(3)));
  const Expression minus = Case()
                               .when(composed(number.text + " LIKE '-%'", Binding::other, {number}), spelling_.text("-"))
                               .otherwise(spelling_.text(""));
  const Expression none = spelling_.text("");
  const Expression shown_whole = composed("COALESCE(NULLIF(" + whole.text + ", ''), '0')", Binding::atom, {whole});
  const Expression shown_decimals =
      Case().when(infix(decimals, "=", none), none).otherwise(spelling_.joined({spelling_.text("."), decimals}));
  return Case().when(no_letters, spelling_.joined({minus, shown_whole, shown_decimals, sign})).otherwise(number);
}

// The number of a typed cell that cannot be read: in the column's own unit, such as 万元, where that is not the field's.
const Expression& Exporter::refused_number(model::FieldId field) {
  Expression& text = refused_[field];
  if (!text.text.empty()) return text;
  const auto column = [&](const Expression& value) {
    return writer_.column(note_block_, rules_.fields[field].name + in_chinese_or("（原数）", " (number)"), value);
  };
  const Expression refused = Case().when(is_null(fields_[field].value), spelling_.cell_digits(raw_[field])).end();
  text = without_zeros_of_type(column(refused));
  if (rules_.fields[field].type.percent) text = percentage_text(field, column(text));
  return text;
}

// The cell of a note that cannot be read, on one line and of at most 40 characters.
Expression Exporter::cell_text(model::FieldId field) {
  const model::Type& type = rules_.fields[field].type;
  const Expression& cell = raw_[field];
  if (!options_.text_columns && type.kind != Kind::label && type.kind != Kind::text) {
    return type.kind == Kind::number ? refused_number(field) : cell;
  }
  const Expression line = spelling_.replaces_in_columns() ? without_controls(field) : spelling_.one_line(cell);
  const Expression rest =
      Case().when(infix(spelling_.length(cell), ">", spelling_.integer(40)), spelling_.text("…")).otherwise(spelling_.text(""));
  return spelling_.joined({spelling_.head(line, spelling_.integer(40)), rest});
}

// The names whose conditions hold, with commas between.
Expression Exporter::listed(const std::vector<std::pair<Expression, Expression>>& names) const {
  const std::string comma = chinese_ ? "、" : ", ";
  std::vector<Expression> parts;
  for (const auto& [condition, name] : names) {
    parts.push_back(Case().when(condition, spelling_.joined({spelling_.text(comma), name})).otherwise(spelling_.text("")));
  }
  return spelling_.tail(spelling_.joined(parts), chinese_ ? 2 : 3);
}

Expression Exporter::note() {
  const std::string separator = chinese_ ? "；" : "; ";
  const std::vector<std::string> quotes = chinese_ ? std::vector<std::string>{"“", "”"} : std::vector<std::string>{" \"", "\""};
  Case sentences;
  for (std::uint32_t gate = 0; gate < graph_.gates.size(); ++gate) {
    std::vector<std::pair<Expression, Expression>> failed;
    const std::vector<StepId>& elements = graph_.gates[gate].elements;
    for (std::size_t i = 0; i < elements.size(); ++i) {
      failed.emplace_back(negated(steps_[elements[i]].value), spelling_.text(rules_.gates[gate].elements[i].name));
    }
    const Expression opening = spelling_.text(execute::note_opening(Reason::Kind::failed, language()));
    const Expression text = writer_.column(note_block_, rules_.gates[gate].name + in_chinese_or(" 未满足", " not met"),
                                           spelling_.joined({opening, listed(failed)}));
    const Expression stopped = infix(layer_, "=", spelling_.integer(gate + 1));
    sentences.when(all_of({stopped, negated(steps_[graph_.gates[gate].passed].value)}), text);
  }

  const Why named = named_by_cells(asked_);
  std::vector<Expression> parts;
  for (auto begin = bits_->all().begin(); begin != bits_->all().end();) {
    const Reason::Kind kind = begin->first.kind;
    std::vector<std::pair<Expression, Expression>> names;
    std::vector<Expression> any;
    for (; begin != bits_->all().end() && begin->first.kind == kind; ++begin) {
      const auto& [reason, bit] = *begin;
      if (bit.word >= named.words.size() || named.words[bit.word].empty()) continue;
      const bool of_cell = kind == Reason::Kind::missing || kind == Reason::Kind::unreadable;
      if (of_cell && rules_.fields[reason.first].population != model::none) continue;  // its cells are named instead
      const Expression set =
          infix(spelling_.bits_and(word(named, bit.word), spelling_.integer(bit.mask)), "<>", spelling_.integer(0));
      Expression name = spelling_.text(execute::reason_name(reason, rules_, language()));
      if (kind == Reason::Kind::unreadable) {
        name = spelling_.joined(
            {spelling_.text(rules_.fields[reason.first].name + quotes[0]), cell_text(reason.first), spelling_.text(quotes[1])});
      }
      names.emplace_back(set, name);
      any.push_back(set);
    }
    if (names.empty()) continue;
    const std::string opening(execute::note_opening(kind, language()));
    const Expression list = writer_.column(note_block_, opening, listed(names));
    parts.push_back(
        Case()
            .when(infix(list, "<>", spelling_.text("")), spelling_.joined({spelling_.text(separator + opening), list}))
            .otherwise(spelling_.text("")));
  }
  if (parts.empty()) return sentences.otherwise(spelling_.text(""));
  return sentences.otherwise(spelling_.tail(spelling_.joined(parts), chinese_ ? 2 : 3));
}

// As a run writes it.
Expression Exporter::shown_text(const Expression& value, const model::Type& type, Width width) const {
  switch (type.kind) {
    case Kind::number: {
      const Expression number = spelling_.number_text(value, type.percent ? type.scale - 2 : type.scale, width);
      return type.percent ? spelling_.joined({number, spelling_.text("%")}) : number;
    }
    case Kind::date:
      return spelling_.day_text(value);
    case Kind::yes_no:
      return Case()
          .when(value, spelling_.text(in_chinese_or("是", "yes")))
          .when(negated(value), spelling_.text(in_chinese_or("否", "no")))
          .end();
    case Kind::label:
    case Kind::text:
      break;
  }
  return shown(value, type, width);
}

// A known cell as its value, another as it stands.
Expression Exporter::field_text(model::FieldId id) {
  const Kind kind = rules_.fields[id].type.kind;
  const Expression& value = fields_[id].value;
  const Expression cell = kind == Kind::number && !options_.text_columns ? refused_number(id) : raw_[id];
  if (value.text.empty()) return cell;
  const Expression text =
      kind == Kind::label || kind == Kind::text ? value : shown_text(value, rules_.fields[id].type, Width::narrow);
  return composed("COALESCE(" + text.text + ", " + cell.text + ")", Binding::atom, {text, cell});
}

// Cells of texts may be none that a type holds.
bool Exporter::is_text(std::size_t output) const {
  const bool asked = options_.part && output < options_.part->as_text.size() && options_.part->as_text[output];
  return asked || (options_.text_columns && outputs_[output].field != model::none);
}

Expression Exporter::output_column(std::size_t output) {
  const model::OutputColumn& column = outputs_[output];
  if (!is_text(output)) return result_column(column);
  if (column.field != model::none) return field_text(column.field);
  if (column.definition == model::none) {
    const model::Parameter& parameter = rules_.parameters[column.parameter];
    if (parameter.name.empty()) return spelling_.as_text(literal("NULL"));
    return spelling_.text(model::to_text(parameter.value, parameter.type, rules_, language()));
  }
  const StepId id = graph_.definitions[column.definition];
  const bool number = step(id).type.kind == Kind::number;
  const Expression value = number ? this->number(id, width(id)) : steps_[id].value;
  return in_its_layer(column,
                      shown_text(value, rules_.definitions[column.definition].type, number ? width(id) : Width::narrow));
}

// Only for records that come so far.
Expression Exporter::in_its_layer(const model::OutputColumn& output, const Expression& value) const {
  const std::uint32_t layer = rules_.definitions[output.definition].layer;
  if (layer == 0 || layer_.text == spelling_.integer(layer).text) return value;
  return Case().when(infix(layer_, ">=", spelling_.integer(layer)), value).end();
}

Expression Exporter::shown(const Expression& value, const model::Type& type, Width width) const {
  switch (type.kind) {
    case Kind::number:
      return spelling_.shown_number(value, type.scale, width);
    case Kind::date:
      return spelling_.shown_day(value);
    case Kind::yes_no:
      return spelling_.shown_yes_no(value);
    case Kind::label: {
      if (!is_coded(type)) break;
      Case texts;
      const std::vector<std::string>& labels = rules_.labels_of(type).labels;
      for (std::uint32_t code = 0; code < labels.size(); ++code) {
        texts.when(infix(value, "=", spelling_.integer(code)), spelling_.text(labels[code]));
      }
      return texts.end();
    }
    case Kind::text:
      break;
  }
  return value;
}

Expression Exporter::shown_day_cell(model::FieldId field) const {
  const Expression& day = reads_[field];
  if (!spelling_.shows_days_as_texts()) {
    // Days before the year 1 are none to every engine.
    const Expression exists = infix(day, ">=", noted({graph::calendar().lower, 0}, rules_.fields[field].type, Width::narrow));
    return Case().when(exists, spelling_.shown_day(day)).end();
  }
  if (plain_days_[field].text == raw_[field].text) return raw_[field];
  return Case().when(is_not_null(day), plain_days_[field]).otherwise(raw_[field]);
}

Expression Exporter::result_column(const model::OutputColumn& output) {
  if (output.definition != model::none) {
    const StepId id = graph_.definitions[output.definition];
    const bool number = step(id).type.kind == Kind::number;
    const Expression value = number ? this->number(id, width(id)) : steps_[id].value;
    constexpr Digits of_decimals = 37.99;  // more than that no decimal of 38 digits holds for certain
    const bool longer = number && digits_of(step(id).bounds) > of_decimals;
    const Width shown_width = !number ? Width::narrow : longer && !spelling_.writes_long_numbers() ? Width::huge : width(id);
    return in_its_layer(output, shown(value, rules_.definitions[output.definition].type, shown_width));
  }
  if (output.field == model::none) {
    const model::Parameter& parameter = rules_.parameters[output.parameter];
    Step constant;
    constant.operation = graph::Operation::constant;
    constant.type = parameter.type;
    constant.constant = parameter.value;
    const Width width = spelling_.width_of(graph::Bounds{parameter.value.number.mantissa, parameter.value.number.mantissa})
                            .value_or(Width::wide);
    constant.type.scale = parameter.value.number.scale;
    return shown(this->constant(constant, width), constant.type, width);
  }
  const model::Field& field = rules_.fields[output.field];
  const Expression& cell = raw_[output.field];
  const Expression& value = fields_[output.field].value;
  const auto either = [&](const Expression& first, const Expression& second) {
    return composed("COALESCE(" + first.text + ", " + second.text + ")", Binding::atom, {first, second});
  };
  if (field.type.kind == Kind::label) return either(value, cell);
  if (field.type.kind == Kind::yes_no) return shown(value, field.type, Width::narrow);
  if (field.type.kind == Kind::number) {
    // In the field's own unit and type, as what is computed from it, whatever the type of the column; outside the field's
    // limits as it stands in the column.
    const Expression& read = reads_[output.field];
    if (read.text.empty()) return shown(value, field.type, Width::narrow);
    const int scale = field.type.scale, places = field.type.percent ? 0 : bare_number_power(field);
    return either(spelling_.shown_with_zeros(value, scale, places),
                  spelling_.shown_number(read, scale + places, Width::narrow));
  }
  // Also what lies outside its limits.
  const Expression shown_cell = field.type.kind == Kind::date ? shown_day_cell(output.field) : cell;
  if (!field.blank_means || field.blank_means->state != State::known) return shown_cell;
  Step blank;
  blank.operation = graph::Operation::constant;
  blank.type = field.type;
  blank.constant = *field.blank_means;
  return either(shown_cell, shown(constant(blank, Width::narrow), blank.type, Width::narrow));
}

}  // namespace fenji::sql
