// Stage: check. Inheritance: the rule files of a chain as one tree.
#pragma once

#include "grammar/syntax.hpp"

namespace fenji::check {

// `own` laid over the file that it extends. Own blocks and, in 参数 and 字段, own lines take the place of those that define
// the same name; what is new comes behind, so that own eligibility blocks follow the base's. Of the header what `own` states
// counts; a stated 输出 replaces the base's. The examples of `base` stay behind: they hold for its parameters, and are checked
// where it is linted itself. Spans keep naming the file that each part comes from.
grammar::RuleFile inherit(grammar::RuleFile base, grammar::RuleFile own);

}  // namespace fenji::check
