#include "engine/lists/workbook/xml_parser.hpp"

#include <expat.h>
#include <fmt/format.h>

#include "engine/lists/file_error.hpp"
#include "engine/lists/workbook/damaged.hpp"

namespace fenji::lists {
namespace {

constexpr int piece_size = 64 << 10;
constexpr std::uint64_t longest_tag = std::uint64_t{1} << 20;
constexpr int deepest = 256;

// Names are short, and there are as many as anything in a sheet: one walk.
std::string_view local_name(const char* name) {
  const char* end = name;
  for (; *end != '\0'; ++end) {
    if (*end == ':') name = end + 1;
  }
  return {name, static_cast<std::size_t>(end - name)};
}

}  // namespace

std::optional<std::string_view> XmlAttributes::find(std::string_view name) const {
  for (const char* const* pair = pairs_; *pair != nullptr; pair += 2) {
    if (local_name(pair[0]) == name) return pair[1];
  }
  return std::nullopt;
}

bool is_true(std::optional<std::string_view> value) { return value && (*value == "1" || *value == "true"); }

// What expat calls. No exception may pass through expat: none is thrown but for want of memory.
struct XmlParser::Calls {
  static void XMLCALL start(void* self, const XML_Char* name, const XML_Char** attributes) {
    auto& parser = *static_cast<XmlParser*>(self);
    if (++parser.depth_ > deepest) {
      parser.refuse_nesting();
      return;
    }
    parser.handler_.start(local_name(name), XmlAttributes(attributes));
    parser.stop_on_failure();
  }
  static void XMLCALL end(void* self, const XML_Char* name) {
    auto& parser = *static_cast<XmlParser*>(self);
    --parser.depth_;
    parser.handler_.end(local_name(name));
    parser.stop_on_failure();
    if (parser.handler_.take_pause() && !parser.handler_.failure()) XML_StopParser(parser.parser_.get(), XML_TRUE);
  }
  static void XMLCALL text(void* self, const XML_Char* text, int size) {
    auto& parser = *static_cast<XmlParser*>(self);
    parser.handler_.text({text, static_cast<std::size_t>(size)});
    parser.stop_on_failure();
  }
  static void XMLCALL doctype(void* self, const XML_Char*, const XML_Char*, const XML_Char*, int) {
    static_cast<XmlParser*>(self)->refuse_doctype();
  }
};

void XmlParser::Free::operator()(XML_ParserStruct* parser) const { XML_ParserFree(parser); }

XmlParser::XmlParser(ZipMember member, XmlHandler& handler)
    : member_(std::move(member)), handler_(handler), parser_(XML_ParserCreate(nullptr)) {
  if (!parser_) return;
  XML_SetUserData(parser_.get(), this);
  XML_SetElementHandler(parser_.get(), Calls::start, Calls::end);
  XML_SetCharacterDataHandler(parser_.get(), Calls::text);
  XML_SetStartDoctypeDeclHandler(parser_.get(), Calls::doctype);
}

XmlParser::~XmlParser() = default;

void XmlParser::stop_on_failure() {
  if (handler_.failure()) XML_StopParser(parser_.get(), XML_FALSE);
}

void XmlParser::refuse(const Message& what) {
  if (!refusal_) {
    refusal_ = damaged_workbook(
        member_.archive(), {fmt::format("{}：{}", member_.path(), what.zh), fmt::format("{}: {}", member_.path(), what.en)});
  }
  XML_StopParser(parser_.get(), XML_FALSE);
}

void XmlParser::refuse_nesting() {
  refuse({fmt::format("元素套了 {} 层以上", deepest), fmt::format("elements are nested more than {} deep", deepest)});
}

void XmlParser::refuse_doctype() {
  refuse({"含有文档类型声明（DOCTYPE），工作簿里不该有", "it has a document type (DOCTYPE), which no workbook has"});
}

Message XmlParser::broken() const {
  const auto line = XML_GetCurrentLineNumber(parser_.get());
  const auto column = XML_GetCurrentColumnNumber(parser_.get()) + 1;
  const char* const why = XML_ErrorString(XML_GetErrorCode(parser_.get()));
  return damaged_workbook(
      member_.archive(), {fmt::format("{} 第 {} 行第 {} 列的 XML 有错（{}）", member_.path(), line, column, why),
                          fmt::format("the XML of {} is wrong at line {}, column {} ({})", member_.path(), line, column, why)});
}

Result<bool> XmlParser::step() {
  if (!parser_) return reading_failure(member_.archive(), std::make_error_code(std::errc::not_enough_memory));
  XML_Status status = XML_STATUS_OK;
  if (paused_) {
    status = XML_ResumeParser(parser_.get());
  } else {
    void* const room = XML_GetBuffer(parser_.get(), piece_size);
    if (room == nullptr) return reading_failure(member_.archive(), std::make_error_code(std::errc::not_enough_memory));
    const Result<std::size_t> count = member_.read(static_cast<char*>(room), piece_size);
    if (!count.ok()) return count.failure();
    size_ += *count;
    last_ = *count == 0;
    status = XML_ParseBuffer(parser_.get(), static_cast<int>(*count), last_);
  }
  if (handler_.failure()) return *handler_.failure();
  if (refusal_) return *refusal_;
  if (status == XML_STATUS_ERROR) return broken();
  paused_ = status == XML_STATUS_SUSPENDED;
  if (paused_) return true;
  // What expat keeps is the beginning of a tag, a comment or the like that has not ended yet.
  const XML_Index at = XML_GetCurrentByteIndex(parser_.get());
  if (at >= 0 && size_ - static_cast<std::uint64_t>(at) > longest_tag) {
    refuse({"有一个标记长得不像话", "one of its tags is longer than any should be"});
    return *refusal_;
  }
  return !last_;
}

Failure read_xml(ZipMember member, XmlHandler& handler, std::uint64_t limit) {
  XmlParser parser(std::move(member), handler);
  for (;;) {
    const Result<bool> more = parser.step();
    if (!more.ok()) return more.failure();
    if (!*more) return std::nullopt;
    if (parser.size() <= limit) continue;
    const Message most = size_text(limit);
    const std::string& path = parser.member().path();
    return oversized_workbook(parser.member().archive(),
                              {fmt::format("{} 超过 {}", path, most.zh), fmt::format("{} is larger than {}", path, most.en)});
  }
}

}  // namespace fenji::lists
