// Stage: books. Exceptions that somebody has approved: a result of one customer that is to be shown instead of what the rules
// say. In comes a list of them; those that cannot be granted keep the reason why, and change nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/lists/byte_source.hpp"
#include "engine/model/rules.hpp"

namespace fenji::books {

enum class ExceptionState : std::uint8_t {
  granted,         // at least one record shows it
  expired,         // valid until a day before the one asked for
  no_approver,     // nobody is named who approved it
  bad_date,        // `valid until` is no date
  repeated,        // an earlier one has its key and result
  unknown_result,  // no file that grades such a record has an output of this name that is worked out
  wrong_value,     // no label of the result, or nothing that can be read as its type
  not_graded,      // no file grades the record
  unknown_key,     // no record has the key
};
inline constexpr std::size_t exception_state_count = 9;

std::string exception_state_name(ExceptionState state);  // for programs
Message exception_state_text(ExceptionState state);

struct Exception {
  std::uint64_t line = 0;  // of the list of exceptions, from 1
  std::string key, result, value, reason, approved_by;
  std::string valid_until;  // as it stands in the list; empty: without end
  ExceptionState state = ExceptionState::unknown_key;
};

struct Exceptions {
  std::vector<Exception> all;  // in the order of the list
  // By key: those that are still to be granted, as indices.
  std::unordered_map<std::string, std::vector<std::uint32_t>> open;
};

struct ExceptionReading {
  Exceptions exceptions;
  std::vector<Message> problems;  // why the list cannot be read
};

// A CSV list with the columns 编号 / key, 结果 / result, 特批值 / value, 理由 / reason, 批准人 / approved by, 有效期至 / valid
// until; the last two days included. Their order does not matter; reason and valid until may be absent.
ExceptionReading read_exceptions(lists::ByteSource& list, model::Day as_of);

// What an exception shows in the records of one file.
struct ExceptionalValue {
  ExceptionState state = ExceptionState::granted;  // else why not
  std::size_t column = 0;                          // of the rules' outputs
  std::string text;                                // of the cell
};

ExceptionalValue exceptional_value(const Exception& exception, const model::Rules& rules, Language language);

// What the notes say of it; `by_rules`: the value that it replaces.
std::string exception_note(const Exception& exception, const std::string& shown, const std::string& by_rules,
                           Language language);

}  // namespace fenji::books
