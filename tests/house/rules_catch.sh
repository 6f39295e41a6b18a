#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Breaks each rule once in a small tree of its own and sees that rules.sh tells, and that it is silent where nothing is broken.
set -u
rules=${1:?usage: rules_catch.sh rules.sh}
root=$(mktemp -d) || exit 2
trap 'rm -rf "$root"' EXIT
licence='// SPDX-License-Identifier: GPL-3.0-or-later'
failures=0

clean_tree() {
    rm -rf "${root:?}"/*
    mkdir -p "$root/engine/base" "$root/engine/data" "$root/engine/store" "$root/engine/nn" "$root/engine/compute" "$root/engine/workspace" "$root/ui" "$root/app/cli" "$root/app/gui" "$root/tests"
    printf '# SPDX-License-Identifier: GPL-3.0-or-later\nforeach(folder base data store nn compute workspace)\nendforeach()\n' >"$root/engine/CMakeLists.txt"
    printf '%s\n#include "engine/base/error.h"\n' "$licence" >"$root/engine/data/table.h"
    printf '%s\n#include <ATen/core/Tensor.h>\n#include "engine/data/table.h"\n' "$licence" >"$root/engine/nn/linear.cpp"
    printf '%s\n#include <SQLiteCpp/SQLiteCpp.h>\nconst char* q = "SELECT id FROM run";\n' "$licence" >"$root/engine/store/store.cpp"
    printf '%s\n#include <QWidget>\n#include "engine/workspace/workspace.h"\n#include "engine/base/error.h"\n' "$licence" >"$root/ui/page.cpp"
    printf '%s\nauto text = "SELECT id FROM run";\n#include "engine/nn/linear.h"\n' "$licence" >"$root/tests/store_test.cpp"
}

# breaks RULE FILE LINE…: adds a file and expects the rule's words for it.
breaks() {
    expected=$1 file=$2 line=$3
    clean_tree
    printf '%s\n%s\n' "$licence" "$line" >"$root/$file"
    found=$(sh "$rules" "$root") && found="nothing"
    case $found in
    "$file:"*"$expected"*) ;;
    *) echo "expected \"$expected\" for $file, found: $found"; failures=$((failures + 1)) ;;
    esac
}

clean_tree
found=$(sh "$rules" "$root") || { echo "a clean tree is refused: $found"; failures=1; }

breaks "no Qt" engine/data/a.cpp '#include <QString>'
breaks "no Qt" app/cli/a.cpp '#include <QtCore/QString>'
breaks "no LibTorch" ui/a.cpp '#include <torch/types.h>'
breaks "no LibTorch" app/gui/a.cpp '#include <ATen/ops/add.h>'
breaks "no LibTorch" engine/data/a.h '#include <c10/core/Device.h>'
breaks "no LibTorch" engine/workspace/a.h '#include <ATen/core/Tensor.h>'
breaks "no LibTorch" engine/compute/compute.h '#include <ATen/core/Tensor.h>'
breaks "never include" engine/nn/a.cpp '#include <torch/torch.h>'
breaks "never include" tests/a.cpp '#include <torch/torch.h>'
breaks "SQL belongs" ui/a.cpp 'auto q = "DELETE FROM run";'
breaks "SQL belongs" engine/workspace/a.cpp 'auto q = "SELECT name FROM dataset";'
breaks "only engine/store" engine/workspace/a.cpp '#include <sqlite3.h>'
breaks "lies below" engine/base/a.h '#include "engine/data/table.h"'
breaks "lies below" engine/data/a.cpp '#include "engine/nn/linear.h"'
breaks "does not list" engine/data/a.cpp '#include "engine/attic/old.h"'
breaks "knows no window" engine/data/a.cpp '#include "ui/page.h"'
breaks "include engine/workspace and engine/base only" ui/a.cpp '#include "engine/data/table.h"'
breaks "include engine/workspace and engine/base only" app/cli/a.cpp '#include "engine/store/store.h"'
breaks "more than 600 lines" ui/a.cpp "$(yes '// line' | head -n 600)"

clean_tree
echo '#pragma once' >"$root/ui/a.h"
found=$(sh "$rules" "$root") && found="nothing"
[ "$found" = "ui/a.h:1: no SPDX-License-Identifier in the first lines" ] || { echo "expected a missing licence line, found: $found"; failures=$((failures + 1)); }
exit $((failures > 0))
