"""What the minutes say of questions: how many, in which way, what became of each. Part of the form of the minutes."""

from __future__ import annotations

from floor.meetings.models import Meeting

from .minutes_wording import one_line, quoted
from .questions import answers_to, by_topic, counts_of, words_of

_WAY = {
    "spoken": "asked aloud",
    "written": "in writing",
    "anonymous": "without a name, from the box",
    "all": "all together",
}


def questions_told(meeting: Meeting) -> list[str]:
    counts = counts_of(meeting)
    if not counts:
        return ["None were asked."]
    lines = [
        f"- {_WAY[one.way].capitalize()}: {one.asked} asked, {one.answered} answered, {one.refused} refused, {one.open} open"
        for one in counts
    ]
    questions = list(meeting.questions.order_by("number"))
    answers = answers_to(questions)
    for topic, grouped in by_topic(questions):
        if topic:
            lines.append(f"### Questions: {one_line(topic)}")
        for question in grouped:
            said = words_of(question)
            words = f"“{one_line(said)}”" if said else "not shown again, for it names a private person"
            to = f", to: {one_line(question.to_whom)}" if question.to_whom else ""
            why = f" ({question.refused_for})" if question.refused_for else ""
            lines.append(f"Question {question.number} ({question.way}{to}): {words}. {question.state.capitalize()}{why}.")  # fmt: skip
            lines += quoted(answers.get(question.answer, ""))
    return lines
