// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/workspace/search.h"
#include "ui/bridge/session.h"
#include "ui/pages/train/repeat_fields.h"
#include "ui/widgets/kit.h"

#include <QTimer>
#include <QWidget>

namespace espalier {

class Estimator;
class LineChart;
class MoreTasks;
class PreflightCard;
class QueueCard;
class RaceBar;
class SearchBar;
class SettingsForm;
class SourceCard;
class StrategyPicker;

/// The Train page before the start: a recipe as a form, with what it would cost.
class TrainSetup : public QWidget {
    Q_OBJECT
public:
    explicit TrainSetup(Session& session, QWidget* parent = nullptr);
    void setRecipe(const Recipe& recipe);
    Recipe recipe() const;
    Repeats repeats() const { return m_repeat->repeats(); }
    void setRepeats(const Repeats& repeats) { m_repeat->setRepeats(repeats); }
    void reload(); ///< datasets, models and runs anew
    void stopMeasuring();
    void showError(const Error& error);
    void themeChanged();

Q_SIGNALS:
    void startRequested(const espalier::Recipe& recipe);
    void raceRequested(const espalier::Recipe& recipe, const espalier::RaceOptions& options);
    void groupRequested(const std::vector<espalier::Recipe>& recipes);
    void searchRequested(const espalier::SearchPlan& plan);

private:
    void addHeader(QVBoxLayout* layout);
    void setRacing(bool racing);
    void setSearching(bool searching);
    void connectItems(); ///< the search, repeats, and the test of learning rates
    void findRate();
    void start();
    void enqueue();
    void look(const std::string& kind); ///< measures another strategy that the user looks at
    QWidget* makeContent();
    Card* makeSettings();
    void connectParts();
    void recipeEdited(); ///< shows what follows from the form, and asks anew
    void chooseStrategy();
    void showConsequences(const Recipe& recipe);
    void drawRate(const Recipe& recipe);
    void checkNow();
    void checkData(const std::string& dataset);
    void connectCures();
    void change(const std::function<void(Recipe&)>& how); ///< a cure, shown in the form
    void setStartable(bool startable);
    bool readable() const; ///< every text of the form is a number
    void measure();
    void takeEstimate(const Recipe& recipe, const Estimate& estimate);

    Session& m_session;
    Recipe m_base; ///< what the form does not show
    PageHeader* m_header;
    MessageBanner* m_banner;
    SourceCard* m_source;
    StrategyPicker* m_picker;
    SettingsForm* m_form;
    MoreTasks* m_moreTasks;
    NoteBox* m_note;
    LineChart* m_rate;
    PreflightCard* m_preflight;
    QPushButton *m_start, *m_race, *m_searching, *m_enqueue, *m_find;
    RaceBar* m_raceBar;
    SearchBar* m_searchBar;
    RepeatFields* m_repeat;
    QueueCard* m_queue;
    Estimator* m_estimator;
    QTimer m_checkTimer;
    LatestJob m_check, m_load, m_data;
    std::string m_checkedData; ///< whose findings the pre-flight shows
    double m_fullSeconds = 0, m_seconds = 0; ///< of a run: of full fine-tuning, and as it is filled in
    std::int64_t m_steps = 0;
    bool m_loaded = false; ///< datasets and models are known
};

}
