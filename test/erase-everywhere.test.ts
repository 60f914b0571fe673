/** A person's word is planted wherever one can lie; after erasing, no table has it. */
import { expect, test } from 'vitest'
import { erasePerson } from '../src/app/erase-person.ts'
import { forEachEngine } from './database.ts'
import { anna, clock, events, found, plant } from './planted-word.ts'

/** The columns in which people's words are stored. */
const places = [
  'incident_event.data',
  'kept_declaration.wish',
  'message.text',
  'message.files',
  'message_version.text',
  'message_image.content',
  'postmortem.lesson',
  'postmortem.reason',
  'postmortem_section.text',
  'timeline_edit.words',
  'action_item.what',
  'action_item.reason',
  'escalation.reason',
  'cover.note',
  'hand_over.note',
  'rota_notice.data',
  'rota_request.reason',
  'alert_quiet.why',
  'person.name',
  'person.email',
  'address_lookup.email',
  'contact_method.value',
  'search_document.told',
  'search_document.recorded',
]

forEachEngine('erasing', (open) => {
  test('takes a person’s words out of every table, and leaves who did what', async () => {
    await using database = await open()
    const { db } = database
    await plant(db)
    expect((await found(db)).filter((one) => one !== 'search_document.words').toSorted()).toEqual(
      places.toSorted(),
    )
    expect(await erasePerson(db, anna, clock)).toBe(3)
    expect(await found(db)).toEqual([])
    // Wrong replies from a number are counted by the way, which is gone.
    expect(await db.selectFrom('phone_delivery').select('kind').execute()).toEqual([])
    const { title } = await db.selectFrom('incident').select('title').executeTakeFirstOrThrow()
    expect(title).toBe('checkout is down')
    const sections = await db
      .selectFrom('postmortem_section')
      .select(['name', 'text'])
      .orderBy('name')
      .execute()
    expect(sections).toEqual([
      { name: 'context', text: '- ours\n- [erased]' },
      { name: 'summary', text: 'They wrote: “[deleted]” Theirs stays.' },
    ])
    const noted = await db
      .selectFrom('incident_event')
      .select('data')
      .where('actor', '=', 'source:prom')
      .execute()
    expect(noted).toEqual([{ data: { text: 'still firing' } }])
    const actors = await db.selectFrom('incident_event').select('actor').orderBy('seq').execute()
    expect(actors.map(({ actor }) => actor)).toEqual(events.map(([, , actor = anna]) => actor))
  })
})
