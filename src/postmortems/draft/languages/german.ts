/** German, without its umlauts. */
import { type Language, smallWords } from './language.ts'

export const german: Language = {
  small: smallWords(
    'der das den dem des ein eine einen einem und ist sind war waren nicht kein keine es wir ich ihr sie auf mit von zu fur im am bei aus nach seit noch schon wieder aber auch nur jetzt hier da dass weil wenn wie was wer ja nein mal habe haben hat hatte hab wurde wird werden alle alles unser unsere mein meine doch gerade dann',
  ),
  certain:
    /\b((grund)?ursache (ist|war|gefunden)|eigentliche (ursache|grund|problem)|der (wahre|eigentliche) grund|(hab|habe|haben)( \w+){0,2} gefunden|gefunden ?:|schuld (ist|war)|ubeltater)\b/,
  likely:
    /\b(liegt (an|am)|lag (an|am)|verursacht (durch|von)|ausgelost (durch|von)|kommt (von|vom|durch|aus)|kam (von|vom|durch)|wegen (der|des|dem|einem|einer|eines|unserer?)|stellt sich heraus|hat sich herausgestellt|durch (den|das|die|einen|eine) \w+ (deploy\w*|release|anderung|update|migration))\b/,
  weak: /\b(weil|da (der|die|das|wir)|wegen|deshalb|daher|deswegen|das problem (ist|war)|der grund (ist|war)|aufgrund|denn)\b/,
  label: /\b(?:grund|haupt)?ursache\s{0,3}:|\bgrund\s{0,3}:|\bausloser\s{0,3}:/,
  open: /^\W{0,8}(unbekannt|unklar|offen|noch (nicht|offen|unklar)|nicht (bekannt|klar)|wird (noch )?(untersucht|gesucht|gepruft)|keine ahnung|tbd|folgt)\b/,
  denied:
    /\b(nicht|keine?|ohne|nie)\b[^.,;:]{0,25}\b(ursache|schuld|verursacht|wegen)\b|\bursache\b[^.,;:]{0,15}\b(unbekannt|unklar|nicht klar|nicht bekannt)\b|\b(suchen|finden|wissen|kennen)\b[^.,;:]{0,15}\b(ursache|schuldigen)\b|\b(nicht|nichts) gefunden\b/,
  unrelated: /\bwegen (des|der|dem) (ausfalls?|storung|incidents?)\b/,
  hedge:
    /\b(vielleicht|moglich(erweise)?|konnte|konnten|vermut\w+|wahrscheinlich|ich (glaube|denke|tippe|vermute|schatze)|glaub\w*|scheint|sieht (so )?aus|wohl|evtl|eventuell|verdacht|nicht sicher|klingt nach)\b/,
  broken:
    /\b(abgelaufen|abgelaufene\w*|lauft ab|voll(gelaufen)?|100 ?%|erschopft|fehlt\w*|fehlend\w*|korrupt\w*|kaputt\w*|geloscht\w*|uberschrieben|falsch\w*|fehlkonfigur\w*|tippfehler|vertippt|leck|deadlock|gesperrt\w*|sperre|lock|widerrufen|deaktiviert\w*|umbenannt\w*|entfernt\w*|uberlastet\w*|schleife|endlosschleife|retry\w*|zu (klein|niedrig|gross|viele|kurz|hoch)\w*|ungultig\w*|nicht erreichbar|abgesturzt\w*|bug|regression|nie (gelaufen|erneuert|ausgefuhrt|ausgerollt)|nicht (gelaufen|erneuert|ausgefuhrt|angewendet|verlangert)|statt|von \d+\w* auf \d+|gleichzeitig|auf deren seite|ausgefallen|storung bei|oom)\b/,
  deed: /\b(ich|wir|hab|habe|haben)\b[^.,;:]{0,60}\b(ausgefuhrt|geloscht|gestartet|deployt|deployed|ausgerollt|gemerged|gemergt|geandert|aktiviert|deaktiviert|neugestartet|neu gestartet|umgestellt|abgeschaltet|gekillt|gestoppt|eingespielt|gepusht|gedroppt|getippt|gemacht)\b|\b(das )?war ich\b|\bmein fehler\b/,
  refuted: [
    /\b(?:ist|war|sind|waren|liegt|lag) (?:es |das )?(?:doch |wohl |also |sicher )?(?:nicht|nie) (?:an |am |wegen )?((?:der|die|das|den|dem|ein|eine|mein|meine|unser|unsere|unserer|unserem)?\s?[^.,;:!?\n()]{2,60})/,
    /\b(?:nichts zu tun mit|ausgeschlossen ?:|schliesse? (?:mal )?|also nicht|doch nicht|hat nichts mit) ([^.,;:!?\n()]{2,60})/,
    /(?<![^\s.,;:!?()])([^\s.,;:!?()][^.,;:!?\n()]{1,59}) (?:ist|sind|war|waren) (?:also |doch |wohl |vollig |ganz )?(?:unschuldig|sauber|ok|okay|gesund|ausgeschlossen|in ordnung|unauffallig|raus|nicht (?:schuld|die ursache|das problem|der grund|beteiligt))\b(?! (?:wieder|jetzt))/,
    /(?<![^\s.,;:!?()])([^\s.,;:!?()][^.,;:!?\n()]{1,59}) (?:kann es nicht sein|hat nichts damit zu tun|war'?s nicht|wars nicht|ist es nicht|war es nicht)\b/,
  ],
  notThat:
    /\b(daran (liegt|lag) es nicht|das (ist|war) es nicht|das war'?s nicht|falsche fahrte|sackgasse)\b/,
  takesBack:
    /\b(ich nehme (das|alles) zuruck|(hab|habe) mich (geirrt|vertan|verlesen)|ich lag falsch|korrektur|vergesst (was|das)|fehlalarm|irrtum)\b/,
  contrast: /\b(nicht|kein\w*) [^.,;:!?\n]{2,60}[,;] ?(sondern|es (ist|war)|das (ist|war)|vielmehr)\b/,
  agrees:
    /^\W{0,4}(ja|jep|jo|genau|bestatigt?|bestatige|stimmt|richtig|exakt|volltreffer|das ist es|das war'?s|das war es)\b/,
  conditional: /^\W*(wenn|falls)\b|\b(wenn es|falls|ware es|wurde (erklaren|heissen)|ob (es|das|der|die))\b/,
  elsewhere:
    /\b((letzte|letzten|letztes|vorige|vorigen) (woche|mal|monat|jahr|freitag|montag|dienstag)|wie (damals|beim|im|letzte\w*)|erinnert (mich|euch|ihr)|anderer? (incident|vorfall|storung)|vor (zwei|drei|einigen|\d+) (jahren|monaten|wochen))\b/,
  plan: /\b(wir (sollten|mussen|konnten)|ich (werde|wurde)|lass(t)? uns|nachstes mal|morgen|kannst du|konnt ihr|kann (jemand|mal)|bitte)\b/,
  joke: /\b(haha\w*|hehe\w*|lol|witz|scherz|spass beiseite|der praktikant)\b/,
  chatter: smallWords(
    'ok okay ja nein hm hmm ah oh uff mist scheisse verdammt danke dir euch vielen dank super perfekt toll gut guten morgen abend klasse prima gern ich bin dran schaue schau gucke guck mal nach moment sekunde gleich da hier verstanden alles klar passt hallo hi moin servus sorry erledigt fertig alle allen team auch so rein komme zwei eine minute minuten kurz es mir das an',
  ),
  aside:
    /\b(danke|vielen dank|gute (arbeit|nacht|besserung)|gibt'?s (was )?neues|gibt es (etwas )?neues|stand\?|kaffee|mittag\w*|pizza|im (zug|bus|auto)|am handy|wer (ist|kann|macht)|kann jemand|weiss jemand|schlafen|feierabend|wochenende|haltet mich|kunden (fragen|rufen)|willkommen|viel gluck)\b/,
  waiting: /^\W*((eine?|zwei|funf|paar|\d+) (sek\w*|min\w*|moment)\b|guten (morgen|abend|tag)|moin|hallo)/,
  status:
    /\b((ist|sind|alles|lauft|geht|immer noch|noch)\b.{0,40}\b(wieder da|behoben|repariert|stabil|down|kaputt|gesund|weg|wieder|ausgefallen)|wieder normal|funktioniert wieder|lauft wieder|geht wieder|rollback (ist|fertig|lauft|durch)|zuruckgerollt|ausgerollt|deployt|neu gestartet|(noch|viel|jetzt) schlimmer|schlimmer als|verschlimmert|erholt sich)\b/,
  worse: /\b(schlimmer|verschlimmert|verschlechtert)\b/,
  change:
    /\b(deployt|deployment|deploy|ausgerollt|rollout|release|migration|gemerged|gemergt|update|aktualisiert|konfiguration|config|seit \d\w*|anderung|anderungen|umgestellt)\b/,
  impact:
    /\b(auswirkung(en)?)\b|\b\d[\d.,]{0,15}[km]? (\w+ ){1,3}(konnten? nicht|konnen nicht|kann nicht|betroffen|ohne)|\b(alle|halfte|drittel|kein\w*)\b.{0,40}\b(betroffen|konnen nicht|kann nicht|abgelehnt|verloren|nicht (bezahlen|einloggen|bestellen))/,
  lessons: {
    action: /\b(todo ?:|aufgabe ?:|ich (mache|schreibe|lege) (ein|einen) ticket)/,
    improve: /\b(nachstes mal|wir (sollten|mussten|brauchen)|hatte geholfen|wurde helfen)\b/,
    well: /\b(zum gluck|gott sei dank|gut gemacht|gut (gesehen|aufgepasst)|hat uns gerettet)\b/,
    wrong:
      /\b(kein alarm|keine (alarme?|alerts?|uberwachung)|niemand (wusste|hat (es )?(gemerkt|gesehen))|hatten (wir )?merken|zu lange gedauert|zu langsam|nicht dokumentiert|veraltet)\b/,
  },
}
