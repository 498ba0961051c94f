#include "effective_rules.hpp"

#include <algorithm>
#include <variant>

namespace fenji::cli {
namespace {

class Collector {
 public:
  explicit Collector(const LoadedRules& loaded) : loaded_(loaded) {}

  std::vector<EffectivePiece> pieces() {
    for (const grammar::Block& block : loaded_.tree.blocks) add(block);
    return std::move(pieces_);
  }

 private:
  // The physical lines that `span` touches, as they stand.
  std::string lines(Span span) const {
    const std::string_view text = loaded_.sources[span.file].text();
    std::uint32_t begin = 0;
    loaded_.sources[span.file].line_at(span.begin, begin);
    const std::size_t end = std::min(text.find('\n', span.end), text.size());
    std::string found(text.substr(begin, end - begin));
    if (found.ends_with('\r')) found.pop_back();
    return found;
  }

  void add(const grammar::Block& block) {
    if (const auto* header = std::get_if<grammar::HeaderBlock>(&block.content)) return add(*header, block.span);
    if (const auto* parameters = std::get_if<grammar::ParametersBlock>(&block.content)) {
      pieces_.push_back({lines(block.span), block.span});
      for (const auto& line : parameters->parameters) add_line(cover(line.name.span, line.value->span));
      return;
    }
    if (const auto* fields = std::get_if<grammar::FieldsBlock>(&block.content)) {
      pieces_.push_back({lines(block.span), block.span});
      for (const auto& line : fields->fields) add_line(line.span);
      return;
    }
    pieces_.push_back({lines(block.extent), block.extent});
  }

  void add(const grammar::HeaderBlock& header, Span span) {
    pieces_.push_back({lines(header.title.text.empty() ? span : header.title.span), header.title.span});
    for (const grammar::Cell* cell : {&header.version, &header.owner, &header.approval, &header.notes}) {
      if (!cell->text.empty()) add_line(cell->span);
    }
    if (header.applies) add_line(header.applies->span);
    if (header.effective_from) add_line(header.effective_span);
  }

  void add_line(Span span) { pieces_.push_back({lines(span), span, true}); }

  const LoadedRules& loaded_;
  std::vector<EffectivePiece> pieces_;
};

}  // namespace

std::vector<EffectivePiece> effective_pieces(const LoadedRules& loaded) { return Collector(loaded).pieces(); }

}  // namespace fenji::cli
