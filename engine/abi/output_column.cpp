#include "engine/abi/output_column.hpp"

#include <algorithm>
#include <cassert>

#include "engine/abi/view_column.hpp"

namespace fenji::abi {
namespace {

using model::Int128;
using model::Kind;
using model::Representation;

// The widest decimal that consumers know.
constexpr int decimal_digits = 38;

// Bits, the first in the lowest place of a byte.
class BitBuffer {
 public:
  // Bits of bytes that are 0 or 1.
  void append(const OutputValues& values) {
    auto* bytes = reinterpret_cast<std::uint8_t*>(bytes_.room((values.rows + 7) / 8 + 1));
    const std::uint8_t* const begin = bytes;
    values.each([&](std::size_t, std::size_t place) {
      open_ |= static_cast<unsigned>(values.vector.at<std::uint8_t>(place) & 1U) << filled_;
      if (++filled_ == 8) {
        *bytes++ = static_cast<std::uint8_t>(open_);
        open_ = 0;
        filled_ = 0;
      }
    });
    bytes_.use(static_cast<std::size_t>(bytes - begin));
  }
  Buffer take() {
    if (filled_ > 0) {
      const auto last = static_cast<std::uint8_t>(open_);
      bytes_.append(&last, 1);
    }
    open_ = 0;
    filled_ = 0;
    return bytes_.take();
  }

 private:
  Buffer bytes_;
  unsigned open_ = 0;
  unsigned filled_ = 0;
};

template <class T>
T* room_for(Buffer& buffer, std::size_t count) {
  return reinterpret_cast<T*>(buffer.room(count * sizeof(T)));
}

// decimal128 from mantissas of type T.
template <class T>
class DecimalColumn final : public OutputColumn {
 public:
  bool append(const OutputValues& values) override {
    Int128* const to = room_for<Int128>(numbers_, values.rows);
    const Int128 limit = model::power_of_ten(decimal_digits);
    bool fit = true;
    values.each([&](std::size_t row, std::size_t place) {
      to[row] = values.vector.at<T>(place);
      if constexpr (sizeof(T) > 8) fit &= values.is_null(place) || (to[row] < limit && to[row] > -limit);
    });
    numbers_.use(values.rows * sizeof(Int128));
    append_validity(values);
    return fit;
  }

 private:
  void add_buffers(OutputArray& array) override { array.buffers.push_back(numbers_.take()); }
  Buffer numbers_;
};

// int32 from values of type T, which all fit: days, and the codes of labels.
template <class T>
class NarrowColumn : public OutputColumn {
 public:
  bool append(const OutputValues& values) override {
    auto* const to = room_for<std::int32_t>(numbers_, values.rows);
    values.each([&](std::size_t row, std::size_t place) { to[row] = static_cast<std::int32_t>(values.vector.at<T>(place)); });
    numbers_.use(values.rows * sizeof(std::int32_t));
    append_validity(values);
    return true;
  }

 protected:
  void add_buffers(OutputArray& array) override { array.buffers.push_back(numbers_.take()); }

 private:
  Buffer numbers_;
};

class YesNoColumn final : public OutputColumn {
 public:
  bool append(const OutputValues& values) override {
    bits_.append(values);
    append_validity(values);
    return true;
  }

 private:
  void add_buffers(OutputArray& array) override { array.buffers.push_back(bits_.take()); }
  BitBuffer bits_;
};

class CodeColumn final : public NarrowColumn<std::uint32_t> {
 public:
  explicit CodeColumn(std::shared_ptr<const OutputArray> words) : words_(std::move(words)) {}

 private:
  void add_buffers(OutputArray& array) override {
    NarrowColumn::add_buffers(array);
    array.dictionary = words_;
  }
  std::shared_ptr<const OutputArray> words_;
};

// utf8: the ends of the texts, and their bytes.
class TextBuffers {
 public:
  std::int32_t* begin(std::size_t rows) {
    if (ends_.size() == 0) {
      const std::int32_t zero = 0;
      ends_.append(&zero, sizeof zero);
    }
    return room_for<std::int32_t>(ends_, rows);
  }
  void add(std::string_view text) { bytes_.append(text.data(), text.size()); }
  void add_short(const char* padded, std::size_t size) {
    std::memcpy(bytes_.room(short_size), padded, short_size);
    bytes_.use(size);
  }
  std::int32_t end() const { return static_cast<std::int32_t>(bytes_.size()); }
  void finish(std::size_t rows) { ends_.use(rows * sizeof(std::int32_t)); }

  std::size_t bytes() const { return bytes_.size(); }
  void take(OutputArray& array) {
    begin(0);
    array.buffers.push_back(ends_.take());
    array.buffers.push_back(bytes_.take());
  }

  static constexpr std::size_t short_size = 32;

 private:
  Buffer ends_, bytes_;
};

class WordColumn final : public OutputColumn {
 public:
  explicit WordColumn(const OutputArray& words) {
    const auto* const ends = reinterpret_cast<const std::int32_t*>(words.buffers[1].data());
    const auto* const bytes = reinterpret_cast<const char*>(words.buffers[2].data());
    for (std::int64_t i = 0; i < words.length; ++i) {
      words_.emplace_back(bytes + ends[i], static_cast<std::size_t>(ends[i + 1] - ends[i]));
      sizes_.push_back(words_.back().size());
      longest_ = std::max(longest_, words_.back().size());
      words_.back().resize(std::max(words_.back().size(), TextBuffers::short_size));
    }
  }

  bool append(const OutputValues& values) override {
    std::int32_t* const ends = texts_.begin(values.rows);
    const bool all_short = longest_ <= TextBuffers::short_size;
    values.each([&](std::size_t row, std::size_t place) {
      if (!values.is_null(place)) {
        const std::uint32_t code = values.vector.at<std::uint32_t>(place);
        if (all_short) {
          texts_.add_short(words_[code].data(), sizes_[code]);
        } else {
          texts_.add({words_[code].data(), sizes_[code]});
        }
      }
      ends[row] = texts_.end();
    });
    texts_.finish(values.rows);
    append_validity(values);
    return true;
  }

  std::size_t text_bytes() const override { return texts_.bytes(); }

 private:
  void add_buffers(OutputArray& array) override { texts_.take(array); }
  std::vector<std::string> words_;  // filled up to short_size
  std::vector<std::size_t> sizes_;
  std::size_t longest_ = 0;
  TextBuffers texts_;
};

class TextColumn final : public OutputColumn {
 public:
  bool append(const OutputValues& values) override {
    std::int32_t* const ends = texts_.begin(values.rows);
    values.each([&](std::size_t row, std::size_t place) {
      if (!values.is_null(place)) texts_.add(values.vector.at<std::string_view>(place));
      ends[row] = texts_.end();
    });
    texts_.finish(values.rows);
    append_validity(values);
    return true;
  }

  std::size_t text_bytes() const override { return texts_.bytes(); }

 private:
  void add_buffers(OutputArray& array) override { texts_.take(array); }
  TextBuffers texts_;
};

}  // namespace

void OutputColumn::append_validity(const OutputValues& values) {
  rows_ += values.rows;
  auto* const to = reinterpret_cast<std::uint8_t*>(validity_.room(values.rows));
  if (values.valid == nullptr) {
    std::fill_n(to, values.rows, std::uint8_t{1});
  } else {
    values.each([&](std::size_t row, std::size_t place) { to[row] = values.valid[place]; });
    null_count_ += std::count(to, to + values.rows, std::uint8_t{0});
  }
  validity_.use(values.rows);
}

OutputArray OutputColumn::take() {
  OutputArray array;
  array.length = static_cast<std::int64_t>(rows_);
  array.null_count = null_count_;
  array.has_validity = null_count_ > 0;
  BitBuffer validity;
  if (array.has_validity) validity.append({{validity_.data(), nullptr}, nullptr, rows_});
  array.buffers.push_back(validity.take());
  validity_.clear();
  rows_ = 0;
  null_count_ = 0;
  add_buffers(array);
  return array;
}

std::unique_ptr<OutputColumn> make_output_column(Kind kind, Representation representation,
                                                 std::shared_ptr<const OutputArray> words, TextLayout layout) {
  switch (kind) {
    case Kind::number:
      if (representation == Representation::i128) return std::make_unique<DecimalColumn<Int128>>();
      return std::make_unique<DecimalColumn<std::int64_t>>();
    case Kind::date:
      return std::make_unique<NarrowColumn<std::int64_t>>();
    case Kind::yes_no:
      return std::make_unique<YesNoColumn>();
    case Kind::label:
      if (layout.dictionary) return std::make_unique<CodeColumn>(std::move(words));
      if (layout.views) return make_view_column(words.get());
      return std::make_unique<WordColumn>(*words);
    case Kind::text:
      if (layout.views) return make_view_column(nullptr);
      return std::make_unique<TextColumn>();
  }
  assert(false);
  return nullptr;
}

OutputSchema output_schema(const std::string& name, const model::Type& type, TextLayout layout) {
  OutputSchema schema;
  schema.name = name;
  schema.nullable = true;
  switch (type.kind) {
    case Kind::number:
      schema.format = "d:" + std::to_string(decimal_digits) + "," + std::to_string(type.scale);
      break;
    case Kind::date:
      schema.format = "tdD";
      break;
    case Kind::yes_no:
      schema.format = "b";
      break;
    case Kind::label:
    case Kind::text:
      schema.format = layout.views ? "vu" : "u";
      break;
  }
  if (!layout.dictionary || type.kind != Kind::label) return schema;
  schema.format = "i";
  OutputSchema words;
  words.format = "u";
  schema.dictionary = std::make_shared<const OutputSchema>(std::move(words));
  return schema;
}

std::shared_ptr<const OutputArray> word_array(const std::vector<std::string>& words) {
  auto array = std::make_shared<OutputArray>();
  array->length = static_cast<std::int64_t>(words.size());
  array->has_validity = false;
  array->buffers.emplace_back();
  TextBuffers texts;
  std::int32_t* const ends = texts.begin(words.size());
  for (std::size_t i = 0; i < words.size(); ++i) {
    texts.add(words[i]);
    ends[i] = texts.end();
  }
  texts.finish(words.size());
  texts.take(*array);
  for (Buffer& buffer : array->buffers) buffer.room(1);
  return array;
}

}  // namespace fenji::abi
