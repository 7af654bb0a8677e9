"""The vocabulary of a reading: every label a finding may carry, and nothing else.

Behaviours follow MITI 4.2.1 (Moyers, Manuel and Ernst, 2014, with the open/closed question split
as an extension); markers are keywork's de-escalation and escalation acts (sources per marker in
the ruleset); topics are the matters an officer's words invite or follow in a release interview.
"""

from typing import Final

BEHAVIOURS: Final = (
    "question_open",
    "question_closed",
    "reflection_simple",
    "reflection_complex",
    "affirm",
    "seek_collaboration",
    "emphasise_autonomy",
    "give_information",
    "persuade",
    "persuade_with_permission",
    "confront",
    "other",
)

POSITIVE_MARKERS: Final = (
    "introduce_name",
    "name_feeling",
    "open_invitation",
    "identify_wants",
    "tactical_agreement",
    "offer_choice",
    "emphasise_autonomy",
    "ask_permission",
    "specific_affirmation",
    "time_and_space",
    "limit_with_reason",
    "explain_process",
    "honest_limit_and_offer",
    "repair",
    "hope",
    "check_understanding",
    "safety_action",
)

NEGATIVE_MARKERS: Final = (
    "threat_or_ultimatum",
    "threatened_sanction",
    "order_to_calm",
    "ordering",
    "sarcasm",
    "blame",
    "argue_facts",
    "moralise",
    "stacked_or_forced_questions",
    "minimise",
    "label_person",
    "mistimed_joke",
    "promise_cannot_keep",
    "promise_of_secrecy",
    "righting_reflex",
    "accusing_why",
    "brush_off",
    "collusion",
    "abuse",
    "know_it_all",
    "graphic_probe",
    "debate_ideology",
    "stereotype",
)

MARKERS: Final = POSITIVE_MARKERS + NEGATIVE_MARKERS

CRITICAL_MARKERS: Final = frozenset({"abuse", "promise_of_secrecy", "stereotype"})
"""Markers that head the record whatever the total."""

SOOTHING_BUT_WRONG: Final = frozenset({"collusion", "promise_cannot_keep", "promise_of_secrecy"})
"""Markers that calm the person at once and still lose marks."""

TOPICS: Final = (
    "reasons",
    "patterns",
    "circumstances",
    "victim_attitude",
    "victim_impact",
    "obstacles",
    "release",
    "supervision",
    "extreme_view",
    "present_behaviour",
    "risk",
    "role",
    "change",
    "summary",
)

ACTS: Final = frozenset(BEHAVIOURS) | frozenset(MARKERS)
"""Every label a person can react to; ``emphasise_autonomy`` is a behaviour and a marker."""

NEEDS: Final = ("plain words", "one thing at a time", "hearing", "reading", "english")
"""Communication needs a person may have."""

KNOWABLE: Final = ("depth", "facts", "mood", "conduct", "alerts", "errands", "cues", "talk")
"""What a script tells about a conversation and a transcript from elsewhere may not: how deep a disclosure
goes, what was told, how the person felt, inappropriate behaviour, risk, what is asked for, body language,
talk for change and against it."""

ALERTS: Final = ("harm_to_self", "harm_to_others", "further_offence", "safeguarding", "security")
"""What a person may disclose that must be acted on (SFJ FI2 P10, P10.1)."""

ERRANDS: Final = (
    "housing", "benefits", "employment", "finance_debt", "education", "drug_treatment", "medication",
    "mental_health", "licence_conditions", "recall", "parole", "release_date", "victim_contact",
    "family_visits", "legal_advice", "immigration",
)  # fmt: skip
"""What a person may ask for that is another's task; every policy pack says whose."""

CONDUCTS: Final = (
    "abuse", "refusal", "intimidation", "threat", "sexual_remark", "discrimination", "manipulation",
)  # fmt: skip
"""Inappropriate behaviour a line may show."""
