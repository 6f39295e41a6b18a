# SPDX-License-Identifier: GPL-3.0-or-later
# espalier_engine_module(NAME [TENSORS] SOURCES … [LINK …])
# One static library a folder: espalier_NAME. Its LINK line is the layer rule: name only what lies below.
# TENSORS: the folder uses LibTorch and shares the one precompiled header.
function(espalier_engine_module name)
    cmake_parse_arguments(ARG "TENSORS" "" "SOURCES;LINK" ${ARGN})
    add_library(espalier_${name} STATIC ${ARG_SOURCES})
    target_link_libraries(espalier_${name} PUBLIC espalier_options ${ARG_LINK})
    if(ARG_TENSORS)
        target_link_libraries(espalier_${name} PUBLIC espalier_torch)
        espalier_use_tensor_pch(espalier_${name})
    endif()
endfunction()

# Builds engine/nn/tensor_pch.h once (in espalier_pch) and lets every tensor-tier target reuse it.
function(espalier_use_tensor_pch target)
    if(NOT TARGET espalier_pch)
        file(WRITE "${PROJECT_BINARY_DIR}/pch.cpp" "")
        add_library(espalier_pch STATIC "${PROJECT_BINARY_DIR}/pch.cpp")
        target_link_libraries(espalier_pch PUBLIC espalier_options espalier_torch)
        target_precompile_headers(espalier_pch PRIVATE "${PROJECT_SOURCE_DIR}/engine/nn/tensor_pch.h")
    endif()
    target_precompile_headers(${target} REUSE_FROM espalier_pch)
endfunction()
