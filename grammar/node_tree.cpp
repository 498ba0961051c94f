#include "grammar/node_tree.hpp"

#include <algorithm>
#include <new>
#include <type_traits>

namespace fenji::grammar {
namespace {

constexpr std::size_t least_block = 4096;

// All that blocks hold, which is never destroyed one by one, stands at multiples of this.
constexpr std::size_t alignment = alignof(Node);
static_assert(std::is_trivially_destructible_v<Node> && alignof(const Node*) <= alignment);

}  // namespace

void NodeTree::clear() {
  made_.clear();
  block_ = 0;
  used_ = 0;
}

void* NodeTree::room(std::size_t bytes) {
  bytes = (bytes + alignment - 1) / alignment * alignment;
  if (block_ == blocks_.size() || blocks_[block_].size - used_ < bytes) find_block(bytes);
  void* const place = blocks_[block_].bytes.get() + used_;
  used_ += bytes;
  return place;
}

// The next block with so much room, or a new one.
void NodeTree::find_block(std::size_t bytes) {
  while (block_ < blocks_.size() && blocks_[block_].size - used_ < bytes) {
    ++block_;
    used_ = 0;
  }
  if (block_ < blocks_.size()) return;
  const std::size_t size = std::max(bytes, least_block);
  blocks_.push_back({std::make_unique_for_overwrite<std::byte[]>(size), size});
}

// Words go to `node.words`, all others to `node.children`, each in its order.
void NodeTree::take_parts(Node& node, std::size_t first) {
  const std::size_t count = made_.size() - first;
  if (count == 0) return;
  const Node** const parts = static_cast<const Node**>(room(count * sizeof(const Node*)));
  std::size_t children = 0;
  for (std::size_t i = first; i < made_.size(); ++i) {
    if (made_[i]->tag != Tag::keyword) parts[children++] = made_[i];
  }
  std::size_t at = children;
  for (std::size_t i = first; at < count; ++i) {
    if (made_[i]->tag == Tag::keyword) parts[at++] = made_[i];
  }
  node.children = {parts, children};
  node.words = {parts + children, count - children};
  made_.resize(first);
}

void NodeTree::make(Tag tag, std::optional<Keyword> keyword, std::size_t first, std::size_t begin, std::size_t end) {
  Node* const node = new (room(sizeof(Node))) Node{tag, begin, end, {}, keyword, {}};
  take_parts(*node, first);
  made_.push_back(node);
}

const Node* NodeTree::root() {
  Node* const node = new (room(sizeof(Node))) Node;
  take_parts(*node, 0);
  return node;
}

}  // namespace fenji::grammar
