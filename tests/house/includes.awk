# SPDX-License-Identifier: GPL-3.0-or-later
# Who may include what, and where SQL may stand. `order`: the engine's folders from the lowest up.
BEGIN {
    count = split(order, names, " ")
    for (i = 1; i <= count; ++i) rank[names[i]] = i
    # Folders that never see LibTorch; of compute only what programs link: its interface and the loader.
    split("base text data recipe checkpoint hub store evaluation workspace", plain_names, " ")
    for (i in plain_names) plain[plain_names[i]] = 1
}

function breach(rule) { print FILENAME ":" FNR ": " rule }

FNR == 1 {
    split(FILENAME, part, "/")
    area = part[1]
    folder = area == "engine" ? part[2] : ""
    torch_free = area == "ui" || area == "app" || plain[folder] || FILENAME ~ /^engine\/compute\/(compute\.h|loader\.cpp)$/
    qt_free = area == "engine" || FILENAME ~ /^app\/cli\//
    tests = area == "tests"
}

/^[ \t]*#[ \t]*include/ {
    name = $0
    sub(/^[ \t]*#[ \t]*include[ \t]*[<"]/, "", name)
    sub(/[>"].*/, "", name)
    if (name == "torch/torch.h" || name == "torch/nn.h") breach("never include " name ": it costs half a minute a file")
    if (qt_free && name ~ /^Q[A-Z]|^Qt[A-Z][A-Za-z]*\//) breach("no Qt below ui/ and app/gui: " name)
    if (torch_free && name ~ /^(torch|ATen|c10)\//) breach("no LibTorch in this folder: " name)
    if (!tests && folder != "store" && name ~ /^(SQLiteCpp\/|sqlite3)/) breach("only engine/store speaks to SQLite: " name)
    if (name ~ /^engine\//) engine_include(name)
    else if (area == "engine" && name ~ /^(ui|app)\//) breach("the engine knows no window: " name)
    next
}

!tests && folder != "store" && /SELECT .*FROM |INSERT (OR [A-Z]+ )?INTO |CREATE (TABLE|INDEX)|UPDATE [A-Za-z_]+ SET |DELETE FROM |DROP TABLE|"PRAGMA / {
    breach("SQL belongs into engine/store")
}

function engine_include(name,    to) {
    split(name, target, "/")
    to = target[2]
    if (area == "ui" || FILENAME ~ /^app\//) {
        if (to != "workspace" && to != "base") breach("ui/ and app/ include engine/workspace and engine/base only: " name)
    } else if (area == "engine") {
        if (!(folder in rank) || !(to in rank)) breach("a folder that engine/CMakeLists.txt does not list: " name)
        else if (rank[to] > rank[folder]) breach("engine/" folder " lies below engine/" to ": " name)
    }
}
