import { addBookmarks } from '../drivers/add-bookmarks.ts'
import { archiveChannel, joinChannel, openGroup } from '../drivers/enter-channel.ts'
import { followUsergroup } from '../drivers/follow-usergroup.ts'
import { inviteMembers } from '../drivers/invite-members.ts'
import { makeRoom } from '../drivers/make-room.ts'
import { pinMessage } from '../drivers/pin-message.ts'
import { placeFile } from '../drivers/place-file.ts'
import { placePicture } from '../drivers/place-picture.ts'
import { publishHome } from '../drivers/publish-home.ts'
import { setTopic } from '../drivers/set-topic.ts'
import { showCanvas } from '../drivers/show-canvas.ts'
import { showMessage } from '../drivers/show-message.ts'
import { whisper } from '../drivers/whisper.ts'
import type { Job, Result } from '../job.ts'

/** Makes the calls that one slot needs. */
export function drive(job: Job): Promise<Result> {
  const { slot } = job
  switch (slot.kind) {
    case 'room':
      return makeRoom(slot, job)
    case 'message':
      return showMessage(slot, job)
    case 'pin':
      return pinMessage(job)
    case 'members':
      return inviteMembers(slot, job)
    case 'whisper':
      return whisper(slot, job)
    case 'topic':
    case 'purpose':
      return setTopic(slot, job)
    case 'bookmarks':
      return addBookmarks(slot, job)
    case 'join':
      return joinChannel(job)
    case 'group':
      return openGroup(slot.users, job)
    case 'usergroup':
      return followUsergroup(slot, job)
    case 'archive':
      return archiveChannel(job)
    case 'home':
      return publishHome(slot, job)
    case 'canvas':
      return showCanvas(slot, job)
    case 'file':
      return placeFile(slot, job)
    case 'picture':
      return placePicture(slot, job)
  }
}
