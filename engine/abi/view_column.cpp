#include "engine/abi/view_column.hpp"

#include <array>
#include <cstring>
#include <utility>

namespace fenji::abi {
namespace {

constexpr std::size_t most_inline = 12;
constexpr std::size_t view_size = 16;

using View = std::array<std::byte, view_size>;

// Appends the bytes of a text that is too long for its view to `bytes`.
View view_of(std::string_view text, Buffer& bytes) {
  View view{};
  const auto size = static_cast<std::int32_t>(text.size());
  std::memcpy(view.data(), &size, sizeof size);
  if (text.size() <= most_inline) {
    if (!text.empty()) std::memcpy(view.data() + 4, text.data(), text.size());
    return view;
  }
  const auto place = static_cast<std::int32_t>(bytes.size());
  std::memcpy(view.data() + 4, text.data(), 4);
  std::memcpy(view.data() + 12, &place, sizeof place);  // in the first buffer
  bytes.append(text.data(), text.size());
  return view;
}

// Views, the bytes of long texts, and how many these are.
void add_view_buffers(OutputArray& array, Buffer views, Buffer bytes) {
  const auto size = static_cast<std::int64_t>(bytes.size());
  array.buffers.push_back(std::move(views));
  Buffer sizes;
  if (size > 0) {
    array.buffers.push_back(std::move(bytes));
    sizes.append(&size, sizeof size);
  }
  array.buffers.push_back(std::move(sizes));
}

class WordViewColumn final : public OutputColumn {
 public:
  explicit WordViewColumn(const OutputArray& words) {
    const auto* const ends = reinterpret_cast<const std::int32_t*>(words.buffers[1].data());
    const auto* const bytes = reinterpret_cast<const char*>(words.buffers[2].data());
    for (std::int64_t i = 0; i < words.length; ++i) {
      words_.push_back(view_of({bytes + ends[i], static_cast<std::size_t>(ends[i + 1] - ends[i])}, bytes_));
    }
  }

  bool append(const OutputValues& values) override {
    std::byte* const to = views_.room(values.rows * view_size);
    constexpr View nothing{};
    values.each([&](std::size_t row, std::size_t place) {
      const View& view = values.is_null(place) ? nothing : words_[values.vector.at<std::uint32_t>(place)];
      std::memcpy(to + row * view_size, view.data(), view_size);
    });
    views_.use(values.rows * view_size);
    append_validity(values);
    return true;
  }

 private:
  void add_buffers(OutputArray& array) override {
    Buffer bytes;
    bytes.append(bytes_.data(), bytes_.size());
    add_view_buffers(array, views_.take(), std::move(bytes));
  }
  std::vector<View> words_;
  Buffer bytes_, views_;
};

class TextViewColumn final : public OutputColumn {
 public:
  bool append(const OutputValues& values) override {
    std::byte* const to = views_.room(values.rows * view_size);
    values.each([&](std::size_t row, std::size_t place) {
      const View view = values.is_null(place) ? View{} : view_of(values.vector.at<std::string_view>(place), bytes_);
      std::memcpy(to + row * view_size, view.data(), view_size);
    });
    views_.use(values.rows * view_size);
    append_validity(values);
    return true;
  }

  std::size_t text_bytes() const override { return bytes_.size(); }

 private:
  void add_buffers(OutputArray& array) override { add_view_buffers(array, views_.take(), bytes_.take()); }
  Buffer bytes_, views_;
};

}  // namespace

std::unique_ptr<OutputColumn> make_view_column(const OutputArray* words) {
  if (words != nullptr) return std::make_unique<WordViewColumn>(*words);
  return std::make_unique<TextViewColumn>();
}

}  // namespace fenji::abi
