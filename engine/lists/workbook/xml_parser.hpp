// Stage: lists. The XML of a member of a workbook, piece by piece, through expat; whatever the file holds, in bounded memory.
//
// In: a member in UTF-8, UTF-16 or Latin-1. Out: calls of an XmlHandler, names without their namespaces' prefixes, all in
// UTF-8. Refused with a message: XML that is not well formed, a document type (and with it all entities that a file may
// define), tags of more than a megabyte, elements nested more than 256 deep.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include "engine/lists/workbook/zip_archive.hpp"

struct XML_ParserStruct;

namespace fenji::lists {

// The attributes of an element.
class XmlAttributes {
 public:
  explicit XmlAttributes(const char* const* pairs) : pairs_(pairs) {}

  // The value of the attribute of that name, whatever its prefix; nothing where there is none.
  std::optional<std::string_view> find(std::string_view name) const;

  // Walks over those whose names are one letter, which have no prefix: `visit(letter, value)`, the value ended by NUL, since
  // its length is rarely needed and cells are many.
  template <class Visit>
  void each_letter(Visit&& visit) const {
    for (const char* const* pair = pairs_; *pair != nullptr; pair += 2) {
      if (pair[0][0] != '\0' && pair[0][1] == '\0') visit(pair[0][0], pair[1]);
    }
  }

 private:
  const char* const* pairs_;  // name, value, …, null
};

// `true`, `1`; Excel writes the one, others the other.
bool is_true(std::optional<std::string_view> value);

class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  virtual void start(std::string_view name, const XmlAttributes& attributes) = 0;
  virtual void end(std::string_view name) = 0;
  // A text may come in several pieces.
  virtual void text(std::string_view piece) = 0;

  // Once set the reading ends with it.
  const std::optional<Message>& failure() const { return failure_; }
  // Whether the step is to end here, asked once behind each element.
  bool take_pause() { return std::exchange(pause_, false); }

 protected:
  void fail(Message message) {
    if (!failure_) failure_ = std::move(message);
  }
  // What a piece of XML stands for may be far larger than it.
  void pause() { pause_ = true; }

 private:
  std::optional<Message> failure_;
  bool pause_ = false;
};

class XmlParser {
 public:
  // `handler` must outlive the parser.
  XmlParser(ZipMember member, XmlHandler& handler);
  ~XmlParser();
  XmlParser(const XmlParser&) = delete;
  XmlParser& operator=(const XmlParser&) = delete;

  // Goes on by one piece, or to where the handler pauses; false when the member is read to its end.
  Result<bool> step();

  // Bytes of XML so far.
  std::uint64_t size() const { return size_; }
  const ZipMember& member() const { return member_; }

 private:
  struct Calls;
  struct Free {
    void operator()(XML_ParserStruct* parser) const;
  };

  void stop_on_failure();
  void refuse(const Message& what);
  void refuse_nesting();
  void refuse_doctype();
  Message broken() const;

  ZipMember member_;
  XmlHandler& handler_;
  std::unique_ptr<XML_ParserStruct, Free> parser_;
  std::uint64_t size_ = 0;
  int depth_ = 0;
  bool last_ = false;    // the piece at hand has nothing behind it
  bool paused_ = false;  // and is not read to its end
  std::optional<Message> refusal_;
};

// Reads a small member as a whole, at most `limit` bytes of XML.
Failure read_xml(ZipMember member, XmlHandler& handler, std::uint64_t limit);

}  // namespace fenji::lists
