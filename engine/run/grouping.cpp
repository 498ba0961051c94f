#include "engine/run/grouping.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/columns/cell_text.hpp"
#include "grammar/suggest.hpp"

namespace fenji::run {
namespace {

using model::none;

// In keys; control characters of values are blanks there.
constexpr char part_end = '\x1f';
constexpr char order_end = '\x1e';
// Kinds of keys, as they sort.
constexpr char value_kind = '1', blank_kind = '2', unreadable_kind = '3', no_result_kind = '4';

std::string_view separator(const model::Rules& rules) { return rules.language == Language::chinese ? "、" : ", "; }

bool names(const model::Field& field, const std::string& name) {
  if (field.population != none) return false;
  return columns::header_text(field.name) == name ||
         std::any_of(field.other_headers.begin(), field.other_headers.end(),
                     [&](const std::string& other) { return columns::header_text(other) == name; });
}

model::FieldId field_named(const model::Rules& rules, const std::string& name) {
  for (model::FieldId field = 0; field < rules.fields.size(); ++field) {
    if (names(rules.fields[field], name)) return field;
  }
  return none;
}

std::uint32_t output_named(const model::Rules& rules, const std::string& name) {
  for (std::uint32_t output = 0; output < rules.outputs.size(); ++output) {
    if (rules.outputs[output].definition != none && rules.outputs[output].name == name) return output;
  }
  return none;
}

model::FieldId add_text_field(model::Rules& rules, const std::string& name) {
  model::Field field;
  field.name = name;
  field.type.kind = model::Kind::text;
  field.optional = true;
  field.used = true;
  rules.fields.push_back(std::move(field));
  return static_cast<model::FieldId>(rules.fields.size() - 1);
}

class Chooser {
 public:
  Chooser(model::Rules& rules, const Elsewhere& elsewhere) : rules_(rules), elsewhere_(elsewhere) {}

  GroupingChoice choice;

  void choose(const std::string& asked) {
    const std::string whole = columns::header_text(asked);
    std::vector<std::string> words{whole};
    if (!known(whole)) words = split(whole);
    Grouping grouping;
    for (const std::string& word : words) {
      if (word.empty()) {
        choice.problems.push_back(
            {fmt::format("--by “{}”里有一个名称是空的", asked), fmt::format("--by `{}` holds an empty name", asked)});
        return;
      }
      const auto part = this->part(word);
      if (!part) return;
      grouping.parts.push_back(*part);
    }
    grouping.name = fmt::format("{}", fmt::join(words, separator(rules_)));
    const bool again = std::any_of(choice.groupings.begin(), choice.groupings.end(),
                                   [&](const Grouping& other) { return other.name == grouping.name; });
    if (!again) choice.groupings.push_back(std::move(grouping));
  }

 private:
  bool known(const std::string& name) const {
    if (field_named(rules_, name) != none || output_named(rules_, name) != none) return true;
    const KnownElsewhere other = elsewhere_ ? elsewhere_(name) : KnownElsewhere{};
    return other.field != nullptr || other.result;
  }

  static std::vector<std::string> split(std::string_view text) {
    constexpr std::string_view pause = "、";
    std::vector<std::string> words;
    for (bool more = true; more;) {
      const std::size_t comma = text.find(',');
      const std::size_t at = std::min(comma, text.find(pause));
      more = at != text.npos;
      words.push_back(columns::header_text(text.substr(0, at)));
      if (more) text.remove_prefix(at + (at == comma ? 1 : pause.size()));
    }
    return words;
  }

  std::optional<GroupPart> part(const std::string& name) {
    if (const std::uint32_t output = output_named(rules_, name); output != none) return GroupPart{name, none, output, false};
    if (const model::FieldId field = field_named(rules_, name); field != none) {
      rules_.fields[field].used = true;
      return GroupPart{name, field, none, false};
    }
    const auto& definitions = rules_.definitions;
    const bool unseen = std::any_of(definitions.begin(), definitions.end(), [&](const model::Definition& definition) {
      return definition.author_named && definition.name == name;
    });
    const auto& parameters = rules_.parameters;
    const bool constant = std::any_of(parameters.begin(), parameters.end(),
                                      [&](const model::Parameter& parameter) { return parameter.name == name; });
    if (unseen) {
      choice.problems.push_back({fmt::format("“{}”不在输出里：要按它分组，请把它写进“输出”", name),
                                 fmt::format("`{}` is not among the outputs: to group by it, name it in `output`", name)});
      return std::nullopt;
    }
    if (constant) {
      choice.problems.push_back({fmt::format("“{}”是参数，所有记录都一样：--by 要写字段、结果或名单的列", name),
                                 fmt::format("`{}` is a parameter, the same for all records: --by takes a field, a result or a "
                                             "column of the list",
                                             name)});
      return std::nullopt;
    }
    const KnownElsewhere other = elsewhere_ ? elsewhere_(name) : KnownElsewhere{};
    if (other.field == nullptr && other.result) return GroupPart{name, none, none, false};
    const model::FieldId field = add_text_field(rules_, name);
    if (other.field != nullptr) rules_.fields[field].other_headers = other.field->other_headers;
    return GroupPart{name, field, none, other.field == nullptr};
  }

  model::Rules& rules_;
  const Elsewhere& elsewhere_;
};

// What a definition that a group goes by shows; nothing where no output and no single field says it.
std::optional<GroupPart> part_of(model::Rules& rules, model::DefinitionId id) {
  const model::Definition& definition = rules.definitions[id];
  for (std::uint32_t output = 0; output < rules.outputs.size(); ++output) {
    if (rules.outputs[output].definition == id) return GroupPart{rules.outputs[output].name, none, output, false};
  }
  if (definition.expression == none) return std::nullopt;
  const model::Expression& expression = rules.expressions[definition.expression];
  if (expression.operation != model::Operation::field) return std::nullopt;
  model::Field& field = rules.fields[expression.reference];
  if (field.population != none) return std::nullopt;
  field.used = true;
  return GroupPart{field.name, expression.reference, none, false};
}

std::string value_key(std::string text, const model::Type& type, std::size_t label) {
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; };
  std::replace_if(text.begin(), text.end(), is_control, ' ');
  std::string key(1, value_kind);
  if (type.kind == model::Kind::label) key += fmt::format("{:08}", label) + order_end;
  return key + text;
}

}  // namespace

GroupingChoice choose_groupings(model::Rules& rules, const std::vector<std::string>& asked, const Elsewhere& elsewhere) {
  Chooser chooser(rules, elsewhere);
  for (const std::string& names : asked) chooser.choose(names);
  return std::move(chooser.choice);
}

std::vector<Message> unknown_groups(const model::Rules& rules, const std::vector<Grouping>& groupings,
                                    const std::vector<std::optional<std::uint32_t>>& header,
                                    const std::vector<std::string>& others) {
  std::vector<std::string_view> known(others.begin(), others.end());
  for (model::FieldId field = 0; field < rules.fields.size(); ++field) {
    if (rules.fields[field].population == none && header[field]) known.push_back(rules.fields[field].name);
  }
  for (const model::OutputColumn& output : rules.outputs) {
    if (output.definition != none) known.push_back(output.name);
  }
  std::vector<Message> problems;
  for (const Grouping& grouping : groupings) {
    for (const GroupPart& part : grouping.parts) {
      if (!part.guessed || header[part.field]) continue;
      Message problem{fmt::format("--by “{}”：规则里没有这个字段或结果，名单里也没有这一列", part.name),
                      fmt::format("--by `{}`: no field or result of the rules, and no column of the list", part.name)};
      if (const auto similar = grammar::closest(part.name, known)) {
        problem.zh += fmt::format("；是不是“{}”？", *similar);
        problem.en += fmt::format("; did you mean `{}`?", *similar);
      }
      problems.push_back(std::move(problem));
    }
  }
  return problems;
}

std::vector<Grouping> groupings_of(model::Rules& rules) {
  std::vector<std::vector<model::DefinitionId>> named;
  const auto add = [&](const std::vector<model::DefinitionId>& groups) {
    if (!groups.empty() && std::find(named.begin(), named.end(), groups) == named.end()) named.push_back(groups);
  };
  for (const model::Portfolio& portfolio : rules.portfolios) add(portfolio.groups);
  for (const model::Population& population : rules.populations) {
    if (rules.fields[population.field].used) add(population.groups);
  }
  std::vector<Grouping> groupings;
  for (const std::vector<model::DefinitionId>& groups : named) {
    Grouping grouping;
    for (const model::DefinitionId group : groups) {
      const auto part = part_of(rules, group);
      if (part) grouping.parts.push_back(*part);
    }
    if (grouping.parts.size() != groups.size()) continue;
    grouping.name = grouping_name(rules, groups);
    const bool again =
        std::any_of(groupings.begin(), groupings.end(), [&](const Grouping& other) { return other.name == grouping.name; });
    if (!again) groupings.push_back(std::move(grouping));
  }
  return groupings;
}

std::string grouping_name(const model::Rules& rules, const std::vector<model::DefinitionId>& groups) {
  std::vector<std::string> names;
  for (const model::DefinitionId group : groups) {
    const model::Definition& definition = rules.definitions[group];
    names.push_back(definition.name);
    if (definition.author_named || definition.expression == none) continue;
    const model::Expression& expression = rules.expressions[definition.expression];
    if (expression.operation == model::Operation::field) names.back() = rules.fields[expression.reference].name;
  }
  return fmt::format("{}", fmt::join(names, separator(rules)));
}

std::string group_key(const model::Value& value, const model::Type& type, const model::Rules& rules, Language language) {
  return value_key(model::to_text(value, type, rules, language), type, value.label);
}

std::string shown_group_key(std::string text, const model::Type& type, const model::Rules& rules) {
  if (text.empty()) return no_result_group_key();
  std::size_t label = 0;
  if (type.kind == model::Kind::label) {
    const std::vector<std::string>& labels = rules.labels_of(type).labels;
    label = static_cast<std::size_t>(std::find(labels.begin(), labels.end(), text) - labels.begin());
  }
  return value_key(std::move(text), type, label);
}

std::string blank_group_key() { return std::string(1, blank_kind); }
std::string unreadable_group_key() { return std::string(1, unreadable_kind); }
std::string no_result_group_key() { return std::string(1, no_result_kind); }

std::string joined_group_key(const std::vector<std::string>& parts) {
  std::string key;
  for (const std::string& part : parts) {
    if (!key.empty()) key += part_end;
    key += part;
  }
  return key;
}

std::string group_name(const std::string& key, Language language) {
  const bool chinese = language == Language::chinese;
  std::string name;
  for (std::size_t begin = 0; begin < key.size();) {
    const std::size_t end = std::min(key.find(part_end, begin), key.size());
    std::string_view part = std::string_view(key).substr(begin, end - begin);
    if (begin > 0) name += " / ";
    switch (part.front()) {
      case blank_kind:
        name += chinese ? "（空白）" : "(blank)";
        break;
      case unreadable_kind:
        name += chinese ? "（无法识别）" : "(unreadable)";
        break;
      case no_result_kind:
        name += chinese ? "（无结果）" : "(no result)";
        break;
      default:
        part.remove_prefix(1);
        if (const std::size_t order = part.find(order_end); order != part.npos) part.remove_prefix(order + 1);
        name += part;
        break;
    }
    begin = end + 1;
  }
  return name;
}

}  // namespace fenji::run
