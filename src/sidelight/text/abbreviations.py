# SPDX-License-Identifier: AGPL-3.0-or-later
"""The words that `sidelight.text.sentences` knows, as data: to widen its rules, add one here and a
case in `tests/text/sentence_cases.py`.

All are folded and stand without their full stop.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NEVER_LAST = _words(
    "mr mrs ms messrs dr prof rev hon rt gen col maj capt cpt lt sgt cpl adm amb sen rep gov pres"
    " st mt ft cf vs viz ca approx acc resp pop incl dept ed eds trans tel"
    " jan feb mar apr jun jul aug sept sep oct nov dec"
    " тов тт гр гражд проф акад доц канд им ул пер просп пл пров ок местн окр дер наб бульв шос"
    " св см ср напр прибл разд ред изд сост опубл указ соч цит подп прим примеч"
    " ген полк подполк кап лейт адм марш инж зам зав нач пом пос оз сев юж зап вост"
    " мин ин сер кон янв фев февр апр авг сент окт нояб дек"
    " дж дз юр хр чж"
    " hr fr frl bzw usw vgl okt dez mme mlle sr sra"
)
"""Abbreviations that words follow."""

BEFORE_NAMES_OR_LAST = _words("jr sr co ltd inc corp bros etc al")
"""What more of a name may follow, or a new sentence."""

UNITS = _words(
    "г гг в вв руб коп долл тыс млн млрд трлн р ч час мин сек с м км см кг т га экз чел"
    " ft in yd mi lb lbs oz hr hrs min sec kg km cm mm"
)
"""After a number a capital begins a new sentence, else they belong to a name ("г. Москва")."""

MULTIPLES = _words("тыс млн млрд трлн")

REFERENCES = _words(
    "no nos nr vol vols bd fig figs p pp ch sec sect art arts abs para paras pt bk ser"
    " стр с рис табл гл ст ф оп д дд л лл т тт п пп ч кв корп вып кн прил стб разд пункт"
)
"""What numbers follow ("p. 3"); a row of them ("Ф. 558. Оп. 11.") is one sentence."""

MONTHS = _words(
    "januar februar märz april mai juni juli august september oktober november dezember"
    " jan feb mär apr jun jul aug sept sep okt nov dez"
)
"""What an ordinal with a full stop stands before in German ("am 5. Okt.")."""

STARTERS = _words(
    "a an the this that these those he she it they we you i his her its their our my who what when"
    " where why how in on at by for from to with of as after before since while during although"
    " though if but and or so then there here no not nobody nothing both all many most some one two"
    " he's it's however today later"
    " он она оно они это эта этот эти тот та те мы вы я его её ее их в во на с со к ко по из от для"
    " до при о об за под над у и а но или если когда потом затем так там тут тогда здесь после как"
    " что кто где все всё однако ещё еще уже не ни"
)
"""Words that begin a sentence rather than go on with a name."""

LEADS = _words(
    "в во с со к ко по на до после от около лишь только уже и а но также ещё еще из за под летом"
    " осенью зимой весной начале конце середине течение январе феврале марте апреле мае июне июле"
    " августе сентябре октябре ноябре декабре января февраля марта апреля мая июня июля августа"
    " сентября октября ноября декабря янв фев февр апр авг сент окт нояб дек г гг в вв"
)
"""Words of a Russian date: with nothing else before it, "В мае 1950 г." is no sentence."""
