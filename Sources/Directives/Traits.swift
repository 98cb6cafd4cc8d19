internal import TextModel

/// What the model knows of a candidate when it asks "does this direct?". Names stand in `directive-weights.tsv`.
enum Trait: Int, CaseIterable {
  case bias
  // The word before the trigger (of a bare clause: before its action).
  case beforeNothing, beforeNoun, beforePreposition, beforePossessive, beforePassive, beforeReport, beforeFuture, beforeNegation, beforeComma, beforeMark,
    beforeConjunction, beforeEntity, beforePeople, beforeAdverb, beforeDeterminer, beforeCondition, beforeRelative, beforeThat, beforeVerb, beforePurpose,
    beforeThing
  // The word after the trigger.
  case afterActor, afterPeople, afterAct, afterManner, afterNounVerb, afterModal, afterColon, afterComma, afterPossessive, afterThat, afterPreposition,
    afterThing, afterPassive, afterEnd,
    afterConjunction, afterNumber, afterDocument
  // Who does it.
  case subjectNone, subjectPerson, subjectRole, subjectBody, subjectAct, subjectPlace, subjectPronoun, subjectPeople, subjectAdjacent, subjectFar,
    subjectIsSpeaker, subjectThing
  // The clause.
  case firstClause, laterClause, listItem, headline, opensLine, leadsIn, question, reportBefore, reportAfter, futureBefore, quoted, firstPerson, condition,
    relativeBefore, longBefore,
    capitalized, connective, speechBefore, attributed, attributedAfter, personAfterComma, bracketed
  // The content.
  case startsAct, startsManner, startsNounVerb, startsPlain, startsBan, startsPassive, startsModal, gapEmpty, gapPeople, gapOther, gapComma, short, middling,
    long, contentReport, contentModal, contentEnds
  // The scope that is open here.
  case scopeNone, scopeNext, scopeNear, scopeFar, scopeSameSentence, scopeSameLine, scopeNewLine, scopeBroken, scopeSpeakerChanged, scopeMany, scopeOrder,
    scopeAssign, scopeRequest, scopePropose,
    scopeEmphasis, scopeAppeal, scopeProhibit, scopeDuty, scopeLeadIn, scopeListItem, scopePlainLast
  // How sure the model was of the directive that opened the scope, and of the last one; who speaks in it.
  case scopeSure, scopeUnsure, lastSure, lastUnsure, scopeByPerson, scopeByBody, scopeByAct, scopeByNobody
  case speakerRecent, speakerSameSentence, speakerNone, presented
  // The article: how many of its sentences direct, call for something, report; the sentences just before and behind.
  case fewCues, manyCues, fewModals, manyModals, manyReports, actsBefore, actsBehind
  // Several at once.
  case verbNext, verbNear, peopleVerbNext, peopleVerbNear, directsPeople, directsAct, nounish, saidModal, peopleModal, thingModal, bareModal, itemAfterItem,
    verbInLeadIn, verbNextBroken, triggerInFront, verbTriggerInFront, directsNothing, startsHave, appoints, apposition, reportManner, headingAfterStop,
    modalVerb
  case early, nested, nestedJoined, sameAddressee, verbIsCue, thingInFront, adverbialInFront
}

/// What the model knows of a place where the action may start.
enum StartTrait: Int, CaseIterable {
  case first, act, manner, nounVerb, plain, longVerb
  case afterPeople, afterActor, afterEntity, afterModal, afterColon, afterComma, afterConjunction, afterNoun, afterDeterminer, afterPreposition, afterPurpose,
    afterVerb, afterReport,
    afterPassive, afterNegation, afterRelative, afterQuote, afterCue, afterAdverb, afterThing, afterPossessive, afterNumber
  case beforeComma, beforePossessive, beforeConjunction, beforeDeterminer, beforeActor, beforePreposition, beforeVerb, beforeThing, beforePeople
  case capitalized, gapEmpty, gapPeople, gapComma, gapVerb, gapVerbs, gapModal, gapColon, ban, runEnd, firstVerb, near, middling, far, veryFar, beyondModal,
    beyondColon, nameEnd, afterDate, passive, afterFuture, afterLeadIn, cueHere, thingHere, have, beyondManner
}
