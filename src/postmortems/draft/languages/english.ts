/** English, as it is typed in a hurry. */
import { type Language, smallWords } from './language.ts'

export const english: Language = {
  small: smallWords(
    "the and is are was were of to it that this we i you they he for with on at by from not but have has had be been will would can could do does did so if its it's i'm don't isn't wasn't what which who there here just now still again because after before my our your their",
  ),
  certain:
    /\b((root|real|actual|true|underlying) (cause|reason|culprit|problem) (is|was|turned|seems)|found (it|the ((root|real|actual|true|underlying) )?(cause|culprit|problem|bug|issue|reason)))\b/,
  likely:
    /\b((the|its|probable|likely|root) cause (is|was|of)|caused by|culprit|introduced (by|in|with)|stem(s|med) from|turn(s|ed) out (that )?(the|our|a|an|one|two|some|it (is|was)|it's|\d\w*))\b/,
  weak: /\b(because of|because|due to|broke (with|since|in)|the (problem|trouble|reason) (is|was)|(it|this|that|(error|failure|problem|time-?out|load)s?) (all )?comes? from|that's why|which (means|broke|took|made|is why)|triggered by|smoking gun)\b/,
  label:
    /\b(?:root[ -]?|real |actual |true |underlying )?causes?(?: of [^.,;:?!\n]{1,60})?(?: \([^()\n]{1,40}\))?\s{0,3}:/,
  open: /^\W{0,8}(tb[acd]|n\/a|unknown|unclear|pending|open|none|no idea|investigating|(under|being) (investigat\w+|review)|looking (into|for)|to be (determined|confirmed|found)|not (yet )?(known|clear|found|sure|identified))\b/,
  denied:
    /\b(not|isn'?t|wasn'?t|no idea|unknown|don'?t know|unclear|no|without a|rather than|never|whatever|regardless of)\b[^.,;:]{0,25}\b(cause[ds]?|culprit|because of|due to)\b|\bcause (is|was) (not|unknown|unclear|still)\b|\b(find|finding|(looking|search(ing)?) for|know)\b[^.,;:]{0,15}\b(cause|culprit)\b|(\bnot|n't|\bnever) (yet )?found (it|out|the|any)\b/,
  unrelated:
    /\b(because of|due to) (the|this|that|an|our) (\w+ )?(outage|incident|downtime|issue|problems?|trouble|errors?)\b|\bdue to (be|begin|end|expire|finish|go|happen|land|leave|run|ship|start)\b|\bi('(m|ll)| am| will| have to| must| cannot| can't)\b/,
  hedge:
    /\b(maybe|perhaps|possibl[ey]|might|could (be|have)|may (be|have)|probabl[ey]|likely|i (think|guess|suspect|suppose|believe|bet)|my (guess|bet|theory)|guess(ing)?|suspect(ed|s)?|suspicion|potential|presumabl[ey]|unconfirmed|not sure|seems?|looks like|wonder|smells like|theory)\b/,
  broken:
    /\b(expired?|ran out|out of (memory|disk|space|inodes|connections|ips|file)|full|100 ?%|exhausted|missing|corrupt(ed)?|deleted|dropped|wiped|truncated|overwr(itten|ote)|misconfigured|mistyped|typo|wrong|leak(s|ed|ing)?|deadlock(ed)?|locks?|locked|revoked|rotated|disabled|removed|renamed|oom(ed|[- ]?kill\w*)?|throttled|overload(ed)?|saturated|hammer(s|ed|ing)|stampede|thundering herd|retry storm|retr(y|ies|ying)|loop(s|ing)?|unbounded|null|undefined|no longer|never (ran|run|renewed|deployed|applied)|didn'?t (run|renew|apply|load)|did not (run|renew|apply|load)|too (small|low|big|large|many)|invalid|malformed|stale|blocked|unreachable|crash(es|ed|ing)?|panic\w*|segfault\w*|bug|regression|at once|all at the same time|outage at|is down at|their side|their end|doubled|tripled|from \d+\w* to \d+|set to|instead of)\b/,
  deed: /\b(i|we)( ('ve|have|had|just|accidentally|actually))* (ran|run|executed|deleted|dropped|removed|wiped|truncated|pushed|deployed|released|merged|changed|enabled|disabled|turned|restarted|rebooted|flipped|rotated|revoked|applied|killed|stopped|typed|failed over|scaled|updated|upgraded|switched)\b|\b(that|it) was me\b|\bmy (fault|mistake|doing)\b|\bran (that|it|the|this|on)\b/,
  refuted: [
    /\b(?:not|isn'?t|wasn'?t|aren'?t|weren'?t|never) (?:actually |really |even |just |about |because of |due to |caused by |from )?((?:the|our|my|your|his|her|their|that|this|a|an) [^.,;:!?\n()]{2,60})/,
    /\b(?:nothing to do with|ruled? out|ruling out|unrelated to|no sign of|so not|exonerates|clears|forget (?:about )?|not because of|not due to|not related to|isn'?t related to) ?([^.,;:!?\n()]{2,60})/,
    /(?<![^\s.,;:!?()])([^\s.,;:!?()][^.,;:!?\n()]{1,59}) (?:is|are|was|were|looks?|seems?|turned out|has been) (?:totally |completely |actually |definitely |perfectly |clearly |all |a )?(?:innocent|unrelated|fine|ok|okay|healthy|clean|cleared|not (?:it|the (?:cause|problem|culprit|issue|reason)|to blame|guilty|involved|related)|ruled out|red herring|coincidence|off the hook|exonerated|not full)\b(?! (?:again|now|since|for me))/,
    /\bit(?:'s| is) not ([\w-]{2,40})/,
    /\bnot ([\w -]{2,40}) after all\b/,
  ],
  notThat:
    /\b(that'?s not it|that (is|was) not it|that (isn'?t|wasn'?t) it|it'?s not that|it (isn'?t|wasn'?t|is not|was not) that|not it\b|nope,? (same|still)|wrong track|dead end|red herring)\b/,
  takesBack:
    /\b(correction|i (was|am) (wrong|mistaken)|i stand corrected|scratch that|strike that|never ?mind what i said|forget what i said|i take (that|it) back|my mistake|i mis(read|took|understood)|ignore (me|what i said)|false alarm|i retract)\b/,
  contrast:
    /\b(not|isn'?t|wasn'?t|aren'?t|weren'?t) [^.,;:!?\n]{2,60}[,;] ?(but|it'?s|it (is|was)|rather)\b|\b(not|isn'?t|wasn'?t) [^.,;:!?\n]{2,60} but (the|a|an|our|that|this)\b/,
  agrees:
    /^\W{0,4}(yes|yep|yup|yeah|exactly|confirmed|confirming|can confirm|bingo|correct|indeed|that'?s it|that was it|true|right|this\b|spot on|same here|agreed?)\b/,
  conditional:
    /^\W*if\b|\b(if (it|that) (is|was|were)|unless|would have|in case|whether|suppose|hypothetically|what if)\b/,
  elsewhere:
    /\b((last|previous) (time|week|month|year|incident|outage|quarter|friday|monday|tuesday|wednesday|thursday)|remember (when|the|that|last)|like (in|the one|last|that time|with)|same as (in|last|the|#)|reminds me|years? ago|months? ago|back in|other incident|separate (issue|incident)|different (issue|incident)|incident #?\d|inc-\d|at my (old|previous|last))\b/,
  plan: /\b(we (should|need to|must|ought to|could)|let'?s|next time|todo|to-do|action item|follow[- ]?up|(i|we)('ll| will|'m going to| am going to)|going to|shall (i|we)|i'd|i would|plan(ning)? to|can (you|we|someone)|could (you|someone)|please|pls|tomorrow)\b/,
  joke: /\b(lol|lmao|rofl|haha\w*|hehe\w*|jk|j\/k|just kidding|kidding|gremlins?|solar flares?|cosmic rays?|blame (the )?(intern|canada|gremlins|moon|cleaners)|hamsters?|hackers in hoodies)\b/,
  chatter: smallWords(
    "ok okay k yes yep yeah no nope hm hmm hmmm ah oh uh ugh wow omg damn shit wtf ouch oops thanks thank you thx ty cheers cool great nice good perfect awesome sure got it ack acked acknowledged on i'm im looking into checking same here hi hello hey morning evening joining brb afk back sorry done noted understood will do sounds sgtm lgtm me too one sec second wait hang well job team all everyone everybody now there just and for a an the i am let look having have take taking this that at also see we us guys folks much so very in min mins minute minutes please pls really right away still of my to",
  ),
  aside:
    /\b(thanks?|thank you|well done|good (job|work|morning|night|evening)|great (job|work)|any (news|updates?|eta)|what'?s the (status|eta)|coffee|tea\b|lunch|dinner|pizza|beers?|on (my )?(phone|mobile)|train|laptop|kids?|brb|afk|back in \d|be there|joining|who (is|has|owns|can)|can (someone|anyone|you)|welcome|good luck|sorry for|go to bed|sleep|weekend|stand-?up|off-?topic|customers? (are )?asking|keep (me|us) posted|reading (back|up)|catching up|give me (a|an|one|two|\d+) (sec\w*|min\w*|moment|minute)|let (me|us) know|heads up|fyi)\b/,
  waiting:
    /^\W*((one|two|a|five|couple of|few|\d+) (sec\w*|min\w*)\b|good (morning|evening|night)|hold on|hang tight)/,
  status:
    /\b((is|are|was|were|all|looks?|everything|still|back|users?|quotes?)\b.{0,40}\b(back|down|up again|fixed|recovered|restored|resolved|healthy|repaired|gone|failing|stable)|back to normal|works? again|answers? .{0,20}again|(rolled|rolling|going) back|(revert|rollback|hotfix|release|deploy(ment)?) is (out|live|done|up)|released|deployed|reverted|mitigated|recovering|restart(ed|s)? in a loop|(fail\w*|errors?|refus\w*|time-?outs?|broken|down|slow|happen\w*|crash\w*) again|(went|going|getting|got|made it|is|much) worse)\b/,
  worse: /\b(worse|degrad(ed|ing)|made it worse|more errors than before)\b/,
  change:
    /\b(release[ds]?|deploy(s|ed|ment|ments)?|shipped|went out|migration|merged|rolled out|upgraded?|configuration|since \d\w*|last change|cherry-pick\w*|config push|feature flag)\b/,
  impact:
    /\bimpact(ed)?\b|\b((?<!\d[.,]?)\d[\d.,]{0,15}[km]?|all|half|a third|most|every)\b.{0,30}\b(are|were|is|was) (affected|refused|lost|stranded|charged|without)\b|\b(affects?|affected|hit)\b.{0,20}\b(\d[\d.,]{0,15}|all|half|most|every)\b|\b(?<!\d[.,]?)\d[\d.,]{0,15}[km]? (\w+ ){1,3}(could not|couldn'?t|cannot|can'?t|are unable|were unable|saw|lost)\b/,
  lessons: {
    action:
      /\b((action item|a todo|as a follow[- ]?up|(i|we)('ll| will) (open|write|file|create) (a|the) (ticket|issue))\b|(to-?do|follow[- ]?up) ?:)/,
    improve:
      /\b(next time|we (should|need to|must|ought to)|would have helped|it would help|let'?s (add|write|make|document))\b/,
    well: /\b(went well|good thing|luckily|fortunately|worked well|helped a lot|nice catch|good catch|saved us)\b/,
    wrong:
      /\b(no (alert|alarm|monitoring|dashboard)|nobody (knew|has ever|noticed)|did ?n[o']?t (know|notice|see it)|should have|could have|took (us )?(too|so|very) long|(too|so) slow|slow to|misread|misunderstood|confus\w+|outdated|out of date|not documented|undocumented)\b/,
  },
}
