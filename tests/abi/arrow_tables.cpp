#include "tests/abi/arrow_tables.hpp"

#include <doctest/doctest.h>

#include <cerrno>

#include "engine/model/int128.hpp"

namespace fenji::abi::test {
namespace {

struct KeptArray {
  MadeArray made;
  std::vector<const void*> buffers;
  std::vector<ArrowArray*> children;
  Releases* releases = nullptr;
};

void release_array(ArrowArray* array) {
  auto* const kept = static_cast<KeptArray*>(array->private_data);
  for (ArrowArray* child : kept->children) {
    if (child->release != nullptr) child->release(child);
    delete child;
  }
  if (array->dictionary != nullptr) {
    if (array->dictionary->release != nullptr) array->dictionary->release(array->dictionary);
    delete array->dictionary;
  }
  ++kept->releases->arrays;
  delete kept;
  array->release = nullptr;
}

void make_array(const MadeArray& made, Releases& releases, ArrowArray* out) {
  auto* const kept = new KeptArray{made, {}, {}, &releases};
  for (std::size_t i = 0; i < made.buffers.size(); ++i) {
    kept->buffers.push_back(i == 0 && made.buffers[0].empty() ? nullptr : kept->made.buffers[i].data());
  }
  *out = {};
  out->length = made.length;
  out->null_count = made.null_count;
  out->offset = made.offset;
  out->n_buffers = static_cast<std::int64_t>(kept->buffers.size());
  out->buffers = kept->buffers.data();
  if (made.dictionary) {
    out->dictionary = new ArrowArray;
    make_array(*made.dictionary, releases, out->dictionary);
  }
  out->release = release_array;
  out->private_data = kept;
  ++releases.made_arrays;
}

struct KeptSchema {
  std::string format, name;
  std::vector<ArrowSchema*> children;
  Releases* releases = nullptr;
};

void release_schema(ArrowSchema* schema) {
  auto* const kept = static_cast<KeptSchema*>(schema->private_data);
  for (ArrowSchema* child : kept->children) {
    if (child->release != nullptr) child->release(child);
    delete child;
  }
  if (schema->dictionary != nullptr) {
    if (schema->dictionary->release != nullptr) schema->dictionary->release(schema->dictionary);
    delete schema->dictionary;
  }
  ++kept->releases->schemas;
  delete kept;
  schema->release = nullptr;
}

KeptSchema* make_schema(const std::string& format, const std::string& name, Releases& releases, ArrowSchema* out) {
  auto* const kept = new KeptSchema{format, name, {}, &releases};
  *out = {};
  out->format = kept->format.c_str();
  out->name = kept->name.c_str();
  out->flags = ARROW_FLAG_NULLABLE;
  out->release = release_schema;
  out->private_data = kept;
  ++releases.made_schemas;
  return kept;
}

struct KeptStream {
  MadeStream made;
  Releases* releases = nullptr;
  int calls = 0;
};

int get_schema(ArrowArrayStream* stream, ArrowSchema* out) {
  const auto& kept = *static_cast<KeptStream*>(stream->private_data);
  if (kept.made.schema_code != 0) return kept.made.schema_code;
  KeptSchema* const table = make_schema("+s", "", *kept.releases, out);
  for (const MadeColumn& column : kept.made.columns) {
    auto* const child = new ArrowSchema;
    make_schema(column.format, column.name, *kept.releases, child);
    if (!column.dictionary_format.empty()) {
      child->dictionary = new ArrowSchema;
      make_schema(column.dictionary_format, "", *kept.releases, child->dictionary);
    }
    table->children.push_back(child);
  }
  out->n_children = static_cast<std::int64_t>(table->children.size());
  out->children = table->children.data();
  return 0;
}

int get_next(ArrowArrayStream* stream, ArrowArray* out) {
  auto& kept = *static_cast<KeptStream*>(stream->private_data);
  const int call = kept.calls++;
  if (call == kept.made.fail_at) return EIO;
  const auto chunk = static_cast<std::size_t>(call);
  *out = {};
  if (kept.made.columns.empty() || chunk >= kept.made.columns.front().chunks.size()) return 0;
  MadeArray table;
  table.length = kept.made.columns.front().chunks[chunk].length - kept.made.table_offset;
  table.offset = kept.made.table_offset;
  table.null_count = kept.made.table_valid.empty() ? 0 : -1;
  table.buffers = {bits_of(kept.made.table_valid)};
  make_array(table, *kept.releases, out);
  auto& children = static_cast<KeptArray*>(out->private_data)->children;
  for (const MadeColumn& column : kept.made.columns) {
    children.push_back(new ArrowArray);
    make_array(column.chunks[chunk], *kept.releases, children.back());
  }
  out->n_children = static_cast<std::int64_t>(children.size());
  out->children = children.data();
  return 0;
}

const char* get_last_error(ArrowArrayStream*) { return "the disk is on fire"; }

void release_stream(ArrowArrayStream* stream) {
  auto* const kept = static_cast<KeptStream*>(stream->private_data);
  ++kept->releases->streams;
  delete kept;
  stream->release = nullptr;
}

template <class T>
T at(const ArrowArray& array, int buffer, std::int64_t place) {
  T value;
  std::memcpy(&value, static_cast<const char*>(array.buffers[buffer]) + place * static_cast<std::int64_t>(sizeof(T)),
              sizeof value);
  return value;
}

bool bit(const void* bytes, std::int64_t place) {
  return (static_cast<const std::uint8_t*>(bytes)[place / 8] >> place % 8 & 1) != 0;
}

std::string value_text(const ArrowSchema& schema, const ArrowArray& array, std::int64_t place) {
  if (array.null_count != 0 && array.buffers[0] != nullptr && !bit(array.buffers[0], place)) return null_text;
  const std::string format = schema.format;
  if (schema.dictionary != nullptr) return value_text(*schema.dictionary, *array.dictionary, at<std::int32_t>(array, 1, place));
  if (format == "u") {
    const auto begin = at<std::int32_t>(array, 1, place), end = at<std::int32_t>(array, 1, place + 1);
    return {static_cast<const char*>(array.buffers[2]) + begin, static_cast<std::size_t>(end - begin)};
  }
  if (format == "vu") {
    const char* const view = static_cast<const char*>(array.buffers[1]) + place * 16;
    std::int32_t size = 0, at_byte = 0;
    std::memcpy(&size, view, sizeof size);
    if (size <= 12) return {view + 4, static_cast<std::size_t>(size)};
    std::memcpy(&at_byte, view + 12, sizeof at_byte);
    REQUIRE(at_byte + size <= static_cast<const std::int64_t*>(array.buffers[array.n_buffers - 1])[0]);
    return {static_cast<const char*>(array.buffers[2]) + at_byte, static_cast<std::size_t>(size)};
  }
  if (format == "b") return bit(array.buffers[1], place) ? "1" : "0";
  if (format == "tdD") return std::to_string(at<std::int32_t>(array, 1, place));
  REQUIRE(format.starts_with("d:38,"));
  return digits_of(at<model::Int128>(array, 1, place), static_cast<std::size_t>(std::stoi(format.substr(5))));
}

}  // namespace

std::string digits_of(model::Int128 mantissa, std::size_t scale) {
  std::string text;
  const bool negative = mantissa < 0;
  if (negative) mantissa = -mantissa;
  for (; mantissa != 0; mantissa /= 10) text.insert(text.begin(), static_cast<char>('0' + static_cast<int>(mantissa % 10)));
  if (text.size() <= scale) text.insert(0, scale + 1 - text.size(), '0');
  if (scale > 0) text.insert(text.size() - scale, ".");
  return (negative ? "-" : "") + text;
}

ArrowArrayStream stream_of(MadeStream made, Releases& releases) {
  return {get_schema, get_next, get_last_error, release_stream, new KeptStream{std::move(made), &releases}};
}

Rows rows_of(ArrowArrayStream& stream) {
  Rows rows;
  ArrowSchema schema;
  REQUIRE(stream.get_schema(&stream, &schema) == 0);
  while (true) {
    ArrowArray array;
    if (stream.get_next(&stream, &array) != 0) {
      rows.push_back({"error", stream.get_last_error(&stream)});
      break;
    }
    if (array.release == nullptr) break;
    CHECK(array.length > 0);
    for (std::int64_t row = 0; row < array.length; ++row) {
      rows.emplace_back();
      for (std::int64_t i = 0; i < array.n_children; ++i) {
        CHECK(array.children[i]->length == array.length);
        rows.back().push_back(value_text(*schema.children[i], *array.children[i], row));
      }
    }
    array.release(&array);
  }
  schema.release(&schema);
  stream.release(&stream);
  return rows;
}

std::vector<std::string> names_of(const ArrowSchema& schema) {
  std::vector<std::string> names;
  for (std::int64_t i = 0; i < schema.n_children; ++i) names.emplace_back(schema.children[i]->name);
  return names;
}

std::vector<std::string> formats_of(const ArrowSchema& schema) {
  std::vector<std::string> formats;
  for (std::int64_t i = 0; i < schema.n_children; ++i) formats.emplace_back(schema.children[i]->format);
  return formats;
}

CompiledText::CompiledText(const std::string& text) {
  fenji_error* error = nullptr;
  fenji_compile_options options{};
  options.size = sizeof options;
  options.as_of = "2026-03-01";
  const fenji_code code = fenji_compile_text(text.data(), text.size(), "test.fenji", &options, &rules, &error);
  INFO(fenji_error_message(error, FENJI_ENGLISH));
  REQUIRE(code == FENJI_OK);
}

Rows graded(const fenji_rules* rules, MadeStream made, const fenji_evaluate_options* options) {
  Releases releases;
  Rows rows;
  ArrowArrayStream input = stream_of(std::move(made), releases), output{};
  fenji_error* error = nullptr;
  if (fenji_evaluate(rules, &input, options, &output, &error) == FENJI_OK) {
    rows = rows_of(output);
  } else {
    rows.push_back({"error", fenji_error_message(error, FENJI_ENGLISH)});
    fenji_error_free(error);
  }
  CHECK((input.release == nullptr));
  CHECK(releases.streams == 1);
  CHECK(releases.arrays == releases.made_arrays);
  CHECK(releases.schemas == releases.made_schemas);
  return rows;
}

}  // namespace fenji::abi::test
