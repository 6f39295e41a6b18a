// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/models/heads.h"

namespace espalier {

/// A network of an encoder family: its encoder with the head that the architecture names.
class EncoderModel : public Model {
public:
    EncoderModel(ModelConfig config, EncoderPlan encoder, const HeadPlan& head, const AttentionMaker& attention = {});

    const ModelConfig& config() const override { return m_config; }
    nn::ParameterList& parameters() override { return m_parameters; }
    ModelOutput forward(const PackedBatch& batch, const ForwardOptions& options) override;
    at::Tensor features(const PackedBatch& batch) override;
    at::Tensor headForward(const at::Tensor& features, const ForwardOptions& options) override;
    void moveTo(const c10::Device& device) override;
    bool takesVirtualTokens() const override { return true; }

private:
    void chooseGradient();
    int lowestTrained() const;

    ModelConfig m_config;
    nn::ParameterList m_parameters;
    std::unique_ptr<Encoder> m_encoder;
    std::unique_ptr<Head> m_head;
};

}
