# SPDX-License-Identifier: GPL-3.0-or-later
# What every source file must have, and how long it may be.
function check(file, lines, licensed) {
    if (file == "") return
    if (!licensed) print file ":1: no SPDX-License-Identifier in the first lines"
    if (lines > 600) print file ":" lines ": more than 600 lines: split it by concern"
}
FNR == 1 {
    check(previous, length_so_far, licensed)
    previous = FILENAME
    licensed = 0
}
FNR <= 3 && /SPDX-License-Identifier: GPL-3.0-or-later/ { licensed = 1 }
{ length_so_far = FNR }
END { check(previous, length_so_far, licensed) }
