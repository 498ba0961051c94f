// The C functions for one record after another.
#include <optional>

#include "engine/abi/calls.hpp"
#include "engine/abi/record_grader.hpp"

using namespace fenji;
using namespace fenji::abi;

struct fenji_grader {
  std::unique_ptr<RecordGrader> grader;
};

namespace {

constexpr std::int32_t most_scale = 1000;  // of a number that is put

static_assert(static_cast<int>(execute::Status::ineligible) == FENJI_INELIGIBLE &&
              static_cast<int>(execute::Status::not_applicable) == FENJI_NOT_APPLICABLE &&
              static_cast<int>(execute::Status::invalid) == FENJI_INVALID &&
              static_cast<int>(execute::Status::incomplete) == FENJI_INCOMPLETE &&
              static_cast<int>(execute::Status::uncovered) == FENJI_UNCOVERED);

// `body` puts a cell into the record, if `sound`.
template <class Body>
fenji_code put(fenji_grader* grader, std::size_t column, bool sound, Body&& body) noexcept {
  return guarded(nullptr, [&] {
    if (grader == nullptr || column >= grader->grader->columns() || !sound) return FENJI_INVALID_ARGUMENT;
    body(*grader->grader);
    return FENJI_OK;
  });
}

}  // namespace

fenji_code fenji_grader_new(const fenji_rules* rules, const char* const* columns, size_t column_count, fenji_language language,
                            fenji_grader** grader, fenji_error** error) {
  return guarded(rules, error, [&] {
    if (rules == nullptr || grader == nullptr) return null_argument(error);
    if (rules->book) {
      return report(error, {FENJI_UNSUPPORTED,
                            {"册子要看整张表，一条一条评不了：请用 fenji_evaluate，或编译册子里的规则文件",
                             "a book grades whole tables: use fenji_evaluate, or compile one of its rule files"}});
    }
    std::optional<std::vector<std::string>> names;
    if (columns != nullptr) names.emplace();
    for (std::size_t i = 0; columns != nullptr && i < column_count; ++i) {
      if (columns[i] == nullptr) return null_argument(error);
      names->emplace_back(columns[i]);
    }
    auto made = RecordGrader::make(rules->compiled, names, rules->language(language));
    if (auto* const fault = std::get_if<Fault>(&made)) return report(error, std::move(*fault));
    *grader = new fenji_grader{std::get<0>(std::move(made))};
    return FENJI_OK;
  });
}

void fenji_grader_free(fenji_grader* grader) { delete grader; }

fenji_code fenji_clear(fenji_grader* grader) {
  return guarded(nullptr, [&] {
    if (grader == nullptr) return FENJI_INVALID_ARGUMENT;
    grader->grader->clear();
    return FENJI_OK;
  });
}

fenji_code fenji_put_text(fenji_grader* grader, size_t column, const char* text, size_t size) {
  return put(grader, column, text != nullptr || size == 0, [&](RecordGrader& record) {
    record.put_text(column, {text, size});
  });
}

fenji_code fenji_put_number(fenji_grader* grader, size_t column, int64_t digits, int32_t scale) {
  const bool has_scale = scale >= -most_scale && scale <= most_scale;
  return put(grader, column, has_scale, [&](RecordGrader& record) { record.put_number(column, {digits, -scale}); });
}

fenji_code fenji_put_yes_no(fenji_grader* grader, size_t column, int yes) {
  return put(grader, column, true, [&](RecordGrader& record) { record.put_yes_no(column, yes != 0); });
}

fenji_code fenji_put_date(fenji_grader* grader, size_t column, int32_t days) {
  return put(grader, column, true, [&](RecordGrader& record) { record.put_date(column, days); });
}

fenji_code fenji_grade(fenji_grader* grader, fenji_status* status) {
  return guarded(nullptr, [&] {
    if (grader == nullptr || status == nullptr) return FENJI_INVALID_ARGUMENT;
    *status = static_cast<fenji_status>(grader->grader->grade());
    return FENJI_OK;
  });
}

size_t fenji_result_count(const fenji_grader* grader) { return grader == nullptr ? 0 : grader->grader->results(); }

fenji_code fenji_result(const fenji_grader* grader, size_t result, fenji_value* value) {
  return guarded(nullptr, [&] {
    if (grader == nullptr || value == nullptr || result >= grader->grader->results()) return FENJI_INVALID_ARGUMENT;
    *value = grader->grader->result(result);
    return FENJI_OK;
  });
}

const char* fenji_notes(fenji_grader* grader) {
  const char* notes = grader == nullptr ? "" : nullptr;
  guarded(nullptr, [&] {
    if (grader != nullptr) notes = grader->grader->notes().c_str();
    return FENJI_OK;
  });
  return notes;
}
