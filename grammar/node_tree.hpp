// Stage: grammar. Makes and owns the concrete tree of one unit, from its leaves up. A long rule file has units by the hundred
// thousand, so their nodes come from blocks of memory that serve one unit after the other.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "grammar/parse_node.hpp"

namespace fenji::grammar {

class NodeTree {
 public:
  // Begins another unit: the nodes of the one before are gone.
  void clear();

  // Nodes that no node around them has taken yet.
  std::size_t made() const { return made_.size(); }

  // Takes back what a rule has made that then failed.
  void keep(std::size_t made) {
    if (made_.size() > made) made_.resize(made);
  }

  // Of the nodes from number `first` on. One of a keyword is a word of the node around it, not a child.
  void make(Tag tag, std::optional<Keyword> keyword, std::size_t first, std::size_t begin, std::size_t end);

  // Takes all that was made. It lives until the next unit begins.
  const Node* root();

 private:
  void* room(std::size_t bytes);
  void find_block(std::size_t bytes);
  void take_parts(Node& node, std::size_t first);

  struct Block {
    std::unique_ptr<std::byte[]> bytes;
    std::size_t size = 0;
  };

  std::vector<const Node*> made_;
  std::vector<Block> blocks_;
  std::size_t block_ = 0;  // that serves now …
  std::size_t used_ = 0;   // … and how much of it
};

}  // namespace fenji::grammar
