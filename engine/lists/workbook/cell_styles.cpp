#include "engine/lists/workbook/cell_styles.hpp"

#include <charconv>
#include <map>
#include <string>

#include "engine/lists/workbook/xml_parser.hpp"

namespace fenji::lists {
namespace {

constexpr std::uint64_t longest_part = std::uint64_t{64} << 20;

std::uint32_t number_of(std::optional<std::string_view> text) {
  std::uint32_t number = 0;
  if (text) std::from_chars(text->data(), text->data() + text->size(), number);
  return number;
}

class StylesReader : public XmlHandler {
 public:
  std::map<std::uint32_t, std::string> codes;  // by id; they prevail over those that need no code
  std::vector<std::uint32_t> ids;              // by style

  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "numFmts" || name == "cellXfs") {
      section_ = name == "numFmts" ? Section::formats : Section::styles;
    } else if (section_ == Section::formats && name == "numFmt") {
      codes.insert_or_assign(number_of(attributes.find("numFmtId")), attributes.find("formatCode").value_or(""));
    } else if (section_ == Section::styles && name == "xf") {
      ids.push_back(number_of(attributes.find("numFmtId")));
    }
  }
  void end(std::string_view name) override {
    if (name == "numFmts" || name == "cellXfs") section_ = Section::other;
  }
  void text(std::string_view) override {}

 private:
  enum class Section : std::uint8_t { other, formats, styles } section_ = Section::other;
};

}  // namespace

Result<CellStyles> CellStyles::read(ZipMember member) {
  StylesReader reader;
  if (const Failure failure = read_xml(std::move(member), reader, longest_part)) return *failure;
  CellStyles styles;
  std::map<std::uint32_t, std::uint32_t> places{{0, 0}};
  for (const std::uint32_t id : reader.ids) {
    const auto code = reader.codes.find(id);
    const auto [place, added] = places.try_emplace(id, static_cast<std::uint32_t>(styles.formats_.size()));
    if (added) styles.formats_.push_back(code == reader.codes.end() ? NumberFormat::built_in(id) : NumberFormat(code->second));
    styles.format_of_style_.push_back(place->second);
  }
  return styles;
}

}  // namespace fenji::lists
