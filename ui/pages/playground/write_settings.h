// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/workspace/workspace.h"
#include "ui/pages/common/number_edit.h"
#include "ui/widgets/kit.h"

#include <QJsonObject>

#include <optional>
#include <vector>

class QComboBox;
class QGridLayout;
class QLineEdit;

namespace espalier {

class Field;

/// How a text is to be written: each setting with its range and a sentence, those without meaning switched off.
class WriteSettings : public Card {
    Q_OBJECT
public:
    explicit WriteSettings(QWidget* parent = nullptr);
    /// Nothing where a value can't be; the field then says so and has the focus.
    std::optional<GenerateOptions> options();
    WeightBits bits() const;
    QJsonObject state() const; ///< each setting by its name, as it stands
    void setState(const QJsonObject& state); ///< those that are not named stay

Q_SIGNALS:
    void changed();

private:
    /// A number with its bounds; what it is for decides when it can be set.
    struct Number {
        NumberEdit* edit;
        Field* field;
        double minimum, maximum;
    };
    enum class Way { Draw, Greedy, Beams };
    QWidget* makeForm();
    Number addNumber(const char* name, const QString& label, NumberKind kind, double value, double minimum,
                     double maximum, const QString& hint);
    void place(Field* field);
    void addLengths();
    void addChoices();
    void addRest();
    Way way() const;
    void showWay();
    std::optional<double> read(const Number& number);
    std::vector<QComboBox*> choices() const { return {m_way, m_bits}; }
    std::vector<NumberEdit*> numbers() const;

    QWidget* m_form = nullptr;
    QGridLayout* m_grid = nullptr;
    int m_placed = 0;
    QComboBox *m_way = nullptr, *m_bits = nullptr;
    QLineEdit* m_stops = nullptr;
    Number m_newTokens {}, m_maxLength {}, m_sequences {}, m_temperature {}, m_topK {}, m_topP {}, m_minP {},
        m_penalty {}, m_beams {}, m_seed {};
};

}
