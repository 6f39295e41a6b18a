// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/session.h"
#include "ui/pages/playground/room.h"
#include "ui/pages/playground/text_pieces.h"

class QGridLayout;
class QPushButton;
class QVBoxLayout;

namespace espalier {

class TryKeeper;
class WriteSettings;
class WrittenCard;

/// The playground's tab for language models: a prompt, and the texts that a model writes, as they come. Stop keeps what
/// was written.
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
    bool answersFiles() const override { return false; }
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
    /// What is being written, and from what.
    struct Request {
        QString reference, title, prompt;
        GenerateOptions options;
        WeightBits bits = WeightBits::Full;
    };
    void addPrompt(QVBoxLayout* layout);
    QLayout* makeChoices(QWidget* parent);
    void addAnswer(QVBoxLayout* layout);
    void write();
    void start(const Request& request);
    void stop();
    void fetchPieces();
    void finished(Result<Written> written);
    void show(const Written& written);
    void showTexts(std::int64_t count, const QString& prompt);
    void showRunning(bool running);

    Session& m_session;
    TryKeeper& m_keeper;
    QPointer<Job> m_job;
    std::shared_ptr<TextPieces> m_pieces;
    QTimer m_fetch;
    ModelChoice* m_model;
    QPushButton *m_write, *m_stop;
    QLabel* m_numbers;
    WriteSettings* m_settings;
    QGridLayout* m_grid;
    std::vector<WrittenCard*> m_texts;
    Request m_request;
    Generation m_last; ///< of m_request; no sequence: there is none
};

}
