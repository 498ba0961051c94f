// Workbooks written out as tests need them: parts given as texts, packed into a ZIP archive.
#pragma once

#include <zip.h>

#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fenji::lists::test {

// A ZIP archive of `members`, by path and content; `method` is one of libzip's, such as ZIP_CM_STORE.
inline std::string archive_of(const std::vector<std::pair<std::string, std::string>>& members, int method = ZIP_CM_DEFLATE) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* const target = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_t* const archive = zip_open_from_source(target, ZIP_TRUNCATE, &error);
  if (archive == nullptr) throw std::runtime_error(zip_error_strerror(&error));
  zip_source_keep(target);
  for (const auto& [path, content] : members) {
    zip_source_t* const source = zip_source_buffer(archive, content.data(), content.size(), 0);
    const zip_int64_t index = zip_file_add(archive, path.c_str(), source, ZIP_FL_ENC_UTF_8);
    if (index < 0) throw std::runtime_error(zip_strerror(archive));
    zip_set_file_compression(archive, static_cast<zip_uint64_t>(index), method, 9);
  }
  if (zip_close(archive) != 0) throw std::runtime_error(zip_strerror(archive));
  zip_stat_t status;
  zip_source_stat(target, &status);
  std::string bytes(status.size, '\0');
  zip_source_open(target);
  zip_source_read(target, bytes.data(), bytes.size());
  zip_source_close(target);
  zip_source_free(target);
  return bytes;
}

inline const std::string office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
inline const std::string spreadsheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

// The relationships of a part: id, the last word of the type, target.
struct Link {
  std::string id, kind, target;
  std::string more = {};  // attributes
};
inline std::string links(const std::vector<Link>& all, const std::string& types = office) {
  std::string xml = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
  for (const Link& link : all) {
    xml += "<Relationship Id=\"" + link.id + "\" Type=\"" + types + "/" + link.kind + "\" Target=\"" + link.target + "\"" +
           link.more + "/>";
  }
  return xml + "</Relationships>";
}

// A workbook with one sheet; every part may be replaced or, by an empty text, left out.
struct Workbook {
  std::string rows;             // what stands in sheetData
  std::string strings = {};     // what stands in sst; empty: there is no such part
  std::string formats = {};     // numFmt elements
  std::string styles = {};      // xf elements of cellXfs; empty: there is no such part
  std::string behind = {};      // what follows sheetData
  std::string properties = {};  // elements in front of the sheets
  std::vector<std::pair<std::string, std::string>> replaced = {};

  std::vector<std::pair<std::string, std::string>> members() const {
    const std::string head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    std::vector<Link> parts = {{"rId1", "worksheet", "worksheets/sheet1.xml"}};
    std::vector<std::pair<std::string, std::string>> all;
    const auto add = [&](const std::string& path, const std::string& content) {
      for (const auto& [other, instead] : replaced) {
        if (other == path) return;
      }
      all.emplace_back(path, head + content);
    };
    if (!strings.empty()) {
      parts.push_back({"rId2", "sharedStrings", "sharedStrings.xml"});
      add("xl/sharedStrings.xml", "<sst xmlns=\"" + spreadsheet + "\">" + strings + "</sst>");
    }
    if (!styles.empty()) {
      parts.push_back({"rId3", "styles", "styles.xml"});
      add("xl/styles.xml", "<styleSheet xmlns=\"" + spreadsheet + "\"><numFmts>" + formats +
                               "</numFmts><cellStyleXfs><xf numFmtId=\"9\"/></cellStyleXfs><cellXfs>" + styles +
                               "</cellXfs><dxfs><dxf><numFmt numFmtId=\"165\" formatCode=\"yyyy\"/></dxf></dxfs></styleSheet>");
    }
    add("_rels/.rels", links({{"rId1", "officeDocument", "xl/workbook.xml"}}));
    add("xl/workbook.xml", "<workbook xmlns=\"" + spreadsheet + "\" xmlns:r=\"" + office + "\">" + properties +
                               "<sheets><sheet name=\"客户\" sheetId=\"7\" r:id=\"rId1\"/></sheets></workbook>");
    add("xl/_rels/workbook.xml.rels", links(parts));
    add("xl/worksheets/sheet1.xml",
        "<worksheet xmlns=\"" + spreadsheet + "\"><sheetData>" + rows + "</sheetData>" + behind + "</worksheet>");
    for (const auto& part : replaced) {
      if (!part.second.empty()) all.push_back(part);
    }
    return all;
  }
  std::string bytes() const { return archive_of(members()); }
};

}  // namespace fenji::lists::test
