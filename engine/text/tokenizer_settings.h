// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/text/tokenizer_files.h"
#include "engine/text/tokenizer_json.h"
#include "engine/text/tokenizer_spec.h"

namespace espalier {

/// Sets what a tokenizer of the BertTokenizer kind takes from tokenizer_config.json rather than from tokenizer.json.
void applyBertSettings(const TokenizerFiles& files, WordPieceSpec& spec);

/// Adds the tokens of tokenizer.json (`own`), tokenizer_config.json and the older files, in Transformers' order;
/// `specials`, where no file lists further special tokens, is what the class has instead.
void addTokens(const TokenizerFiles& files, const std::vector<NumberedToken>& own, const VocabularyView& vocabulary,
               TokenizerSpec& spec, const std::vector<AddedToken>& specials = {});

/// Puts [CLS] and [SEP] (or what the files name instead) around the texts. After addTokens.
void applyBertTemplate(const TokenizerFiles& files, WordPieceSpec& spec);

/// Settings that every kind takes from tokenizer_config.json: pad token, truncation side.
void applyCommonSettings(const TokenizerFiles& files, TokenizerSpec& spec);
/// Whether decoded text is cleaned up (clean_up_tokenization_spaces); a byte pair model has to ask for it twice.
bool cleansUp(const TokenizerFiles& files, bool bytePair);

/// tokenizer_config.json's fields.
JsonFields configOf(const TokenizerFiles& files);
/// The text of a special token (bos_token, …) as the files name it, or else the class.
std::string contentOf(const TokenizerFiles& files, const std::string& name, const std::string& otherwise);

}
