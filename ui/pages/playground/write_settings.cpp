// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/playground/write_settings.h"

#include "ui/bridge/strings.h"
#include "ui/pages/common/field.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QScrollArea>
#include <QVBoxLayout>

namespace espalier {

namespace {

constexpr int kColumns = 2;

QString named(const char* name) {
    return QStringLiteral("playground.write.") + QLatin1String(name);
}

/// Stop strings as they are typed: parted by |, \n and \t for what can't be typed into a line.
std::vector<std::string> stopStrings(const QString& typed) {
    std::vector<std::string> stops;
    for (QString part : typed.split(QLatin1Char('|'), Qt::SkipEmptyParts)) {
        part.replace(QLatin1String("\\n"), QLatin1String("\n")).replace(QLatin1String("\\t"), QLatin1String("\t"));
        stops.push_back(toStdString(part));
    }
    return stops;
}

}

WriteSettings::WriteSettings(QWidget* parent) : Card(parent) {
    setTitle(tr("How it writes"));
    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setAccessibleName(tr("How it writes"));
    scroll->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored); // scrolls, and leaves the history its room
    scroll->setMinimumHeight(130);
    scroll->setWidget(makeForm());
    scroll->viewport()->setAutoFillBackground(false);
    m_form->setAutoFillBackground(false);
    body()->addWidget(scroll, 1);
    connect(m_way, &QComboBox::currentIndexChanged, this, &WriteSettings::showWay);
    for (QComboBox* choice : choices())
        connect(choice, &QComboBox::activated, this, &WriteSettings::changed);
    for (NumberEdit* number : numbers())
        connect(number, &NumberEdit::numberChanged, this, &WriteSettings::changed);
    connect(m_stops, &QLineEdit::textEdited, this, &WriteSettings::changed);
    showWay();
}

QWidget* WriteSettings::makeForm() {
    m_form = new QWidget(this);
    m_grid = new QGridLayout(m_form);
    m_grid->setContentsMargins(0, 0, 6, 0);
    m_grid->setHorizontalSpacing(14);
    m_grid->setVerticalSpacing(12);
    for (int column = 0; column < kColumns; ++column)
        m_grid->setColumnStretch(column, 1);
    addLengths();
    addChoices();
    addRest();
    return m_form;
}

void WriteSettings::place(Field* field) {
    m_grid->addWidget(field, m_placed / kColumns, m_placed % kColumns, Qt::AlignTop);
    ++m_placed;
}

WriteSettings::Number WriteSettings::addNumber(const char* name, const QString& label, NumberKind kind, double value,
                                               double minimum, double maximum, const QString& hint) {
    auto* edit = new NumberEdit(kind, m_form);
    edit->setObjectName(named(name));
    edit->setBounds(minimum, maximum);
    edit->setNumber(value);
    auto* field = new Field(label, edit, m_form);
    field->setHint(hint);
    place(field);
    return {edit, field, minimum, maximum};
}

void WriteSettings::addLengths() {
    m_way = new QComboBox(m_form);
    m_way->setObjectName(named("way"));
    m_way->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_way->setMinimumContentsLength(8);
    m_way->addItem(tr("drawn by chance"), QStringLiteral("draw"));
    m_way->addItem(tr("always the likeliest (greedy)"), QStringLiteral("greedy"));
    m_way->addItem(tr("likeliest text (beams)"), QStringLiteral("beams"));
    auto* field = new Field(tr("Words are"), m_way, m_form);
    field->setHint(tr("Drawn words differ with every seed; the others come out the same each time."));
    place(field);
    m_newTokens = addNumber("new_tokens", tr("New tokens"), NumberKind::Count, 100, 0, 100000,
                            tr("How much is written at the most; 0: as far as the whole length allows."));
    m_maxLength = addNumber("max_length", tr("Length in all"), NumberKind::Count, 0, 0, 100000,
                            tr("Tokens of prompt and answer together; counts where new tokens is 0."));
    m_sequences = addNumber("sequences", tr("Sequences"), NumberKind::Count, 1, 1, 16,
                            tr("So many texts are written from the same prompt."));
}

void WriteSettings::addChoices() {
    m_temperature = addNumber("temperature", tr("Temperature"), NumberKind::Real, 0.7, 0.01, 10,
                              tr("Usually 0.5 to 1.2: below 1 likely words win more often, above 1 less often."));
    m_topK = addNumber("top_k", tr("Top k"), NumberKind::Count, 50, 0, 1000000,
                       tr("Usually 20 to 100: only so many of the likeliest words are drawn from; 0: all."));
    m_topP = addNumber("top_p", tr("Top p"), NumberKind::Real, 1, 0.001, 1,
                       tr("Usually 0.8 to 1: the likeliest words that make up this share together."));
    m_minP = addNumber("min_p", tr("Min p"), NumberKind::Real, 0, 0, 1,
                       tr("Usually 0 to 0.1: words at least so likely as this share of the likeliest."));
    m_beams = addNumber("beams", tr("Beams"), NumberKind::Count, 4, 2, 64,
                        tr("Usually 2 to 8: so many beginnings are followed at a time."));
    m_seed = addNumber("seed", tr("Seed"), NumberKind::Count, 0, 0, 9007199254740991.0,
                       tr("The same seed draws the same words again."));
}

void WriteSettings::addRest() {
    m_penalty = addNumber("repetition_penalty", tr("Repetition penalty"), NumberKind::Real, 1, 0.1, 10,
                          tr("Usually 1 to 1.3: above 1, words that were used count less."));
    m_stops = new QLineEdit(m_form);
    m_stops->setObjectName(named("stop_strings"));
    m_stops->setMinimumWidth(64);
    auto* stops = new Field(tr("Stop strings"), m_stops, m_form);
    stops->setHint(tr("The text ends where one comes up; part several by |, \\n is a line break."));
    place(stops);
    m_bits = new QComboBox(m_form);
    m_bits->setObjectName(named("bits"));
    m_bits->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_bits->setMinimumContentsLength(8);
    m_bits->addItem(tr("full"), int(WeightBits::Full));
    m_bits->addItem(tr("8 bits"), int(WeightBits::Eight));
    m_bits->addItem(tr("4 bits"), int(WeightBits::Four));
    auto* bits = new Field(tr("Weights"), m_bits, m_form);
    bits->setHint(tr("Fewer bits are faster on a processor and less exact."));
    place(bits);
}

WriteSettings::Way WriteSettings::way() const {
    const QString chosen = m_way->currentData().toString();
    return chosen == QLatin1String("draw") ? Way::Draw : chosen == QLatin1String("greedy") ? Way::Greedy : Way::Beams;
}

void WriteSettings::showWay() {
    for (const Number& number : {m_temperature, m_topK, m_topP, m_minP, m_seed})
        number.field->setEnabled(way() == Way::Draw);
    m_beams.field->setEnabled(way() == Way::Beams);
    m_sequences.field->setEnabled(way() != Way::Greedy);
}

/// Its value, or nothing where it has none that can be; one that is switched off is as it stands.
std::optional<double> WriteSettings::read(const Number& number) {
    const auto value = number.edit->number();
    const bool good = value && *value >= number.minimum && *value <= number.maximum;
    number.field->setProblem(good ? QString()
                                  : tr("from %1 to %2").arg(numberText(number.minimum), numberText(number.maximum)));
    if (good) return value;
    number.edit->setFocus();
    return std::nullopt;
}

std::optional<GenerateOptions> WriteSettings::options() {
    GenerateOptions options;
    bool good = true;
    const auto take = [&](const Number& number, auto& into) {
        if (!number.field->isEnabled()) return;
        const auto value = good ? read(number) : std::nullopt;
        if (value) into = static_cast<std::decay_t<decltype(into)>>(*value);
        good = good && value;
    };
    take(m_newTokens, options.maxNewTokens);
    take(m_maxLength, options.maxLength);
    take(m_sequences, options.sequences);
    take(m_temperature, options.temperature);
    take(m_topK, options.topK);
    take(m_topP, options.topP);
    take(m_minP, options.minP);
    take(m_beams, options.beams);
    take(m_seed, options.seed);
    take(m_penalty, options.repetitionPenalty);
    if (!good) return std::nullopt;
    options.samples = way() == Way::Draw;
    options.stopStrings = stopStrings(m_stops->text());
    // Of several beams the best are returned.
    options.beams = std::max(options.beams, way() == Way::Beams ? options.sequences : 1);
    return options;
}

WeightBits WriteSettings::bits() const {
    return WeightBits(m_bits->currentData().toInt());
}

std::vector<NumberEdit*> WriteSettings::numbers() const {
    std::vector<NumberEdit*> edits;
    for (const Number& number : {m_newTokens, m_maxLength, m_sequences, m_temperature, m_topK, m_topP, m_minP, m_penalty, m_beams, m_seed})
        edits.push_back(number.edit);
    return edits;
}

QJsonObject WriteSettings::state() const {
    QJsonObject state;
    for (const NumberEdit* edit : numbers())
        if (const auto number = edit->number()) state[edit->objectName()] = *number;
    for (const QComboBox* choice : choices())
        state[choice->objectName()] = choice->currentData().toString();
    state[m_stops->objectName()] = m_stops->text();
    return state;
}

void WriteSettings::setState(const QJsonObject& state) {
    for (NumberEdit* edit : numbers())
        if (const auto value = state[edit->objectName()]; value.isDouble()) edit->setNumber(value.toDouble());
    for (QComboBox* choice : choices())
        for (int entry = 0; entry < choice->count(); ++entry)
            if (choice->itemData(entry).toString() == state[choice->objectName()].toString()) choice->setCurrentIndex(entry);
    if (const auto stops = state[m_stops->objectName()]; stops.isString()) m_stops->setText(stops.toString());
    showWay();
}

}
