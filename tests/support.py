"""A small person and conversation for tests of the engine, written so that every rung can be reached."""

import textwrap

from scoring.model import Context, Reading
from scoring.reading.cues import hear
from scoring.reading.text import parse
from scoring.reading.utterances import cut
from simulator.content.library import compile_script
from simulator.content.script import Script

PERSONA = """
schema: persona/1
id: sam
name: Sam Reed
about: {age: 30, sentence: "12 months", offence: theft}
briefing: He has asked to see you.
start: {trust: 4, agitation: 2, readiness: 4}
presets: {settled: {trust: 5}, guarded: {trust: 2}, agitated: {agitation: 5}}
temperament:
  label_person: {trust: -3, agitation: 3}
facts:
  flat: {text: lost the flat, words: [flat, eviction], topic: housing, tier: 2}
  sister: {text: his sister has a sofa, words: [sister, sofa], topic: housing, tier: 3}
cues:
  agitated: [folds his arms]
  hostile: [stands up]
lines:
  confront: ["Here we go.", "Knew it."]
  label_person: ["Don't call me that.", "That's what I am to you, is it?"]
  order_to_calm: ["I am calm.", "Don't tell me to calm down."]
  unclear: ["You what?", "Come again?"]
  still_unclear: ["Still not getting you."]
  lost_patience: ["I give up."]
  silence: ["...", "Well?"]
  off_topic: ["What's that to do with me?"]
  again: ["I've told you that."]
  long: ["That's a speech."]
  probe: ["How d'you mean?", "Go on.", "Meaning?"]
  other: ["Right.", "Okay."]
gambits:
  - {id: dog, topic: family, if: trust >= 2, say: ["Nobody's told me who has the dog."]}
disclosures:
  - id: sofa
    topic: housing
    needs: trust >= 5 and told(flat)
    tier: 3
    tells: [sister]
    say: ["There's my sister's sofa. Don't tell her I said."]
    effects: {readiness: 1}
"""

SCENARIO = """
schema: scenario/1
id: sam-talk
persona: sam
title: A talk
summary: A short talk.
practises: Listening
difficulty: 1
minutes: 5
setting: An office.
task: Listen.
criteria: [P4.3, P5]
starts: wary
turns: 12
opening: {narration: He sits down., say: ["What's this about?"]}
topics:
  housing: {title: Somewhere to live, of: [circumstances, release], words: [flat, hostel, "live", "no address"],
            examples: ["where will you be living when you get out"]}
  family: {of: circumstances, words: [family, sister, dog]}
states:
  wary:
    goal: He decides whether to talk.
    expects:
      - {examples: ["is it about the parcel"], say: ["What parcel?"]}
    reactions:
      - {id: state_line, hears: affirm, topic: housing, say: ["In wary, about the flat."]}
  talking:
    goal: He talks.
  shut:
    goal: He has had enough.
reactions:
  - {id: housing_asked, hears: [question_open, question_closed], topic: housing, tier: 2, tells: [flat],
     say: ["Lost the flat in May.", "They changed the locks."]}
  - {id: housing_any, topic: housing, say: ["It's all about the flat with you."]}
  - {id: warm, hears: reflection_complex, if: trust >= 5, say: ["You're alright, you."], go: talking}
moves:
  - {from: [wary, talking], to: shut, when: agitation >= 7}
interrupts:
  - {id: bell, when: turn == 11, say: ["What now?"], narration: An alarm bell goes.}
endings:
  walked: {grade: poor, when: agitation >= 9, say: ["I'm off."], narration: He leaves.}
  time: {grade: neutral, on: timeout}
  closed: {grade: neutral, on: officer, say: ["See you."]}
"""


def script(persona: str = PERSONA, scenario: str = SCENARIO) -> Script:
    """The small conversation, or a changed one."""
    return compile_script(textwrap.dedent(scenario), textwrap.dedent(persona))


def by_cues(text: str, context: Context | None = None) -> Reading:
    """The reading of a turn by its cues alone, before anything is weighed."""
    parsed = parse(text)
    heard = hear(parsed, cut(parsed), context or Context())
    return Reading(text, heard.behaviours, heard.markers, heard.topics)
