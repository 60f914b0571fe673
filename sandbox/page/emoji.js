const TABLE = `
+1 👍 thumbsup 👍 -1 👎 thumbsdown 👎 ok_hand 👌 clap 👏 pray 🙏 wave 👋 raised_hands 🙌 raised_hand ✋ raising_hand 🙋 muscle 💪
point_right 👉 point_left 👈 point_up ☝️ point_down 👇 handshake 🤝 salute 🫡 saluting_face 🫡 eyes 👀 heart ❤️ green_heart 💚 blue_heart 💙 broken_heart 💔
tada 🎉 sparkles ✨ rocket 🚀 100 💯 fire 🔥 boom 💥 zap ⚡ rotating_light 🚨 warning ⚠️ no_entry ⛔ no_entry_sign 🚫 octagonal_sign 🛑 stop_sign 🛑
white_check_mark ✅ heavy_check_mark ✔️ ballot_box_with_check ☑️ x ❌ negative_squared_cross_mark ❎ question ❓ grey_question ❔ exclamation ❗ bangbang ‼️
red_circle 🔴 large_red_circle 🔴 large_orange_circle 🟠 large_yellow_circle 🟡 large_green_circle 🟢 green_circle 🟢 large_blue_circle 🔵 blue_circle 🔵 large_purple_circle 🟣 white_circle ⚪ black_circle ⚫ large_white_circle ⚪
large_red_square 🟥 large_orange_square 🟧 large_yellow_square 🟨 large_green_square 🟩 large_blue_square 🟦 white_large_square ⬜ black_large_square ⬛ small_red_triangle 🔺 small_orange_diamond 🔸 small_blue_diamond 🔹
pager 📟 telephone_receiver 📞 phone ☎️ telephone ☎️ calling 📲 iphone 📱 bell 🔔 no_bell 🔕 mega 📣 loudspeaker 📢 speech_balloon 💬 thought_balloon 💭 email 📧 envelope ✉️ inbox_tray 📥 outbox_tray 📤
link 🔗 pushpin 📌 round_pushpin 📍 paperclip 📎 bookmark 🔖 bookmark_tabs 📑 memo 📝 pencil 📝 pencil2 ✏️ clipboard 📋 page_facing_up 📄 page_with_curl 📃 scroll 📜 ledger 📒 notebook 📓 books 📚 book 📖 card_index 📇 file_folder 📁 open_file_folder 📂
calendar 📅 date 📅 spiral_calendar_pad 🗓️ clock1 🕐 clock3 🕒 clock9 🕘 alarm_clock ⏰ stopwatch ⏱️ timer_clock ⏲️ hourglass ⌛ hourglass_flowing_sand ⏳ watch ⌚
mag 🔍 mag_right 🔎 bulb 💡 wrench 🔧 hammer 🔨 hammer_and_wrench 🛠️ gear ⚙️ nut_and_bolt 🔩 toolbox 🧰 adhesive_bandage 🩹 fire_extinguisher 🧯 fire_engine 🚒 firefighter 🧑‍🚒 ambulance 🚑 helmet_with_white_cross ⛑️ rescue_worker_helmet ⛑️ shield 🛡️ construction 🚧 bug 🐛 ladder 🪜 microscope 🔬 test_tube 🧪 thermometer 🌡️
lock 🔒 unlock 🔓 closed_lock_with_key 🔐 key 🔑 eye 👁️ see_no_evil 🙈 hear_no_evil 🙉 speak_no_evil 🙊 robot_face 🤖 ghost 👻 skull 💀 alien 👽
bar_chart 📊 chart_with_upwards_trend 📈 chart_with_downwards_trend 📉 moneybag 💰 credit_card 💳 shopping_cart 🛒 shopping_trolley 🛒 shopping_bags 🛍️ package 📦 truck 🚚 convenience_store 🏪 globe_with_meridians 🌐 earth_africa 🌍 electric_plug 🔌 battery 🔋 floppy_disk 💾 computer 💻 desktop_computer 🖥️ keyboard ⌨️ satellite 🛰️ satellite_antenna 📡 door 🚪 headphones 🎧 video_camera 📹 movie_camera 🎥 camera 📷 tv 📺
arrow_right ➡️ arrow_left ⬅️ arrow_up ⬆️ arrow_down ⬇️ arrow_upper_right ↗️ leftwards_arrow_with_hook ↩️ arrow_right_hook ↪️ arrows_counterclockwise 🔄 repeat 🔁 rewind ⏪ fast_forward ⏩ arrow_forward ▶️ double_vertical_bar ⏸️ black_square_for_stop ⏹️ twisted_rightwards_arrows 🔀 heavy_plus_sign ➕ heavy_minus_sign ➖ checkered_flag 🏁 triangular_flag_on_post 🚩 flag-fr 🇫🇷 dart 🎯 trophy 🏆 medal 🏅
smile 😄 grinning 😀 slightly_smiling_face 🙂 simple_smile 🙂 blush 😊 wink 😉 joy 😂 sweat_smile 😅 relieved 😌 thinking_face 🤔 neutral_face 😐 confused 😕 worried 😟 slightly_frowning_face 🙁 cry 😢 sob 😭 scream 😱 fearful 😨 cold_sweat 😰 grimacing 😬 face_with_rolling_eyes 🙄 sleeping 😴 sunglasses 😎 hugging_face 🤗 face_palm 🤦 shrug 🤷 exploding_head 🤯 partying_face 🥳 nerd_face 🤓 upside_down_face 🙃 melting_face 🫠
bust_in_silhouette 👤 busts_in_silhouette 👥 person_raising_hand 🙋 technologist 🧑‍💻 detective 🕵️ sleuth_or_spy 🕵️ superhero 🦸 sunny ☀️ sunrise 🌅 palm_tree 🌴 beach_with_umbrella 🏖️ crescent_moon 🌙 night_with_stars 🌃 zzz 💤 coffee ☕ cake 🍰 beers 🍻 pizza 🍕 turtle 🐢 snail 🐌 cat 🐱 dog 🐶 owl 🦉 phoenix 🐦‍🔥 seedling 🌱 evergreen_tree 🌲 recycle ♻️ one 1️⃣ two 2️⃣ three 3️⃣ four 4️⃣ five 5️⃣ information_source ℹ️ sos 🆘 new 🆕 up 🆙 cool 🆒 free 🆓 ok 🆗
`

/** @type {Map<string, string>} */
const BY_NAME = new Map()
const words = TABLE.trim().split(/\s+/)
for (let at = 0; at + 1 < words.length; at += 2) BY_NAME.set(words[at] ?? '', words[at + 1] ?? '')

/** The names a picker offers: those of use in an incident come first. */
export const EMOJI_NAMES = [...BY_NAME.keys()]

/**
 * The character of a shortcode, or undefined for one this page does not know.
 * @type {(name: string) => string | undefined}
 */
export function emojiCharacter(name) {
  return BY_NAME.get(name.replace(/::skin-tone-\d$/, ''))
}

/**
 * The character, or the shortcode in colons when it is unknown.
 * @type {(name: string) => string}
 */
export function emojiText(name) {
  return emojiCharacter(name) ?? `:${name}:`
}
