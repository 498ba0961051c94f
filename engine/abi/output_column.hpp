// Stage: abi. One column of a result as an Arrow array: what the executor found, batch after batch.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/abi/arrow_output.hpp"
#include "engine/execute/vector.hpp"
#include "engine/model/rules.hpp"

namespace fenji::abi {

// Values of one batch.
struct OutputValues {
  execute::Vector vector;
  const std::uint8_t* valid = nullptr;  // by place: 0 is null; null: none is
  std::size_t rows = 0;
  const std::uint32_t* places = nullptr;  // by row: where its value stands; null: at the row

  // `visit(row, place)` for all rows, in order.
  template <class Visit>
  void each(Visit&& visit) const {
    if (places == nullptr) {
      for (std::size_t row = 0; row < rows; ++row) visit(row, row);
    } else {
      for (std::size_t row = 0; row < rows; ++row) visit(row, std::size_t{places[row]});
    }
  }
  bool is_null(std::size_t place) const { return valid != nullptr && valid[place] == 0; }
};

// For one thread.
class OutputColumn {
 public:
  virtual ~OutputColumn() = default;
  OutputColumn(const OutputColumn&) = delete;
  OutputColumn& operator=(const OutputColumn&) = delete;

  // False: a number has more digits than Arrow's decimals hold.
  [[nodiscard]] virtual bool append(const OutputValues& values) = 0;
  // The array of all that was appended; begins anew.
  OutputArray take();

  // Bytes of the texts in it, which must stay below 2^31.
  virtual std::size_t text_bytes() const { return 0; }

 protected:
  OutputColumn() = default;
  void append_validity(const OutputValues& values);
  virtual void add_buffers(OutputArray& array) = 0;

 private:
  std::size_t rows_ = 0;
  std::int64_t null_count_ = 0;
  Buffer validity_;
};

// How texts lie in the arrays.
struct TextLayout {
  bool dictionary = false;  // labels as their codes, the words beside them
  bool views = false;       // all others as utf8_view
};

// A result or field of the type, which lies in memory as `representation` says. `words`: of labels, by code.
std::unique_ptr<OutputColumn> make_output_column(model::Kind kind, model::Representation representation,
                                                 std::shared_ptr<const OutputArray> words, TextLayout layout);
OutputSchema output_schema(const std::string& name, const model::Type& type, TextLayout layout);

// Texts as an array of utf8.
std::shared_ptr<const OutputArray> word_array(const std::vector<std::string>& words);

}  // namespace fenji::abi
