// Stage: compare. Two gradings of one list, or of the same customers at two times, held against each other: what became of
// whom, and why. As data; renderers read nothing else. Names and values are those of the results, all in `language`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/compare/transitions.hpp"
#include "engine/explain/explanation.hpp"
#include "grammar/diagnostics/diagnostic.hpp"

namespace fenji::compare {

// Why one column of one record differs.
struct Cause {
  enum class Kind : std::uint8_t {
    change,    // the one change in `names`, taken back, gives the old value back
    any_of,    // each of them alone does
    together,  // all of them together do, and no fewer of these
    columns,   // of two results: the other columns that differ, which may be none
    unknown,   // nothing that could be named
  } kind = Kind::unknown;
  std::vector<std::string> names;    // as people read them
  std::vector<std::size_t> changes;  // of Comparison::changes, likewise; empty for `columns`
};

// What a table or formula did before and after.
struct Firing {
  std::string name;
  std::optional<explain::Quote> before, after;  // nothing where no row fired
};

struct Mover {
  std::string key;
  std::uint64_t line = 0;  // of the list, or of the new result
  std::string column;
  std::string before, after;  // empty: no value
  Cause cause;
  std::vector<Firing> firings;  // for those that are told in full
};

struct ToldChange {
  std::string text;  // 参数 要求毛利率
  std::string kind;  // for machines
  std::vector<std::string> names;
  std::string how;                            // added, removed, changed
  std::vector<explain::Quote> before, after;  // the author's lines that the other side has not
  std::uint64_t alone = 0;                    // cells of movers that it alone explains
};

struct WorkloadChange {
  std::string plan, role, action;
  std::string before, after;  // contacts a month: 12.5–20; 0 where there are none
};

// Records by key that only one of two results has.
struct OneSided {
  std::uint64_t count = 0;
  std::vector<std::string> examples;  // the first few keys
};

struct Side {
  std::string file, title, version;  // title and version only of rules
};

struct Comparison {
  enum class Of : std::uint8_t { rules, books, results } of = Of::rules;
  Language language = Language::chinese;
  Side before, after;
  std::string list;  // empty for results
  std::string key_name;

  std::vector<std::string> columns;                  // compared, the status last
  std::vector<std::string> only_before, only_after;  // columns that only one side has
  std::uint64_t records = 0;                         // that both sides have
  std::uint64_t changed = 0;                         // of them those of which some column differs
  std::uint64_t differences = 0;                     // cells: what `movers` would have in full
  OneSided vanished, appeared;                       // results only
  std::uint64_t repeated_keys = 0;                   // records left out, since their key is empty or not the only one

  std::vector<ToldChange> changes;
  std::vector<Transitions> transitions;  // the status first, then labels
  std::vector<WorkloadChange> workload;  // what differs
  std::vector<Mover> movers;             // in the order of the list; the first ones where not all were asked for
};

struct CompareOutcome {
  Comparison comparison;
  std::vector<Message> problems;  // why nothing could be compared
};

// 参数 要求毛利率；任一：甲、乙；同时：甲、乙
std::string cause_text(const Cause& cause, Language language);

}  // namespace fenji::compare
