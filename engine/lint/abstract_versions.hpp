// Stage: lint. What two versions differ in, apart from what they compute alike: every definition that both lean on becomes a
// field that can have any value of its type, or none. Of these rules more records exist than of the joined ones: where none of
// them shows a difference, no record does.
#pragma once

#include "engine/lint/joined_versions.hpp"
#include "engine/prove/record_search.hpp"

namespace fenji::lint {

class AbstractVersions {
 public:
  explicit AbstractVersions(const JoinedVersions& joined) : AbstractVersions(joined, nullptr) {}

  // Besides, labels of other compared definitions are taken to be the same in both versions.
  AbstractVersions(const JoinedVersions& joined, const ComparedOutput* apart_from);

  // Proved: no record meets the requirements, which speak of compared definitions only.
  bool never(const prove::Goal& goal);

 private:
  const model::Rules rules_;
  const prove::Knowledge knowledge_;
  prove::RecordSearch search_;
};

}  // namespace fenji::lint
