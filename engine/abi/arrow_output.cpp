#include "engine/abi/arrow_output.hpp"

#include <algorithm>
#include <new>
#include <utility>

namespace fenji::abi {
namespace {

// Behind an exported array or schema: what it owns.
template <class Exported, class Content>
struct Keeper {
  Content content;
  std::vector<const void*> buffers;
  std::vector<Exported> children;
  std::vector<Exported*> child_pointers;
  Exported dictionary{};

  Keeper() = default;
  Keeper(const Keeper&) = delete;
  Keeper& operator=(const Keeper&) = delete;
  // Consumers may have moved children away; what they took has no `release` here.
  ~Keeper() {
    for (Exported& child : children) {
      if (child.release != nullptr) child.release(&child);
    }
    if (dictionary.release != nullptr) dictionary.release(&dictionary);
  }

  static void release(Exported* exported) {
    exported->release = nullptr;
    delete static_cast<Keeper*>(exported->private_data);
  }
};

template <class Exported, class Content>
void keep(Exported* out, std::unique_ptr<Keeper<Exported, Content>> keeper) {
  for (Exported& child : keeper->children) keeper->child_pointers.push_back(&child);
  out->n_children = static_cast<std::int64_t>(keeper->children.size());
  out->children = keeper->child_pointers.empty() ? nullptr : keeper->child_pointers.data();
  out->dictionary = keeper->dictionary.release != nullptr ? &keeper->dictionary : nullptr;
  out->release = Keeper<Exported, Content>::release;
  out->private_data = keeper.release();
}

// A shared dictionary: its buffers are not its own.
void give_shared(std::shared_ptr<const OutputArray> array, ArrowArray* out) {
  using Kept = Keeper<ArrowArray, std::shared_ptr<const OutputArray>>;
  auto keeper = std::make_unique<Kept>();
  for (const Buffer& buffer : array->buffers) keeper->buffers.push_back(buffer.data());
  if (!array->has_validity) keeper->buffers.front() = nullptr;
  *out = {};
  out->length = array->length;
  out->n_buffers = static_cast<std::int64_t>(array->buffers.size());
  keeper->content = std::move(array);
  out->buffers = keeper->buffers.data();
  keep(out, std::move(keeper));
}

}  // namespace

void Buffer::grow(std::size_t bytes) {
  const std::size_t least = std::max({2 * capacity_, size_ + bytes, expected_ + expected_ / 16});
  const std::size_t capacity = (least + alignment - 1) / alignment * alignment;
  std::unique_ptr<std::byte, Free> larger(static_cast<std::byte*>(::operator new (capacity, std::align_val_t{alignment})));
  if (size_ > 0) std::memcpy(larger.get(), bytes_.get(), size_);
  bytes_ = std::move(larger);
  capacity_ = capacity;
}

Buffer Buffer::take() {
  Buffer taken = std::exchange(*this, {});
  expected_ = taken.size_;
  return taken;
}

void give(OutputArray array, ArrowArray* out) {
  using Kept = Keeper<ArrowArray, OutputArray>;
  auto keeper = std::make_unique<Kept>();
  for (Buffer& buffer : array.buffers) {
    if (buffer.data() == nullptr) buffer.room(1);  // consumers expect buffers that are empty to be there
    keeper->buffers.push_back(buffer.data());
  }
  if (!array.has_validity && !keeper->buffers.empty()) keeper->buffers.front() = nullptr;
  keeper->children.resize(array.children.size());
  for (std::size_t i = 0; i < array.children.size(); ++i) give(std::move(array.children[i]), &keeper->children[i]);
  if (array.dictionary) give_shared(array.dictionary, &keeper->dictionary);
  *out = {};
  out->length = array.length;
  out->null_count = array.null_count;
  out->n_buffers = static_cast<std::int64_t>(array.buffers.size());
  keeper->content = std::move(array);
  out->buffers = keeper->buffers.data();
  keep(out, std::move(keeper));
}

void give(const OutputSchema& schema, ArrowSchema* out) {
  using Kept = Keeper<ArrowSchema, OutputSchema>;
  auto keeper = std::make_unique<Kept>();
  keeper->children.resize(schema.children.size());
  for (std::size_t i = 0; i < schema.children.size(); ++i) give(schema.children[i], &keeper->children[i]);
  if (schema.dictionary) give(*schema.dictionary, &keeper->dictionary);
  keeper->content.format = schema.format;
  keeper->content.name = schema.name;
  *out = {};
  out->format = keeper->content.format.c_str();
  out->name = keeper->content.name.c_str();
  out->flags = (schema.nullable ? ARROW_FLAG_NULLABLE : 0) | (schema.ordered ? ARROW_FLAG_DICTIONARY_ORDERED : 0);
  keep(out, std::move(keeper));
}

}  // namespace fenji::abi
