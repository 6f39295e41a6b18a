# SPDX-License-Identifier: GPL-3.0-or-later
# Writes OUTPUT: the bytes of SOURCE as the string view espalier::resources::VARIABLE.
file(READ "${SOURCE}" text)
file(WRITE "${OUTPUT}" "#include \"engine/hub/resources.h\"\n\n"
    "namespace espalier::resources {\nconst std::string_view ${VARIABLE} = R\"espalier(${text})espalier\";\n}\n")
