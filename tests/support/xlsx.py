"""XLSX workbooks read by the letter of the format, with nothing of the program's own: for tests of what it writes."""

import datetime
import re
import zipfile
from decimal import Decimal
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def place(reference):
    letters = reference.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = 26 * column + ord(letter) - ord("A") + 1
    return int(reference[len(letters):]) - 1, column - 1


def unescaped(text):
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)


class Cell:
    """`text`: what it shows, numbers without thousands separators; `code`: of its number format; `fill`: RRGGBB or None."""

    def __init__(self, text, kind, code, fill):
        self.text, self.kind, self.code, self.fill = text, kind, code, fill


class Workbook:
    """`sheets`: rows of cells by name, in order; `files`: the parts by name; `formulas`: how many cells hold one."""

    def __init__(self, path):
        with zipfile.ZipFile(path) as file:
            assert file.testzip() is None
            self.files = {name: file.read(name) for name in file.namelist()}
        self._read_styles()
        targets = {each.get("Id"): each.get("Target") for each in self._part("xl/_rels/workbook.xml.rels")}
        self.sheets, self.parts, self.formulas = {}, {}, 0
        for sheet in self._part("xl/workbook.xml").iter(MAIN + "sheet"):
            self.parts[sheet.get("name")] = part = self._part("xl/" + targets[sheet.get(LINK)])
            self.sheets[sheet.get("name")] = self._rows(part)

    def _part(self, name):
        return ElementTree.fromstring(self.files[name])

    def _read_styles(self):
        styles = self._part("xl/styles.xml")
        codes = {0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%"}
        codes.update({int(each.get("numFmtId")): each.get("formatCode") for each in styles.iter(MAIN + "numFmt")})
        fills = [each.find(f".//{MAIN}fgColor") for each in styles.find(MAIN + "fills")]
        fills = [None if each is None else each.get("rgb")[2:] for each in fills]
        self._styles = [(codes[int(each.get("numFmtId"))], fills[int(each.get("fillId"))])
                        for each in styles.find(MAIN + "cellXfs")]

    def _rows(self, sheet):
        rows = []
        for each in sheet.iter(MAIN + "c"):
            row, column = place(each.get("r"))
            self.formulas += each.find(MAIN + "f") is not None
            while len(rows) <= row:
                rows.append([])
            cells = rows[row]
            while len(cells) <= column:
                cells.append(Cell("", "blank", "General", None))
            cells[column] = self._cell(each)
        return rows

    def _cell(self, cell):
        code, fill = self._styles[int(cell.get("s", 0))]
        if cell.get("t") == "inlineStr":
            return Cell(unescaped("".join(each.text or "" for each in cell.iter(MAIN + "t"))), "text", code, fill)
        value = cell.find(MAIN + "v")
        if value is None:
            return Cell("", "blank", code, fill)
        assert cell.get("t", "n") == "n", cell.attrib
        # Fifteen digits are Excel's.
        number = Decimal(f"{float(value.text):.15g}")
        if "yy" in code:
            return Cell(str(datetime.date(1899, 12, 30) + datetime.timedelta(days=int(number))), "date", code, fill)
        decimals = len(code.rstrip("%").partition(".")[2])
        if code.endswith("%"):
            return Cell(f"{100 * number:.{decimals}f}%", "percent", code, fill)
        return Cell(f"{number:f}" if code == "General" else f"{number:.{decimals}f}", "number", code, fill)
