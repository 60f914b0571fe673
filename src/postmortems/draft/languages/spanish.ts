/** Spanish, without its accents. */
import { type Language, smallWords } from './language.ts'

export const spanish: Language = {
  small: smallWords(
    'el los las una unos del y es son era fue esta estan estaba lo se nos yo que por para con sin en al pero ya muy mas todo todos toda bien hay ha han hemos he desde otra vez aqui si no su sus mi mis nuestro nuestra cuando porque como ese esa eso este esto tambien ahora le les hoy ayer',
  ),
  certain:
    /\b(causa (raiz|real|principal)|verdadera causa|(el )?culpable|(lo |ya lo )?(encontre|encontramos|hemos encontrado|he encontrado)|la causa (es|era|fue)|el (verdadero|real) problema)\b/,
  likely:
    /\b(por culpa de|a causa de|causado por|causada por|provocado por|provocada por|debido a|(esto|eso|viene|venia|todo|problema|error|errores) (viene|venia|vienen|proviene) (del|de|por)|viene (del|de la)|resulta que|resulto (que|ser))\b/,
  weak: /\b(porque|ya que|(era|fue) (el|la|los|las|un|una)|el (problema|fallo) (es|era|esta|fue)|por eso|se debe a)\b/,
  label: /\bcausas?(?: raiz| probable| principal)?\s{0,3}:|\borigen\s{0,3}:/,
  open: /^\W{0,8}(desconocid[oa]|por (confirmar|determinar|definir|ver)|en (investigacion|estudio)|investigando|no (se )?sabe\w*|aun no|todavia no|sin (confirmar|determinar)|ni idea|tbd|pendiente)\b/,
  denied:
    /\b(no|sin|ninguna|nunca)\b[^.,;:]{0,25}\b(causa|culpable|debido a)\b|\bcausa\b[^.,;:]{0,15}\b(desconocida|no esta clara)\b|\b(buscando|buscar|encontrar|saber|sabemos)\b[^.,;:]{0,15}\b(causa|culpable)\b|\bno (lo )?(encontr\w+|hemos encontrado)\b/,
  unrelated: /\b(por culpa de|debido a|a causa de) (la|esta) (caida|incidencia|averia)\b/,
  hedge:
    /\b(quizas?|tal vez|a lo mejor|puede (ser|que)|podria|creo|supongo|sospecho|parece|probable(mente)?|posible(mente)?|seguramente|me da que|apuesto|imagino|diria|hipotesis|no (estoy )?segur[oa])\b/,
  broken:
    /\b(caduc(ado|ada|o|aron|ados)|expir(o|ado|ada)|vencid[oa]|vencio|llen[oa]s?|lleno|100 ?%|agotad[oa]s?|agoto|falta(ba|n|ban)?|corrupt[oa]s?|borr(ado|ada|e|o|aron|amos)|elimin(ado|ada|o|e)|sobrescri\w+|mal (configurad\w+|puest\w+|escrit\w+)|equivocad[oa]s?|errata|fuga|bloquead[oa]s?|bloqueo|revocad[oa]s?|desactivad[oa]s?|desactivo|renombrad[oa]s?|quitad[oa]s?|saturad[oa]s?|saturo|sobrecargad[oa]s?|bucle|reintent\w+|demasiad[oa]s?|invalid[oa]s?|inaccesible|cayo|caid[oa]s?|bug|regresion|de su lado|no (se )?(renovo|ejecuto|aplico|corrio|cargo)|nunca (se )?(renovo|ejecuto|aplico|corrio)|paso de \d+\w* a \d+|en vez de|en lugar de|a la vez|sin (espacio|memoria|conexiones)|oom)\b/,
  deed: /\b(yo )?(ejecute|lance|borre|elimine|desplegue|subi|mergee|cambie|active|desactive|reinicie|apague|mate|pare|aplique|toque|corri|quite|vacie|actualice|meti)\b|\b(he|hemos|habia) (ejecutado|lanzado|borrado|eliminado|desplegado|subido|cambiado|activado|desactivado|reiniciado|apagado|aplicado|tocado|quitado|hecho)\b|\b(fui|he sido|era) yo\b|\b(culpa mia|mi culpa)\b/,
  refuted: [
    /\bno (?:es|era|fue|son|eran|ha sido) (?:por |cosa |culpa |realmente )?((?:el|la|los|las|un|una|del|de|mi|tu|su|nuestro|nuestra|este|esta|ese|esa) [^.,;:!?\n()]{2,60})/,
    /\b(?:nada que ver con|no tiene que ver con|descartad[oa]s?:?|descartamos|descarto|se descarta|no relacionado con|asi que no) ([^.,;:!?\n()]{2,60})/,
    /(?<![^\s.,;:!?()])([^\s.,;:!?()][^.,;:!?\n()]{1,59}) (?:es|esta|estan|era|son|parece|queda|quedan) (?:totalmente |completamente |perfectamente )?(?:inocentes?|bien|ok|sano|sana|descartad[oa]s?|limpi[oa]s?|una pista falsa|casualidad)\b(?! (?:otra vez|de nuevo|ahora|ya))/,
    /(?<![^\s.,;:!?()])([^\s.,;:!?()][^.,;:!?\n()]{1,59}) (?:no (?:es|era|fue|tiene|tuvo) (?:la causa|el culpable|el problema|la culpa|nada que ver))\b/,
  ],
  notThat: /\b(no (es|era|fue) eso|eso no (es|era)|pista falsa|nada que ver\b)/,
  takesBack:
    /\b(me equivoque|estaba equivocad[oa]|lo retiro|retiro lo dicho|olvidad(lo)? lo que dije|olviden lo|lei mal|correccion|corrijo|falsa alarma|error mio|fallo mio)\b/,
  contrast:
    /\bno (es|era|fue|son|eran) [^.,;:!?\n]{2,60}[,;]? ?(sino|es que|es|era|fue) ?(el|la|los|las|un|una|que|nuestr\w+)\b/,
  agrees:
    /^\W{0,4}(si|sip|exacto|exactamente|confirmad[oa]|confirmo|correcto|eso es|asi es|efectivamente|bingo|era eso)\b/,
  conditional: /^\W*si\b|\b(si (fuera|fuese|era)|habria (que|sido)|en caso de|a menos que|y si)\b/,
  elsewhere:
    /\b((la|el) (semana|mes|ano|vez|viernes|lunes) (pasad[oa]|anterior)|la ultima vez|como (en|el|la|aquella|cuando)|me recuerda|os acordais|recordais|otro (incidente|tema)|otra incidencia|hace (dos|tres|unos|varios|\d+) (anos|meses|semanas))\b/,
  plan: /\b((habria|hay|habra|tenemos) que|deberiamos|debemos|vamos a|voy a|la proxima vez|pendiente ?:|manana|puedes|podeis|alguien puede|por favor|porfa)\b/,
  joke: /\b((ja){2,}\w*|jeje\w*|xd+|lol|es broma|broma|culpa del becario)\b/,
  chatter: smallWords(
    'ok okay vale si no ah oh uf vaya joder mierda gracias muchas genial perfecto bien bueno buena buenas buenos dias tardes noches guay mirando lo miro voy estoy en ello aqui entendido recibido visto hola perdon un una momento segundo seg minuto minutos de acuerdo hecho listo a todos todas todo equipo igual yo tambien ya que dos dale',
  ),
  aside:
    /\b(gracias|buen trabajo|enhorabuena|alguna novedad|novedades|hay algo nuevo|cafe|comer|cena|pizza|en el (tren|metro|bus)|desde el movil|quien (esta|puede|lleva)|alguien (puede|sabe)|dormir|avisad|avisadme|mantenedme|los clientes (preguntan|llaman)|bienvenid[oa]s?|suerte|perdon)\b/,
  waiting: /^\W*((un|dos|cinco|unos|\d+) (seg\w*|min\w*|momento)\b|buenas (noches|tardes)|buenos dias|hola)/,
  status:
    /\b((esta|estan|todo|sigue|siguen|ya)\b.{0,40}\b(arreglad[oa]s?|recuperad[oa]s?|restablecid[oa]s?|resuelt[oa]s?|caid[oa]s?|fallando|estables?|funcionando|ok)|vuelve a (ir|funcionar)|funciona de nuevo|vuelta a la normalidad|rollback (hecho|en marcha)|desplegado en prod\w*|revertido|reiniciad[oa]s?|(va|esta|es) peor|peor que antes|empeor\w+|otra vez (caid\w+|falla\w*))\b/,
  worse: /\b(peor|empeor\w*)\b/,
  change:
    /\b(desplegad[oa]s?|despliegue|despliegues|desplegamos|release|migracion|mergead[oa]|subid[oa] a prod\w*|puesta en produccion|actualizad[oa]|actualizacion|configuracion|desde las? \d\w*|cambio|cambios)\b/,
  impact:
    /\bimpacto\b|\b\d[\d.,]{0,15}[km]? (\w+ ){1,3}(no pueden|no podian|no pudieron|perdieron|afectad\w+|sin (poder|acceso|servicio))|\b(todos|todas|la mitad|un tercio|ningun\w*)\b.{0,40}\b(afectad\w+|sin (poder|acceso)|no pueden?|rechazad\w+|perdid\w+)/,
  lessons: {
    action: /\b(todo ?:|pendiente ?:|accion ?:|abro (un )?ticket|creo (un )?ticket)/,
    improve: /\b(la proxima vez|habria que|deberiamos|hubiera ayudado|habria ayudado)\b/,
    well: /\b(menos mal|por suerte|afortunadamente|bien visto|nos salvo|buen ojo)\b/,
    wrong:
      /\b(ninguna alerta|sin alertas?|nadie (sabia|vio|se dio cuenta)|no nos (enteramos|avisaron)|tardamos (demasiado|mucho)|no (estaba )?documentad\w*|desactualizad\w*)\b/,
  },
}
