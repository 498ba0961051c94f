#include "engine/books/exceptions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "engine/columns/cell.hpp"
#include "engine/columns/cell_text.hpp"
#include "engine/columns/quotable.hpp"
#include "engine/lists/csv_reader.hpp"
#include "engine/lists/csv_splitter.hpp"

namespace fenji::books {
namespace {

enum Part : std::size_t { key, result, value, reason, approved_by, valid_until, part_count };

struct Header {
  std::vector<std::string_view> names;  // the first in each language are those of messages
  bool required = true;
};

const std::array<Header, part_count>& headers() {
  static const std::array<Header, part_count> all{{
      {{"编号", "key", "客户编号", "customer id"}},
      {{"结果", "result"}},
      {{"特批值", "value", "值"}},
      {{"理由", "reason"}, false},
      {{"批准人", "approved by"}},
      {{"有效期至", "valid until"}, false},
  }};
  return all;
}

struct Columns {
  std::array<std::optional<std::uint32_t>, part_count> positions;
  std::vector<Message> problems;
};

Columns find_columns(const std::vector<std::string>& header, const Message& list) {
  Columns columns;
  std::string zh, en;
  for (std::size_t part = 0; part < part_count; ++part) {
    const Header& wanted = headers()[part];
    for (std::uint32_t i = 0; i < header.size(); ++i) {
      const std::string text = columns::header_text(header[i]);
      const bool fits = std::find(wanted.names.begin(), wanted.names.end(), text) != wanted.names.end();
      if (!fits) continue;
      if (columns.positions[part]) {
        columns.problems.push_back({fmt::format("{} 有两列“{}”", list.zh, wanted.names[0]),
                                    fmt::format("{} has two columns `{}`", list.en, wanted.names[1])});
      }
      columns.positions[part] = i;
    }
    if (columns.positions[part] || !wanted.required) continue;
    zh += fmt::format("{}“{}”", zh.empty() ? "" : "、", wanted.names[0]);
    en += fmt::format("{}`{}`", en.empty() ? "" : ", ", wanted.names[1]);
  }
  if (!zh.empty()) {
    columns.problems.push_back({fmt::format("特批名单 {} 缺少这些列：{}", list.zh, zh),
                                fmt::format("the list of exceptions {} lacks these columns: {}", list.en, en)});
  }
  return columns;
}

// The day of `valid until`; nothing where it is no date.
std::optional<model::Day> day_of(const std::string& text) {
  model::Field field;
  field.type.kind = model::Kind::date;
  const model::Value day = columns::read_cell(text, field, model::Rules{});
  if (day.state != model::State::known) return std::nullopt;
  return day.day;
}

ExceptionState state_of(const Exception& exception, model::Day as_of) {
  if (exception.approved_by.empty()) return ExceptionState::no_approver;
  if (exception.valid_until.empty()) return ExceptionState::unknown_key;
  const auto day = day_of(exception.valid_until);
  if (!day) return ExceptionState::bad_date;
  return *day < as_of ? ExceptionState::expired : ExceptionState::unknown_key;
}

void add(Exceptions& exceptions, Exception exception, model::Day as_of) {
  exception.state = state_of(exception, as_of);
  if (exception.state == ExceptionState::unknown_key) {
    std::vector<std::uint32_t>& of_key = exceptions.open[exception.key];
    const bool repeated = std::any_of(of_key.begin(), of_key.end(),
                                      [&](std::uint32_t other) { return exceptions.all[other].result == exception.result; });
    if (repeated) {
      exception.state = ExceptionState::repeated;
    } else {
      of_key.push_back(static_cast<std::uint32_t>(exceptions.all.size()));
    }
  }
  exceptions.all.push_back(std::move(exception));
}

}  // namespace

std::string exception_state_name(ExceptionState state) {
  constexpr std::array<std::string_view, exception_state_count> names{"granted",     "expired",    "no_approver",
                                                                      "bad_date",    "repeated",   "unknown_result",
                                                                      "wrong_value", "not_graded", "unknown_key"};
  return std::string(names.at(static_cast<std::size_t>(state)));
}

Message exception_state_text(ExceptionState state) {
  switch (state) {
    case ExceptionState::granted:
      return {"已生效", "granted"};
    case ExceptionState::expired:
      return {"已过期", "expired"};
    case ExceptionState::no_approver:
      return {"没有批准人", "nobody has approved it"};
    case ExceptionState::bad_date:
      return {"有效期至不是日期", "valid until is no date"};
    case ExceptionState::repeated:
      return {"同一编号、同一结果前面已有", "repeats an earlier one"};
    case ExceptionState::unknown_result:
      return {"输出里没有这项结果", "no such result among the outputs"};
    case ExceptionState::wrong_value:
      return {"不是这项结果的取值", "no value of this result"};
    case ExceptionState::not_graded:
      return {"没有规则文件评这条记录", "no rule file grades the record"};
    case ExceptionState::unknown_key:
      break;
  }
  return {"名单里没有这个编号", "no record has this key"};
}

ExceptionReading read_exceptions(lists::ByteSource& list, model::Day as_of) {
  ExceptionReading reading;
  lists::CsvBlockReader reader(list);
  lists::CsvHeader header;
  switch (reader.read_header(header)) {
    case lists::CsvBlockReader::Status::ready:
      break;
    case lists::CsvBlockReader::Status::end:
      break;
    case lists::CsvBlockReader::Status::failed:
      reading.problems.push_back(reader.failure());
      return reading;
  }
  const Columns columns = find_columns(header.cells, list.name());
  reading.problems = columns.problems;
  if (!reading.problems.empty()) return reading;
  std::vector<std::uint32_t> wanted;
  std::array<std::optional<std::size_t>, part_count> places;
  for (std::size_t part = 0; part < part_count; ++part) {
    if (!columns.positions[part]) continue;
    places[part] = wanted.size();
    wanted.push_back(*columns.positions[part]);
  }
  lists::CsvSplitter splitter(wanted);
  lists::RecordBlock records;
  lists::CsvBlock block;
  while (true) {
    const auto status = reader.next(block);
    if (status == lists::CsvBlockReader::Status::end) return reading;
    if (status == lists::CsvBlockReader::Status::failed) {
      reading.problems.push_back(reader.failure());
      return reading;
    }
    splitter.split(block, records);
    for (std::size_t record = 0; record < records.records(); ++record) {
      const auto text = [&](Part part) {
        if (!places[part]) return std::string();
        return std::string(columns::trimmed(records.cell(record, *places[part]).text()));
      };
      Exception exception{
          records.info(record).line,  text(key), text(result), text(value), text(reason), text(approved_by), text(valid_until),
          ExceptionState::unknown_key};
      if (!exception.key.empty() || !exception.result.empty()) add(reading.exceptions, std::move(exception), as_of);
    }
  }
}

ExceptionalValue exceptional_value(const Exception& exception, const model::Rules& rules, Language language) {
  ExceptionalValue shown;
  const auto& outputs = rules.outputs;
  const auto output = std::find_if(outputs.begin(), outputs.end(), [&](const model::OutputColumn& column) {
    return column.name == exception.result && column.definition != model::none;
  });
  if (output == outputs.end()) {
    shown.state = ExceptionState::unknown_result;
    return shown;
  }
  shown.column = static_cast<std::size_t>(output - outputs.begin());
  model::Field field;
  field.type = rules.definitions[output->definition].type;
  model::Value value = columns::read_cell(exception.value, field, rules);
  if (value.state != model::State::known) {
    shown.state = ExceptionState::wrong_value;
    return shown;
  }
  shown.text = model::to_text(value, field.type, rules, language);
  return shown;
}

std::string exception_note(const Exception& exception, const std::string& shown, const std::string& by_rules,
                           Language language) {
  const std::string who = columns::quotable(exception.approved_by);
  const std::string until = columns::quotable(exception.valid_until);
  if (language == Language::chinese) {
    return fmt::format("特批：{} {}（{}批准，{}；{}）", exception.result, shown, who,
                       until.empty() ? "长期有效" : "有效期至 " + until,
                       by_rules.empty() ? "按规则没有结果" : "按规则为 " + by_rules);
  }
  return fmt::format("Exception: {} {} (approved by {}, {}; {})", exception.result, shown, who,
                     until.empty() ? "without end" : "valid until " + until,
                     by_rules.empty() ? "no result by the rules" : by_rules + " by the rules");
}

}  // namespace fenji::books
