"""Which tests hold each invariant of DOMAIN 5, and each edge case of DOMAIN 11.

`test_invariants.py` checks that every test named here is there. A name without a folder is of this
one.
"""

HERE = "test_invariants"
INVARIANTS = {
    1: [
        f"{HERE}::test_1_the_first_fact_is_the_collection",
        f"{HERE}::test_1_nothing_is_added_after_archiving_but_who_looked_and_what_was_erased",
    ],
    2: [f"{HERE}::test_2_a_unit_has_one_order", "test_dispatch::test_a_unit_has_one_order"],
    3: [
        f"{HERE}::test_3_nothing_else_moves_the_deadline",
        "test_decide_extension::test_the_deadline_moves_and_both_stay_on_record",
        "test_resume::test_the_move_is_recorded_from_where_to_where",
        "test_review::test_the_move_is_recorded_from_where_to_where",
        "test_order_rework::test_the_old_clock_stays_as_it_was",
    ],
    4: [f"{HERE}::test_4_handled_then_fed_back_then_closed"],
    5: [
        f"{HERE}::test_5_a_unit_acts_only_on_its_own_order",
        f"{HERE}::test_5_a_claimant_never_sees_internal_text",
    ],
    6: [f"{HERE}::test_6_who_submitted_the_result_does_not_judge_it"],
    7: [f"{HERE}::test_7_no_decision_without_a_reason"],
    8: [
        "test_occurring::test_within_a_day_what_was_said_counts",
        "test_occurring::test_beyond_that_it_counts_from_when_it_is_recorded",
        "test_occurring::test_recorded_instants_never_go_back_within_an_appeal",
    ],
    9: [f"{HERE}::test_9_permission_comes_before_version_and_version_before_state"],
    10: [f"{HERE}::test_10_a_command_sent_twice_is_done_once"],
}
EDGE_CASES = {
    1: ["test_withdraw::test_a_matter_of_safety_goes_on_without_its_claimant"],
    2: [
        "test_urge::test_the_same_claimant_without_new_facts_urges_again_and_it_is_counted",
        "test_collect::test_new_facts_are_a_new_appeal_related_to_the_old_one",
        "tests.api.test_similar::test_the_same_caller_with_alike_words_comes_first",
    ],
    3: [
        "test_merge::test_the_child_keeps_its_claimant_and_its_callback",
        "test_share_result::test_every_child_is_called_back_itself",
        "test_close_merged::test_once_its_claimant_was_called_it_ends_with_its_parent",
    ],
    4: ["test_reopen::test_it_is_being_handled_in_a_new_round_and_closed_no_more"],
    5: [
        "test_decide_return::test_the_second_unit_that_returns_it_opens_arbitration",
        "test_request_return::test_after_designation_nobody_returns_it",
    ],
    6: [f"{HERE}::test_what_shirking_leaves_behind_is_counted"],
    7: ["test_label::test_harassment_is_labelled_and_still_stored"],
    8: ["test_decide_exclusion::test_what_is_excluded_stays_as_visible_as_it_was"],
    9: ["test_feed_back::test_nobody_can_be_told_of_an_anonymous_appeal"],
    10: ["test_reveal_claimant::test_units_never_learn_who_raised_a_confidential_appeal"],
    11: ["test_handle::test_the_lead_waits_for_who_helps_or_says_why_not"],
    12: ["test_refuse::test_the_timekeeper_refuses_what_stays_unclear"],
    13: ["test_close::test_unreachable_takes_three_attempts_on_two_days_by_two_channels"],
    14: ["test_record_callback::test_an_unclear_answer_does_not_count"],
    15: [
        "test_supervise::test_the_standing_orders_supervise_and_it_says_that_nobody_did",
        "tests.automation.test_standing_orders::"
        "test_a_visit_that_the_resident_denies_opens_supervision_once",
    ],
    16: ["test_settle_deadline::test_a_deadline_that_was_sure_is_never_rewritten_by_a_calendar"],
    17: ["test_hand_over::test_the_successor_stands_where_the_unit_stood"],
    18: [f"{HERE}::test_an_appeal_keeps_the_grid_of_its_time"],
    19: ["test_occurring::test_both_instants_are_kept"],
    20: ["tests.store.test_desk::test_of_fifty_acknowledgements_at_once_exactly_one_wins"],
    21: ["test_transfer_out::test_an_emergency_goes_at_once"],
    22: [
        "test_mark_sensitive::test_it_is_marked_at_any_time_and_the_rest_goes_on_beside_it",
        "test_access::test_the_words_of_a_threat_are_read_by_who_acts_on_it",
    ],
    23: ["test_label::test_a_repeat_caller_is_labelled_and_has_the_same_clocks"],
    24: ["test_dispatch::test_thanks_are_recorded_and_not_dispatched"],
    25: ["test_resume::test_the_timekeeper_resumes_on_the_day_and_the_unit_holds_the_clock_again"],
    26: ["test_close::test_what_was_late_in_any_round_stays_late"],
    27: ["tests.projections.test_every_view::test_a_rebuild_equals_the_live_view"],
}
