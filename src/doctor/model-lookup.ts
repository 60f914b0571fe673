/** Asks a language model's server whether it is there, lets Muster in and has the model; it is asked about no incident. */
import { z } from 'zod'
import { askSystem } from '#outbound/ask-system.ts'
import type { ModelEndpoint } from '#outbound/drivers/model.ts'
import { type Diagnosis, fine, wrong } from './diagnosis.ts'

const models = z.object({ data: z.array(z.object({ id: z.string() })) })

export async function examineModel(endpoint: ModelEndpoint | null): Promise<Diagnosis[]> {
  if (endpoint === null) return []
  const { url, key, name } = endpoint
  const heard = await askSystem({
    method: 'GET',
    url: `${url}/v1/models`,
    headers: key === null ? {} : { authorization: `Bearer ${key}` },
  })
  if (heard.ok) {
    const read = models.safeParse(heard.json)
    const known = !read.success || read.data.data.some(({ id }) => id === name)
    if (known) return [fine('MODEL_URL', 'answers: a model may propose sentences for post-mortems')]
    return [
      wrong('MODEL_NAME', 'is none of the models that MODEL_URL has', 'Take a name from its list of models.'),
    ]
  }
  const { code } = heard.outcome
  if (code === '401' || code === '403')
    return [
      wrong('MODEL_KEY', `is refused (${code})`, 'Look at MODEL_KEY. Drafts are made without the model.'),
    ]
  // Not every server lists its models.
  if (code === '404' || code === '405') return [fine('MODEL_URL', 'is reached; it does not list its models')]
  return [
    wrong('MODEL_URL', `does not answer (${code})`, 'Look at MODEL_URL. Drafts are made without the model.'),
  ]
}
