// Arrow arrays made by hand, as any producer might, and what is read out of arrays that come back. Every release is counted.
#pragma once

#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include "engine/abi/fenji.h"
#include "engine/model/int128.hpp"

namespace fenji::abi::test {

inline constexpr const char* null_text = "(null)";

// One array: its buffers as bytes. An empty validity stands for none.
struct MadeArray {
  std::int64_t length = 0;
  std::int64_t null_count = 0;  // -1: not counted
  std::int64_t offset = 0;
  std::vector<std::string> buffers;
  std::shared_ptr<MadeArray> dictionary;
};

struct MadeColumn {
  std::string name, format;
  std::string dictionary_format;  // of the entries; empty: no dictionary
  std::vector<MadeArray> chunks;
};

template <class T>
std::string bytes_of(const std::vector<T>& values) {
  return {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T)};
}

inline std::string bits_of(const std::vector<bool>& bits) {
  std::string bytes((bits.size() + 7) / 8, '\0');
  for (std::size_t i = 0; i < bits.size(); ++i) {
    if (bits[i]) bytes[i / 8] = static_cast<char>(bytes[i / 8] | 1 << i % 8);
  }
  return bytes;
}

// Values of a fixed width; `valid` empty: none is null.
template <class T>
MadeArray fixed(const std::vector<T>& values, const std::vector<bool>& valid = {}) {
  MadeArray array;
  array.length = static_cast<std::int64_t>(values.size());
  array.null_count = valid.empty() ? 0 : -1;
  array.buffers = {bits_of(valid), bytes_of(values)};
  return array;
}

inline MadeArray booleans(const std::vector<bool>& values, const std::vector<bool>& valid = {}) {
  MadeArray array = fixed<std::uint8_t>({}, valid);
  array.length = static_cast<std::int64_t>(values.size());
  array.buffers[1] = bits_of(values);
  return array;
}

// nullptr is null. Offset: std::int32_t for `u`, std::int64_t for `U`.
template <class Offset>
MadeArray texts(const std::vector<const char*>& values) {
  std::vector<Offset> ends{0};
  std::vector<bool> valid;
  std::string bytes;
  for (const char* value : values) {
    valid.push_back(value != nullptr);
    if (value != nullptr) bytes += value;
    ends.push_back(static_cast<Offset>(bytes.size()));
  }
  MadeArray array;
  array.length = static_cast<std::int64_t>(values.size());
  array.null_count = -1;
  array.buffers = {bits_of(valid), bytes_of(ends), bytes};
  return array;
}

// `vu`: short texts in the views, long ones in two buffers by turns.
inline MadeArray text_views(const std::vector<const char*>& values) {
  std::string views, data[2];
  std::vector<bool> valid;
  std::int32_t turn = 0;
  for (const char* value : values) {
    valid.push_back(value != nullptr);
    const std::string text = value == nullptr ? "" : value;
    char view[16] = {};
    const auto size = static_cast<std::int32_t>(text.size());
    std::memcpy(view, &size, 4);
    if (size <= 12) {
      std::memcpy(view + 4, text.data(), text.size());
    } else {
      const auto place = static_cast<std::int32_t>(data[turn].size());
      std::memcpy(view + 4, text.data(), 4);
      std::memcpy(view + 8, &turn, 4);
      std::memcpy(view + 12, &place, 4);
      data[turn] += text;
      turn = 1 - turn;
    }
    views.append(view, sizeof view);
  }
  MadeArray array;
  array.length = static_cast<std::int64_t>(values.size());
  array.null_count = -1;
  const std::vector<std::int64_t> sizes{static_cast<std::int64_t>(data[0].size()), static_cast<std::int64_t>(data[1].size())};
  array.buffers = {bits_of(valid), views, data[0], data[1], bytes_of(sizes)};
  return array;
}

// `indices` into `entries`.
template <class Index>
MadeArray dictionary(const std::vector<Index>& indices, MadeArray entries, const std::vector<bool>& valid = {}) {
  MadeArray array = fixed(indices, valid);
  array.dictionary = std::make_shared<MadeArray>(std::move(entries));
  return array;
}

// How often what a producer made was released: each once, when all is well.
struct Releases {
  int streams = 0, schemas = 0, arrays = 0;
  int made_arrays = 0, made_schemas = 0;
};

// A stream of tables with these columns. `fail_at`: the call of get_next that fails, from 0; -1: none. `table_offset`: the
// struct leaves out so many of its records.
struct MadeStream {
  std::vector<MadeColumn> columns;
  int fail_at = -1;
  int schema_code = 0;
  std::int64_t table_offset = 0;
  std::vector<bool> table_valid;  // of the struct itself; empty: all
};

// `releases` must outlive it.
ArrowArrayStream stream_of(MadeStream made, Releases& releases);

// Rows as texts, decimals as digits with their scale (`12.50`), days as numbers, booleans as 0 and 1.
using Rows = std::vector<std::vector<std::string>>;

// `12.50` for 1250 and the scale 2.
std::string digits_of(model::Int128 mantissa, std::size_t scale);

// Reads `stream` to its end and releases it. What went wrong comes as a row of its own: {"error", message}.
Rows rows_of(ArrowArrayStream& stream);

std::vector<std::string> names_of(const ArrowSchema& schema);
std::vector<std::string> formats_of(const ArrowSchema& schema);

// Rules from text; a test that fails otherwise.
class CompiledText {
 public:
  explicit CompiledText(const std::string& text);
  ~CompiledText() { fenji_rules_free(rules); }
  CompiledText(const CompiledText&) = delete;
  CompiledText& operator=(const CompiledText&) = delete;

  fenji_rules* rules = nullptr;
};

// Grades what `made` yields; {"error", message} where fenji_evaluate() refuses.
Rows graded(const fenji_rules* rules, MadeStream made, const fenji_evaluate_options* options = nullptr);

}  // namespace fenji::abi::test
