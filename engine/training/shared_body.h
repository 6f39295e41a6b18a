// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/strategies/strategy.h"

namespace espalier {

/// A model that has a head of its own on another model's body: every weight of its body lies in the memory of the other's
/// of the same name, what a strategy put in included. Each model's tensors are leaves of their own, so that a backward
/// pass of this one leaves gradients here; collect() moves them to where the optimizer looks.
class SharedBody {
public:
    /// Shares from now on. To be made anew once a strategy put something into both. Throws Exception where the body of
    /// `other` has a weight that `first` lacks.
    SharedBody(Model& first, Model& other);

    /// Lets learn what learns in the first model at the moment.
    void follow();
    /// Moves the gradients of the body to the first model, in place of what is there.
    void collect();
    /// Forgets them.
    void drop();

private:
    struct Pair {
        nn::Parameter first, other;
    };
    std::vector<Pair> m_pairs;
};

}
