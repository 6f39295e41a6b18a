// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/session.h"
#include "ui/pages/playground/room.h"
#include "ui/pages/playground/text_pieces.h"

#include <array>
#include <deque>

class QCheckBox;
class QPushButton;
class QVBoxLayout;

namespace espalier {

class TryKeeper;
class WriteSettings;
class WrittenColumn;

/// The playground's tab for language models: a prompt, and the texts that a model writes, as they come, or two models one
/// after the other beside each other. Stop keeps what was written. How it writes is kept in the workspace.
class WriteRoom : public Room {
    Q_OBJECT
public:
    WriteRoom(Session& session, TryKeeper& keeper, QWidget* parent = nullptr);
    ~WriteRoom() override;
    void setCandidates(const std::vector<Candidate>& candidates) override;
    void choose(const QString& reference) override;
    QString reference() const override;
    QString modelTitle() const override;
    QString subtitle() const override;
    QString exampleText() const override;
    QString emptyText() const override;
    FileAnswer fileAnswer() override;
    QJsonObject state() const override;
    void setState(const QJsonObject& state) override;
    void ask() override { write(); }
    void themeChanged() override;

protected:
    void keep() override;
    bool asksWhileTyping() const override { return false; }
    void entered() override { write(); }

private:
    /// What a worker brings back.
    struct Written {
        Generation generation;
        double loadSeconds = 0;
    };
    /// What is to be written, from what and by whom.
    struct Request {
        QString reference, title, prompt;
        GenerateOptions options;
        WeightBits bits = WeightBits::Full;
        std::size_t column = 0; ///< in which it is shown
        bool beside = false; ///< another model writes the same
    };
    void addPrompt(QVBoxLayout* layout);
    QLayout* makeChoices(QWidget* parent);
    void addAnswer(QVBoxLayout* layout);
    void write();
    void startNext();
    void start(const Request& request);
    void stop();
    void fetchPieces();
    void finished(Result<Written> written);
    void show(const Written& written);
    void showBeside();
    void showRunning(bool running);
    bool beside() const;
    void loadState();
    void saveState();
    std::string stateText() const;
    Status writeState(); ///< at once

    Session& m_session;
    TryKeeper& m_keeper;
    QPointer<Job> m_job;
    std::shared_ptr<TextPieces> m_pieces;
    QTimer m_fetch, m_save;
    ModelChoice *m_model, *m_second;
    QCheckBox* m_compare;
    QPushButton *m_write, *m_stop;
    QLabel* m_numbers;
    WriteSettings* m_settings;
    std::array<WrittenColumn*, 2> m_columns {};
    std::deque<Request> m_waiting;
    Request m_request; ///< that is being written, or was last
    Generation m_last; ///< of m_request; no sequence: there is none
    bool m_failed = false; ///< one of those that were asked for together
    bool m_restored = false; ///< its state was set, so that the stored one is older
};

}
