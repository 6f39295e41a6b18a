// SPDX-License-Identifier: GPL-3.0-or-later
// Where a strategy puts something of its own into a network: a slot is made with the layer, shared by the layer and by
// the nn::Parameter of its weight, and empty unless a strategy fills it. Layers look into their slot; nothing else has
// to know.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <memory>

namespace espalier::nn {

struct AttentionInputs;
struct LayerNorm;

/// What extensions need to know of the forward pass that is being made: dropout is on in training alone, and its masks
/// are a function of (seed, step, place) as everywhere.
struct Pass {
    bool training = false;
    std::uint64_t seed = 0;
    std::uint32_t step = 0;
    bool isAgain = false; ///< a layer is computed a second time, alone (gradient checkpointing)
};

/// Sets a pass while it lives, and puts the one before back.
class PassScope {
public:
    PassScope(Pass& pass, Pass now) : m_pass(pass), m_before(pass) { pass = now; }
    ~PassScope() { m_pass = m_before; }
    PassScope(const PassScope&) = delete;
    PassScope& operator=(const PassScope&) = delete;

private:
    Pass& m_pass;
    Pass m_before;
};

/// A change of a linear layer: a low-rank update, a scaling.
class LinearExtension {
public:
    virtual ~LinearExtension() = default;
    /// What the layer multiplies in place of x. Not asked of a layer that is a block of a fused one.
    virtual at::Tensor input(const at::Tensor& x) const { return x; }
    /// `y` is x·Wᵀ without bias, of which the columns from `first` on are this layer's. Returns y with these as they
    /// are to be before the bias is added; may write into y.
    virtual at::Tensor output(const at::Tensor& x, const at::Tensor& y, std::int64_t first) const = 0;
    /// Writes into the layer's weight and bias what makes it give the same without the extension.
    virtual void merge() const = 0;
};

struct LinearSlot {
    at::Tensor weight; ///< (out, in), the layer's own
    at::Tensor bias; ///< (out); undefined: none
    bool isFused = false; ///< one product serves it together with others
    bool inputsFirst = false; ///< weight is (in, out), as GPT-2's Conv1D
    std::uint32_t index = 0; ///< of the model's linear layers, in their order: the place of its dropout
    std::shared_ptr<const LinearExtension> extension {};

    std::int64_t inputs() const { return weight.size(inputsFirst ? 0 : 1); }
    std::int64_t outputs() const { return weight.size(inputsFirst ? 1 : 0); }
};

/// Half of a layer of a transformer, with its residual connection.
enum class Sublayer { Attention, FeedForward };

/// What there is to read where a sub-layer ends.
struct SublayerStates {
    at::Tensor output; ///< the sub-layer's, bias and dropout done
    at::Tensor input; ///< what it read: behind the norm where norms come first
    at::Tensor stream; ///< what `output` is to be added to
    const LayerNorm* norm = nullptr; ///< what comes behind that sum; null where norms come first
};

/// A change of what a sub-layer adds to the stream: an adapter.
class SublayerExtension {
public:
    virtual ~SublayerExtension() = default;
    /// What stands for `output` where it is added to the stream.
    virtual at::Tensor apply(const SublayerStates& states) const = 0;
};

struct SublayerSlot {
    Sublayer kind = Sublayer::Attention;
    std::shared_ptr<const SublayerExtension> extension {};
};

/// states.output, or what the slot's extension makes of it.
inline at::Tensor adapted(const std::shared_ptr<SublayerSlot>& slot, const SublayerStates& states) {
    return slot && slot->extension ? slot->extension->apply(states) : states.output;
}

/// A change of what an attention sees: keys and values of its own before each sequence's.
class AttentionExtension {
public:
    virtual ~AttentionExtension() = default;
    virtual AttentionInputs apply(const AttentionInputs& inputs) const = 0;
    /// Those keys and values, (n, 2·width), for a cache that begins with them.
    virtual at::Tensor keysValues() const = 0;
};

struct AttentionSlot {
    std::int64_t width = 0; ///< of its keys, all heads together
    std::shared_ptr<const AttentionExtension> extension {};
};

}
