// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/session.h"
#include "ui/bridge/training_controller.h"
#include "ui/pages/common/run_curves.h"
#include "ui/widgets/kit.h"

#include <array>

namespace espalier {

class RunButtons;
class SearchTable;

/// The Train page during a search and at its end: the combinations in a table, the best so far, and its recipe to go on with.
class SearchView : public QWidget {
    Q_OBJECT
public:
    explicit SearchView(Session& session, QWidget* parent = nullptr);
    void begin(); ///< a search is starting, or this view is made anew while one goes
    void catchUp(); ///< shows what came since
    void showEnded(const QString& why);
    void showError(const Error& error);
    void themeChanged();

Q_SIGNALS:
    void newRunRequested();

private:
    void addHeader(QVBoxLayout* layout);
    void addStrip(QVBoxLayout* layout);
    void drawTable();
    void drawStrip();
    void drawBest();
    void updateState();
    void useBest();
    bool active() const;
    TrainingController& training() const { return m_session.training(); }

    Session& m_session;
    std::vector<SearchValues> m_combinations;
    std::optional<SearchTrial> m_best;
    RunCurves m_run; ///< of the combination that goes
    std::array<std::size_t, 4> m_drawn {}; ///< what the table shows: rounds, trials of the last, runs begun, whether it goes
    std::size_t m_taken = 0; ///< events of the controller already in m_run
    bool m_ended = false;
    PageHeader* m_header;
    MessageBanner* m_banner;
    RunButtons* m_buttons;
    QPushButton *m_new, *m_open, *m_use;
    QLabel *m_now, *m_speed;
    SlimProgress* m_progress;
    SearchTable* m_table;
    NoteBox* m_words;
};

}
