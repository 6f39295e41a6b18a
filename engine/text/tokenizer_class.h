// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace espalier {

/// Transformers' tokenizer classes that make a pipeline of their own, whatever pipeline tokenizer.json describes.
enum class TokenizerClass { File, Bert, Gpt2, Roberta, Deberta, Llama, XlmRoberta, T5, Albert, DebertaV2 };

/// The class of a name, with or without "Fast"; File where its pipeline is tokenizer.json's.
TokenizerClass tokenizerClassOf(std::string_view name);

/// A class's name; of File the one that takes tokenizer.json as it is.
std::string_view nameOf(TokenizerClass kind);

/// The name of the class that AutoTokenizer takes for a model type where no file names one; empty: none of ours.
std::string_view classOfModelType(std::string_view modelType);

/// Whether AutoTokenizer takes tokenizer.json's pipeline for this model type, whatever class is named.
bool usesFilePipeline(std::string_view modelType);

/// What a class calls a special token (bos_token, …) where no file does; null: it has none.
const char* defaultToken(TokenizerClass kind, std::string_view name);

/// Whether a class with a pipeline of its own takes its words as pieces with scores.
bool isUnigramClass(TokenizerClass kind);

}
