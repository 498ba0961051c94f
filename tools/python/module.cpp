// fenji._fenji: the C functions of fenji.h as Python objects. What takes long lets other Python threads run.
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/abi/fenji.h"

namespace py = pybind11;

namespace {

constexpr const char* stream_capsule = "arrow_array_stream";

// The Arrow stream in a capsule, which goes on owning it.
ArrowArrayStream* stream_in(const py::capsule& capsule) {
  if (std::strcmp(capsule.name(), stream_capsule) != 0) throw py::value_error("a capsule of an Arrow stream is needed");
  return capsule.get_pointer<ArrowArrayStream>();
}

// Raises fenji.errors.failure(code, message, findings).
[[noreturn]] void raise(fenji_code code, fenji_error* error, fenji_language language) {
  const std::unique_ptr<fenji_error, decltype(&fenji_error_free)> owned(error, fenji_error_free);
  const py::object exception =
      py::module_::import("fenji.errors")
          .attr("failure")(static_cast<int>(code), fenji_error_message(error, language), fenji_error_findings(error, language));
  PyErr_SetObject(py::type::of(exception).ptr(), exception.ptr());
  throw py::error_already_set();
}

// Calls `function(&error)` without the interpreter's lock.
template <class Function>
void call(fenji_language language, Function&& function) {
  fenji_error* error = nullptr;
  fenji_code code = FENJI_OK;
  {
    const py::gil_scoped_release released;
    code = function(&error);
  }
  if (code != FENJI_OK) raise(code, error, language);
}

std::string taken(char* text) {
  const std::unique_ptr<char, decltype(&fenji_text_free)> owned(text, fenji_text_free);
  return std::string(text);
}

fenji_language language_of(const std::optional<std::string>& name) {
  if (!name) return FENJI_LANGUAGE_OF_RULES;
  if (*name == "zh") return FENJI_CHINESE;
  if (*name == "en") return FENJI_ENGLISH;
  throw py::value_error("language is 'zh' or 'en', not '" + *name + "'");
}

void release_capsule(PyObject* capsule) {
  auto* const stream = static_cast<ArrowArrayStream*>(PyCapsule_GetPointer(capsule, stream_capsule));
  if (stream == nullptr) return PyErr_Clear();
  if (stream->release != nullptr) stream->release(stream);
  delete stream;
}

// Arrays that have been computed, as a stream.
struct Collected {
  ArrowSchema schema{};
  std::vector<ArrowArray> arrays;
  std::size_t next = 0;

  Collected() = default;
  Collected(const Collected&) = delete;
  Collected& operator=(const Collected&) = delete;
  ~Collected() {
    for (ArrowArray& array : arrays) {
      if (array.release != nullptr) array.release(&array);
    }
    if (schema.release != nullptr) schema.release(&schema);
  }

  // The schema is asked for once by whoever imports a stream.
  static int get_schema(ArrowArrayStream* stream, ArrowSchema* out) {
    auto& self = *static_cast<Collected*>(stream->private_data);
    if (self.schema.release == nullptr) return EINVAL;
    *out = std::exchange(self.schema, {});
    return 0;
  }
  static int get_next(ArrowArrayStream* stream, ArrowArray* out) {
    auto& self = *static_cast<Collected*>(stream->private_data);
    *out = self.next < self.arrays.size() ? std::exchange(self.arrays[self.next++], {}) : ArrowArray{};
    return 0;
  }
  static const char* get_last_error(ArrowArrayStream*) { return "the schema of this stream has been taken"; }
  static void release(ArrowArrayStream* stream) {
    delete static_cast<Collected*>(stream->private_data);
    stream->release = nullptr;
  }
};

// A stream of results, to be taken once.
class ResultStream {
 public:
  ResultStream() = default;
  ResultStream(ResultStream&& other) noexcept : stream(std::exchange(other.stream, {})) {}
  ResultStream& operator=(ResultStream&&) = delete;
  ~ResultStream() {
    if (stream.release != nullptr) stream.release(&stream);
  }

  py::capsule capsule(const py::object&) {
    if (stream.release == nullptr) throw py::value_error("the results have been taken already");
    return py::capsule(new ArrowArrayStream(std::exchange(stream, {})), stream_capsule, release_capsule);
  }

  // Computes all that is to come.
  void collect() {
    auto collected = std::make_unique<Collected>();
    int code = 0;
    {
      const py::gil_scoped_release released;
      code = stream.get_schema(&stream, &collected->schema);
      while (code == 0) {
        ArrowArray array{};
        code = stream.get_next(&stream, &array);
        if (code != 0 || array.release == nullptr) break;
        collected->arrays.push_back(array);
      }
    }
    // A Python producer's own exception says more than our words for it.
    if (PyErr_Occurred() != nullptr) throw py::error_already_set();
    if (code != 0) {
      const char* const said = stream.get_last_error(&stream);
      const py::object exception = py::module_::import("fenji.errors")
                                       .attr("failure")(static_cast<int>(code == ENOMEM ? FENJI_OUT_OF_MEMORY
                                                                         : code == EIO  ? FENJI_INPUT_FAILED
                                                                                        : FENJI_UNSUPPORTED),
                                                        said == nullptr ? std::strerror(code) : said, "[]");
      PyErr_SetObject(py::type::of(exception).ptr(), exception.ptr());
      throw py::error_already_set();
    }
    stream.release(&stream);
    stream = {Collected::get_schema, Collected::get_next, Collected::get_last_error, Collected::release, collected.release()};
  }

  ArrowArrayStream stream{};
};

class CompiledRules {
 public:
  // `as_of` empty: today, or the day of a book. Messages about rules that do not compile are in their language where `language`
  // is not given.
  static CompiledRules compile(const std::optional<std::string>& text, const std::string& path,
                               const std::vector<std::string>& parameters, const std::string& as_of,
                               const std::optional<std::string>& language) {
    std::vector<const char*> settings;
    for (const std::string& each : parameters) settings.push_back(each.c_str());
    fenji_compile_options options{};
    options.size = sizeof options;
    options.parameters = settings.data();
    options.parameter_count = settings.size();
    options.as_of = as_of.empty() ? nullptr : as_of.c_str();
    fenji_rules* rules = nullptr;
    call(language_of(language), [&](fenji_error** error) {
      return text ? fenji_compile_text(text->data(), text->size(), path.c_str(), &options, &rules, error)
                  : fenji_compile_file(path.c_str(), &options, &rules, error);
    });
    return CompiledRules(rules);
  }

  std::string describe() const {
    char* json = nullptr;
    call(FENJI_ENGLISH, [&](fenji_error** error) { return fenji_describe(rules_.get(), &json, error); });
    return taken(json);
  }

  std::string lint(const std::optional<std::string>& language, bool as_json) const {
    char* findings = nullptr;
    const fenji_language told_in = language_of(language);
    call(told_in, [&](fenji_error** error) {
      return fenji_lint(rules_.get(), told_in, as_json ? FENJI_JSON : FENJI_TEXT, &findings, error);
    });
    return taken(findings);
  }

  ResultStream evaluate(const py::capsule& input, const std::optional<std::string>& language, std::uint32_t threads,
                        bool dictionary, bool text_views) const {
    fenji_evaluate_options options{sizeof options,      language_of(language), threads, dictionary ? 1U : 0U, 0,
                                   text_views ? 1U : 0U};
    auto* const stream = stream_in(input);
    ResultStream results;
    call(options.language,
         [&](fenji_error** error) { return fenji_evaluate(rules_.get(), stream, &options, &results.stream, error); });
    return results;
  }

  py::capsule result_schema(const std::optional<std::string>& language, bool dictionary) const {
    fenji_evaluate_options options{sizeof options, language_of(language), 0, dictionary ? 1U : 0U, 0, 0};
    auto schema = std::make_unique<ArrowSchema>();
    call(options.language,
         [&](fenji_error** error) { return fenji_result_schema(rules_.get(), &options, schema.get(), error); });
    return py::capsule(schema.release(), "arrow_schema", [](PyObject* capsule) {
      auto* const owned = static_cast<ArrowSchema*>(PyCapsule_GetPointer(capsule, "arrow_schema"));
      if (owned->release != nullptr) owned->release(owned);
      delete owned;
    });
  }

  // Cells: name, text or nothing, whether it is a number.
  std::string explain(const std::vector<std::tuple<std::string, std::optional<std::string>, bool>>& cells,
                      const std::optional<std::string>& language, bool as_json) const {
    std::vector<fenji_cell> given;
    for (const auto& [name, text, number] : cells) {
      given.push_back({name.c_str(), text ? text->c_str() : nullptr, number ? FENJI_CELL_NUMBER : FENJI_CELL_TEXT});
    }
    char* story = nullptr;
    const fenji_language told_in = language_of(language);
    call(told_in, [&](fenji_error** error) {
      return fenji_explain(rules_.get(), given.data(), given.size(), told_in, as_json ? FENJI_JSON : FENJI_TEXT, &story, error);
    });
    return taken(story);
  }

  std::string explain_in(const py::capsule& table, const std::string& key, const std::optional<std::string>& language) const {
    char* stories = nullptr;
    const fenji_language told_in = language_of(language);
    auto* const stream = stream_in(table);
    call(told_in, [&](fenji_error** error) {
      return fenji_explain_in(rules_.get(), stream, key.c_str(), told_in, FENJI_JSON, &stories, error);
    });
    return taken(stories);
  }

  std::string sql(const std::string& dialect, const std::string& table, const std::optional<std::vector<std::string>>& columns,
                  bool text_columns, const std::optional<std::string>& language) const {
    std::vector<const char*> names;
    if (columns) {
      for (const std::string& each : *columns) names.push_back(each.c_str());
      names.push_back("");  // so that there is an array where there are no columns
    }
    fenji_sql_options options{sizeof options, language_of(language), text_columns ? 1U : 0U, columns ? names.data() : nullptr,
                              columns ? columns->size() : 0};
    char* query = nullptr;
    call(options.language,
         [&](fenji_error** error) { return fenji_sql(rules_.get(), dialect.c_str(), table.c_str(), &options, &query, error); });
    return taken(query);
  }

 private:
  explicit CompiledRules(fenji_rules* rules) : rules_(rules, fenji_rules_free) {}

  std::shared_ptr<fenji_rules> rules_;
};

}  // namespace

PYBIND11_MODULE(_fenji, module) {
  module.doc() = "fenji's C functions; use the package fenji.";
  module.attr("version") = fenji_version();
  py::class_<ResultStream>(module, "ResultStream", "Results as an Arrow stream, to be taken once.")
      .def("__arrow_c_stream__", &ResultStream::capsule, py::arg("requested_schema") = py::none())
      .def("collect", &ResultStream::collect);
  py::class_<CompiledRules>(module, "CompiledRules")
      .def("describe", &CompiledRules::describe)
      .def("lint", &CompiledRules::lint, py::arg("language"), py::arg("as_json"))
      .def("evaluate", &CompiledRules::evaluate, py::arg("input"), py::arg("language"), py::arg("threads"),
           py::arg("dictionary"), py::arg("text_views"))
      .def("result_schema", &CompiledRules::result_schema, py::arg("language"), py::arg("dictionary"))
      .def("explain", &CompiledRules::explain, py::arg("cells"), py::arg("language"), py::arg("as_json"))
      .def("explain_in", &CompiledRules::explain_in, py::arg("table"), py::arg("key"), py::arg("language"))
      .def("sql", &CompiledRules::sql, py::arg("dialect"), py::arg("table"), py::arg("columns"), py::arg("text_columns"),
           py::arg("language"));
  module.def("compile", &CompiledRules::compile, py::arg("text"), py::arg("path"), py::arg("parameters"), py::arg("as_of"),
             py::arg("language"));
}
