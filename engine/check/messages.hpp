// Stage: check. Every sentence of this stage, in both languages side by side.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/model/rules.hpp"
#include "grammar/diagnostics/diagnostic.hpp"

namespace fenji::check::messages {

// As a text stands in rules of this language.
std::string in_quotes(std::string_view text, Language language);

// names
Message duplicate_name(std::string_view name);
Message declared_here();
Message unknown_name(std::string_view name);
Message did_you_mean(std::string_view name);
Message blank_missing(std::string_view apart);
Message known_names(const std::vector<std::string_view>& names);
Message unknown_label(std::string_view label, std::string_view subject);
Message labels_are(const std::vector<std::string>& labels);
Message count_instead();
Message count_share_instead();
Message if_advice();
Message unknown_function(std::string_view name);
Message plan_in_expression(std::string_view name);
Message quote_text(std::string_view text);
Message cycle(const std::vector<std::string>& path);
Message no_key();
Message two_keys();
Message write_key();
Message two_headers();

// types and units
Message describe(const model::Type& type);  // 金额 / money
Message expected_type(const Message& expected, const Message& found);
Message cannot_compare(const Message& left, const Message& right);
Message unit_mismatch(const Message& left, const Message& right);
Message check_units();
Message two_numbers_in_one(std::string_view written);
Message unit_missing(std::string_view number, const Message& subject);
Message write_instead(std::string_view text);
Message argument_count(std::string_view name, std::size_t wanted, std::size_t found);
Message round_places();
Message quotient_needs_round();
Message round_it(std::string_view text);
Message too_many_places();
Message division_by_zero();
Message labels_unordered();
Message no_order(const Message& type);
Message no_label_in_common();
Message no_label_in_range();
Message given_needs_field();
Message empty_range(std::string_view low, std::string_view high);
Message number_too_large(std::string_view digits);
Message no_such_day(int year, int month, int day);
// `7天` / `7 days`, as an author of that language writes it.
std::string counted(model::Decimal number, const model::Unit& unit, Language language);
Message period_needs_unit();
Message period_not_of(const Message& found);
Message whole_periods_only();
Message one_unit_only();
Message whole_period_advice();
Message dates_added();
Message dates_added_advice();
Message date_from_number();
Message as_of_unknown();
Message as_of_advice(std::string_view instead);
Message as_of_by_option();
Message units_of_time(const Message& days);
Message not_constant();
Message range_needs_number();
Message unit_unknown(std::string_view unit);

// blocks
Message weights_sum(std::string_view sum);
Message weight_missing(std::string_view criterion);
Message write_weight();
Message write_weight(std::string_view weight);
Message mixed_results(std::string_view label, std::string_view expression);
Message label_is_declared(std::string_view label, const Message& what, std::string_view other);
Message quote_label(std::string_view quoted, std::string_view name, std::string_view other);
Message result_types_differ(const Message& first, const Message& other);
Message otherwise_last();
Message otherwise_alone();
Message window_needs_date(std::string_view name);
Message window_months();
Message groups_not_for(std::string_view function);
Message portfolio_of_records();
Message groups_of_the_portfolio();
Message groups_of_no_portfolio();
Message population_in_gate(std::string_view population);
Message labels_needed(std::string_view function, const Message& found);
Message no_common_scale();
Message choose_other_name();
Message duplicate_label(std::string_view label);
Message plan_needs_labels(std::string_view subject);
Message label_planned_twice(std::string_view label);
Message contact_count(std::uint32_t minimum, std::uint32_t maximum);
Message unknown_output(std::string_view name);
Message unknown_example_column(std::string_view name);
Message no_example_of(std::string_view name);
Message plan_in_example(std::string_view plan);
Message roles_are(const std::vector<std::string>& roles);
Message role_as_input(std::string_view role);
Message full_width_outside_quotes(std::string_view written, std::string_view read);
Message unknown_status(std::string_view text);
Message example_value(std::string_view text, const Message& type);
Message no_fields();
Message no_output();
Message output_twice(std::string_view name);
Message several_spellings();
Message bounds_not_for_type(const Message& type);
Message bounds_not_fixed();
Message at_least_impossible(std::uint32_t wanted, std::size_t elements);
Message no_elements(std::string_view name);
Message effective_backwards();
Message unknown_setting(std::string_view name);
// `declared`: what the rule file says it is, as an example of how to write it.
Message setting_of_other_type(std::string_view name, std::string_view value, const Message& type, const Message& declared);

}  // namespace fenji::check::messages
