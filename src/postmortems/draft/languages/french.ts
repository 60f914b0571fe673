/** French, without its accents. */
import { type Language, smallWords } from './language.ts'

export const french: Language = {
  small: smallWords(
    "le la les des une du et est sont etait c'est c'etait ca ce cette on nous vous ils elle je j'ai il y a pas ne que qui dans sur avec pour par au aux mais ou donc plus tout tous bien fait depuis encore ici oui non leur mon ma mes notre nos quand avait ont parce deja meme vu d'un d'une l'a qu'on qu'il n'est n'a s'est",
  ),
  certain:
    /\b(cause (racine|profonde|reelle)|vraie cause|(vrai|reel) probleme|(j'ai|on a|nous avons) trouve|coupable|la cause (c'est|est|etait|vient))\b/,
  likely:
    /\b(a cause (du|de|des|d'un|d'une)|cause par|causee par|provoque par|provoquee par|du a|due a|dus? aux?|(ca|cela|il|elle|probleme|erreur|erreurs|tout) (vient|venait|viennent|provient) (du|de|des|d'un|d'une|bien)|c'(est|etait) bien (le|la|les|l'|notre))\b/,
  weak: /\b(parce qu|car (le|la|les|on|il)|en fait (c'est|c'etait|le|la|les|on|il)|c'(est|etait) (le|la|les|l'|notre|un|une)|suite (a|au|aux)|d'ou|le (probleme|souci) (c'est|est|vient|etait)|ca explique)/,
  label: /\bcauses?(?: racine| profonde| probable| premiere)?\s{0,3}:|\borigine\s{0,3}:/,
  open: /^\W{0,8}(inconnue?|a (confirmer|determiner|definir|preciser|voir)|en cours|on (ne )?sait pas|pas (encore )?(connue?|trouvee?|identifiee?)|aucune idee|on cherche|tbd)\b/,
  denied:
    /\b(pas|aucune|sans|jamais)\b[^.,;:]{0,25}\b(cause|a cause|coupable|du a)\b|\bcause\b[^.,;:]{0,15}\b(inconnue|pas connue|pas claire)\b|\b(cherche|trouver|connaitre|savoir)\b[^.,;:]{0,15}\b(cause|coupable)\b|\b(pas|rien) (encore )?trouve\b/,
  unrelated: /\b(a cause de|du a) (la|cette|l') ?(panne|incident|coupure)\b/,
  hedge:
    /\b(peut-etre|peut etre|je (pense|crois|suppose|soupconne|parie)|probable(ment)?|sans doute|on dirait|(ca )?ressembl\w+ a|semble|pourrait|possible(ment)?|a mon avis|il me semble|j'imagine|surement|hypothese|pas sur|j'ai l'impression)\b/,
  broken:
    /\b(expire[es]?|plein(e|s|es)?|sature[es]?|100 ?%|epuise[es]?|manquant(e|s|es)?|manque|corrompu[es]?|supprime[es]?|efface[es]?|ecrase[es]?|vide[es]?|tronque[es]?|mauvais(e|es)?|faux|fausse|erreur de (config\w*|frappe)|typo|fuite|bloque[es]?|verrou\w*|verrouille[es]?|revoque[es]?|desactive[es]?|renomme[es]?|retire[es]?|surcharge[es]?|boucle|trop (petit|bas|grand|de|gros|court)\w*|invalide|inaccessible|plante\w*|crash\w*|bug|regression|en panne|chez eux|leur cote|n'a (pas|jamais) (tourne|ete|demarre|pris)|jamais (renouvele|deploye|applique)|passe[es]? de \d+\w* a \d+|au lieu d|en meme temps|oom)/,
  deed: /\b(j'ai|on a|nous avons|j'avais|on avait)( \w+)? (lance|execute|supprime|efface|vide|pousse|deploye|livre|merge|change|modifie|active|desactive|redemarre|bascule|coupe|tue|arrete|tape|applique|mis|fait|retire|drop\w*)\b|\bc'(est|etait) moi\b|\bma faute\b/,
  refuted: [
    /\b(?:n'est|n'etait|est|etait|sont|c'est|c'etait) pas (?:vraiment |du tout |a cause |forcement )?((?:le|la|les|l'|un|une|du|de|des|mon|ma|notre|nos|ton|ta|votre|cette|ce)\s?[^.,;:!?\n()]{2,60})/,
    /\b(?:rien a voir avec|aucun rapport avec|pas lie[es]? (?:a|au|aux)|on peut ecarter|j'ecarte|on ecarte|hors de cause ?:?|donc pas) ([^.,;:!?\n()]{2,60})/,
    /(?<![^\s.,;:!?()])([^\s.,;:!?()][^.,;:!?\n()]{1,59}) (?:est|sont|etait|etaient|a l'air) (?:bien |tout a fait |completement )?(?:innocente?s?|hors de cause|hors cause|ok|saine?s?|bonne?s?|nickel|ecartee?s?|une fausse piste)\b(?! (?:a nouveau|de nouveau|maintenant))/,
    /(?<![^\s.,;:!?()])([^\s.,;:!?()][^.,;:!?\n()]{1,59}) (?:n'y est pour rien|n'a rien a voir|n'est pas en cause|n'est pas la cause)\b/,
    /\b(?:finalement )?pas ((?:le|la|les|mon|ma|notre) [^.,;:!?\n()]{2,40}) finalement\b/,
  ],
  notThat: /\b((ce n'est|c'est|c'etait|ce n'etait) pas ca|fausse piste|mauvaise piste|rien a voir\b)/,
  takesBack:
    /\b(je retire|autant pour moi|au temps pour moi|je me suis trompe[es]?|je me trompe|j'ai mal lu|oubliez (ce que|ca)|erreur de ma part|correction|fausse alerte|j'ai dit une betise)\b/,
  contrast:
    /\bpas [^.,;:!?\n]{2,60}[,;] ?(mais|c'est|c'etait|plutot)\b|\bpas [^.,;:!?\n]{2,60} mais (le|la|les|l'|un|une|du|des|notre)/,
  agrees:
    /^\W{0,4}(oui|ouais|exact(ement)?|confirme|je confirme|c'est ca|c'est bien ca|tout a fait|bingo|en effet|voila)\b/,
  conditional: /^\W*si\b|\b(si (c'etait|jamais)|aurait ete|au cas ou|a moins qu|et si)\b/,
  elsewhere:
    /\b((la|l')? ?(semaine|fois|annee|mois) (derniere?|passee?)|le mois dernier|l'an dernier|derniere fois|comme (en|la|l'autre|pour)|ca me rappelle|souvenez|autre incident|autre sujet|il y a (deux|trois|quelques|\d+) (ans|mois|semaines)|l'incident (de|du|#?\d))/,
  plan: /\b(il (faut|faudrait|faudra)|on (devrait|doit|va|pourrait)|je (vais|propose)|la prochaine fois|a faire|prochaine etape|demain|peux[- ]tu|pouvez[- ]vous|svp|stp|s'il (te|vous) plait)\b/,
  joke: /\b(mdr+|ptdr+|lol|haha\w*|hihi|je rigole|je plaisante|blague|c'est la faute (du|a) (stagiaire|gremlins?|lune))\b/,
  chatter: smallWords(
    "ok okay oui non ah oh aie zut mince merde merci super parfait genial cool top bien bon bonne nickel vu recu note compris je regarde on j'arrive j'y suis la me voila salut bonjour bonsoir hello coucou desole attends attend attendez deux une minute minutes sec secondes d'accord dac ca marche a tous tout beaucoup le monde l'equipe equipe bravo dessus de retour moi aussi pareil ici les gars",
  ),
  aside:
    /\b(merci|bravo|bon(ne)? (nuit|courage|appetit|boulot|week-?end)|des nouvelles|du nouveau|cafe|dejeuner|pizza|dans le (train|metro)|j'arrive|je (re)?lis|je suis sur mon tel\w*|telephone|qui (est|peut|s'occupe)|quelqu'un (peut|sait)|dormir|tenez[- ]moi|tiens[- ]moi|au courant|les clients? (demandent|appellent)|bienvenue|desole)\b/,
  waiting: /^\W*((une?|deux|cinq|quelques|\d+) (sec\w*|min\w*)\b|bonsoir|bonjour|salut)/,
  status:
    /\b((c'est|tout est|tout|ca|est|sont|encore|toujours)\b.{0,40}\b(revenue?s?|repare[es]?|retabli[es]?|resolue?s?|en panne|tombe[es]?|stable|ok|hs)|remarche\w*|refonctionne\w*|fonctionne a nouveau|retour a la normale|rollback (fait|fini|termine|en cours)|deploye[es]? en prod|livre en prod|redemarre[es]?|c'est pire|pire qu'avant|empire|ca redescend|ca remonte)\b/,
  worse: /\b(pire|empire|s'aggrave|encore plus de)\b/,
  change:
    /\b(deploye[es]?|deploiement|mise en prod(uction)?|mep|livraison|livre[es]?|release|migration|merge[es]?|mis a jour|mise a jour|configuration|depuis \d\w*|changement)\b/,
  impact:
    /\bimpact\b|\b\d[\d.,]{0,15}[km]? (\w+ ){1,3}(ne peuvent|ne pouvaient|n'ont pas|sont touche\w*|sont bloque\w*|impacte\w*|concerne\w*)|\b(tous|toutes|la moitie|un tiers|plus aucun\w*)\b.{0,40}\b(touche\w*|bloque\w*|impacte\w*|refuse\w*|perdu\w*|ne peuvent|ne peut|n'arrivent)/,
  lessons: {
    action: /\b(a faire ?:|todo ?:|action ?:|je (cree|vais creer|ouvre) un ticket)/,
    improve: /\b(la prochaine fois|il faudrait|on devrait|aurait aide|il faut qu'on)\b/,
    well: /\b(heureusement|bien joue|bonne idee|ca a bien marche|nous a sauve\w*)\b/,
    wrong:
      /\b(aucune alerte|pas d'alerte|personne n'a (vu|remarque)|personne ne (savait|sait)|on aurait du|trop long(temps)?|trop lent|pas documente\w*|mal lu|pas a jour)\b/,
  },
}
