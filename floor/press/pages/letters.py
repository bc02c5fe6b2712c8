"""Letters: all of them with what waits and what was refused, one with everything beside it, and what can be done with it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from floor.book.act import Refusal
from floor.book.addresses import number_in
from floor.house.chains import electorate
from floor.house.pages.by_form import act_page, key_of
from floor.house.pages.finding import for_members, founded, unit_or_404
from floor.house.pages.texts import as_written, name_of
from floor.house.standing import everyone_sits
from floor.law.language import Law
from floor.press.acts.correcting import Correct
from floor.press.acts.editing import OverruleEditor, PublishLetter, RefuseLetter
from floor.press.acts.replying import ReplyToLetter, room_for_reply, side_of
from floor.press.acts.writing import SPACE, WriteLetter
from floor.press.authority import EVERY_MEMBER, as_editor, editors, of_the_unit
from floor.press.doors.letters import put_in_the_box
from floor.press.models import Letter
from floor.press.showing.letters import shown

from .finding import letter_or_404, may, scene_of, way_to_board
from .forms import REASONS, CorrectionForm, LetterForm, OverruleForm, RefuseForm, TextForm

PAGE = 20


@founded
def letters(request: Any, number: int) -> HttpResponse:
    """The letters of a unit; those that were refused stand below, each with the reason."""
    here = unit_or_404(number)
    before = number_in(request.GET, "before")
    found = Letter.objects.filter(unit=here.unit).select_related("writer").order_by("-pk")
    published = found.filter(state="published")
    rows = list((published.filter(pk__lt=before) if before else published)[: PAGE + 1])
    edits = may(request, lambda scene: as_editor(scene, here.unit, ""))
    waiting = list(found.filter(state="waiting")[:PAGE]) if edits else []
    context = {
        "here": here, "crumbs": way_to_board(here, _("Letters")), "before": before, "more": rows[PAGE - 1].pk if len(rows) > PAGE else None,
        "letters": shown(rows[:PAGE], reader_is_member=request.member is not None), "refused": found.filter(state="refused")[:PAGE], "reasons": REASONS,
        "waiting": waiting, "waits": len(waiting) if edits else found.filter(state="waiting").count(), "edited": editors(here.unit, request.house.at).exists(),
    }  # fmt: skip
    return render(request, "press/letters.html", context)


@founded
def letter(request: Any, number: int) -> HttpResponse:
    """One letter. What waits for the editor is read by the editor and by who wrote it; what was refused is told by its reason."""
    one = letter_or_404(number)
    here = unit_or_404(one.unit_id)
    edits = may(request, lambda scene: as_editor(scene, one.unit, ""))
    own = request.member is not None and one.writer_id == request.member.pk
    readable = one.state == "published" or edits or own
    context = {
        "here": here, "one": shown([one], reader_is_member=request.member is not None)[0], "readable": readable, "edits": edits, "own": own,
        "reason": REASONS.get(one.refused_for, ""), "crumbs": way_to_board(here, _("Letter %(n)s") % {"n": one.pk}),
        "replies": one.state == "published" and request.member is not None and bool(side_of(scene_of(request), one)[0]),
    }  # fmt: skip
    return render(request, "press/letter.html", context)


@for_members
def write(request: Any, number: int) -> HttpResponse:
    """Write to the board: signed by an act, or unsigned through the box."""
    here, house = unit_or_404(number), request.house
    form = LetterForm(request.POST or None, bodies=list(house.law.body))
    context = {
        "title": _("Write to the board of %(unit)s") % {"unit": here.name}, "button": _("Send the letter"), "back": reverse("letters", args=[number]),
        "lede": _("Everyone can read what is on the board. An elected editor can refuse a letter only for a reason from a list, and a meeting can overrule it."),
        "crumbs": way_to_board(here, _("Write a letter")),
    }  # fmt: skip
    if request.method == "POST" and form.is_valid() and form.cleaned_data["signed"] == "no":
        data = form.cleaned_data
        try:
            put_in_the_box(number, request.member.pk, data["title"], as_written(data["text"]), data["about_body"])
        except Refusal as refused:
            return render(request, "house/act.html", context | {"form": form, "key": key_of(request), "refusal": refused}, status=409)  # fmt: skip
        messages.success(
            request, _("Your letter lies in the box. It is taken out with others; nobody can tell it is yours.")
        )
        return redirect("letters", number)

    def make(data: dict[str, Any]) -> Any:
        text = as_written(data["text"])
        act = WriteLetter(unit=number, title=data["title"], text=name_of(text), with_name=data["signed"] == "name", about_body=data["about_body"])  # fmt: skip
        return act, (text,)

    return act_page(request, form, "house/act.html", context, make)


@for_members
def publish(request: Any, number: int) -> HttpResponse:
    one = letter_or_404(number)
    context = {"title": _("Put on the board: %(title)s") % {"title": one.title}, "confirm": True} | _around(one, _("Publish"))  # fmt: skip
    return act_page(request, None, "house/act.html", context, lambda _data: PublishLetter(letter=number))


@for_members
def refuse(request: Any, number: int) -> HttpResponse:
    one = letter_or_404(number)
    context = {
        "title": _("Refuse: %(title)s") % {"title": one.title},
        "lede": _("What a letter says of anyone's politics is no reason. The refusal and its reason are on the board, and the meeting can overrule it."),
    } | _around(one, _("Refuse the letter"))  # fmt: skip
    form = RefuseForm(request.POST or None)
    return act_page(request, form, "house/act.html", context, lambda data: RefuseLetter(letter=number, **data))


@for_members
def overrule(request: Any, number: int) -> HttpResponse:
    """Enter the count of the meeting on a letter that was refused."""
    one, house = letter_or_404(number), request.house
    body = _meeting_of(one, house.law)
    entitled = electorate(one.unit, body, house.law, house.at)
    form = OverruleForm(request.POST or None)
    context = {
        "title": _("The meeting on the refusal of: %(title)s") % {"title": one.title}, "entitled": entitled, "electors": body, "unit": unit_or_404(one.unit_id),
        "lede": _("Those for say that it shall be printed."),
    } | _around(one, _("Enter the count"))  # fmt: skip

    def make(data: dict[str, Any]) -> OverruleEditor:
        return OverruleEditor(letter=number, body=body, count=form.count(entitled))

    return act_page(request, form, "house/counted.html", context, make)


@for_members
def reply(request: Any, number: int) -> HttpResponse:
    one = letter_or_404(number)
    room = room_for_reply(one)
    form = TextForm(request.POST or None, label=_("Your reply"), most=room, hint=_("%(n)s characters at most: the length of the letter.") % {"n": room})  # fmt: skip
    context = {"title": _("Reply to: %(title)s") % {"title": one.title}} | _around(one, _("Put it beside the letter"))

    def make(data: dict[str, Any]) -> Any:
        text = as_written(data["text"])
        return ReplyToLetter(letter=number, text=name_of(text)), (text,)

    return act_page(request, form, "house/act.html", context, make)


@for_members
def correct(request: Any, number: int) -> HttpResponse:
    one = letter_or_404(number)
    form = CorrectionForm(request.POST or None, label=_("What is right"), most=SPACE)
    context = {"title": _("Correct: %(title)s") % {"title": one.title}, "lede": _("The letter stays as it was written; the correction stands beside it.")} | _around(one, _("Correct it"))  # fmt: skip

    def make(data: dict[str, Any]) -> Any:
        text = as_written(data["text"])
        return Correct(letter=number, text=name_of(text), reason=data["reason"]), (text,)

    return act_page(request, form, "house/act.html", context, make)


def can_write(request: Any, unit: Any) -> bool:
    return may(request, lambda scene: of_the_unit(scene, unit, ""))


def _around(one: Letter, button: str) -> dict[str, Any]:
    return {
        "button": button, "back": reverse("letter", args=[one.pk]),
        "crumbs": way_to_board(unit_or_404(one.unit_id), _("Letter %(n)s") % {"n": one.pk}),
    }  # fmt: skip


def _meeting_of(one: Letter, law: Law) -> str:
    """The body in which everyone of the unit sits; all members, where the statutes have none."""
    here = (one.unit.level, one.unit.line)
    sitting = [name for name, rule in law.body.items() if (rule.at, rule.line) == here and everyone_sits(law, name)]
    return sitting[0] if sitting else EVERY_MEMBER
