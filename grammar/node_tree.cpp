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
  while (block_ < blocks_.size() && blocks_[block_].size - used_ < bytes) {
    ++block_;
    used_ = 0;
  }
  if (block_ == blocks_.size()) {
    const std::size_t size = std::max(bytes, least_block);
    blocks_.push_back({std::make_unique_for_overwrite<std::byte[]>(size), size});
  }
  void* const place = blocks_[block_].bytes.get() + used_;
  used_ += bytes;
  return place;
}

Node::Children NodeTree::list(std::size_t first, bool words, std::size_t count) {
  if (count == 0) return {};
  const Node** const begin = static_cast<const Node**>(room(count * sizeof(const Node*)));
  std::size_t at = 0;
  for (std::size_t i = first; i < made_.size(); ++i) {
    if ((made_[i]->tag == Tag::keyword) == words) begin[at++] = made_[i];
  }
  return {begin, count};
}

void NodeTree::take_parts(Node& node, std::size_t first) {
  const auto is_word = [](const Node* part) { return part->tag == Tag::keyword; };
  const auto words =
      static_cast<std::size_t>(std::count_if(made_.begin() + static_cast<std::ptrdiff_t>(first), made_.end(), is_word));
  node.children = list(first, false, made_.size() - first - words);
  node.words = list(first, true, words);
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
