<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>Commands</name>
    <message>
        <source>The run in progress</source>
        <translation>Der laufende Lauf</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Stop and keep</source>
        <translation>Beenden und behalten</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>Import a file…</source>
        <translation>Datei importieren …</translation>
    </message>
    <message>
        <source>Open the workspace folder</source>
        <translation>Arbeitsordner öffnen</translation>
    </message>
    <message>
        <source>Theme: as the system</source>
        <translation>Farbschema: wie das System</translation>
    </message>
    <message>
        <source>Theme: light</source>
        <translation>Farbschema: hell</translation>
    </message>
    <message>
        <source>Theme: dark</source>
        <translation>Farbschema: dunkel</translation>
    </message>
    <message>
        <source>Language: %1</source>
        <translation>Sprache: %1</translation>
    </message>
    <message>
        <source>Start: %1</source>
        <translation>Starten: %1</translation>
    </message>
    <message>
        <source>Sample experiment</source>
        <translation>Beispielversuch</translation>
    </message>
    <message>
        <source>Run %1, %2</source>
        <translation>Lauf %1, %2</translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>Datensatz</translation>
    </message>
</context>
<context>
    <name>Compared</name>
    <message>
        <source>Runs %1 and %2 were not measured on the same texts.</source>
        <translation>Die Läufe %1 und %2 wurden nicht an denselben Texten gemessen.</translation>
    </message>
    <message>
        <source>p &lt; 0.001</source>
        <translation>p &lt; 0,001</translation>
    </message>
    <message>
        <source>p = %1</source>
        <translation>p = %1</translation>
    </message>
    <message>
        <source>(%1 on %2 texts, McNemar)</source>
        <translation>(%1 bei %2 Texten, McNemar)</translation>
    </message>
    <message>
        <source>Run %1 is better than run %2 %3.</source>
        <translation>Lauf %1 ist besser als Lauf %2 %3.</translation>
    </message>
    <message>
        <source>Run %1 is not shown to be better than run %2 %3.</source>
        <translation>Dass Lauf %1 besser ist als Lauf %2, ist nicht gezeigt %3.</translation>
    </message>
    <message>
        <source>From %1 to %2: %3 fixed, %4 broken.</source>
        <translation>Von %1 zu %2: %3 verbessert, %4 verschlechtert.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>measured on</source>
        <translation>gemessen an</translation>
    </message>
    <message>
        <source>parameters trained</source>
        <translation>trainierte Parameter</translation>
    </message>
    <message>
        <source>training time</source>
        <translation>Trainingszeit</translation>
    </message>
    <message>
        <source>rows a second</source>
        <translation>Zeilen je Sekunde</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>%1 of %2, kept %3</source>
        <translation>%1 von %2, behalten: %3</translation>
    </message>
    <message>
        <source>device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>%1 %2 on the %3 texts</source>
        <translation>%1 %2 auf den Texten der Teilmenge %3</translation>
    </message>
    <message>
        <source>test</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>, which leaves %1 to %2 as likely (95 %)</source>
        <translation>, womit %1 bis %2 wahrscheinlich bleiben (95 %)</translation>
    </message>
    <message>
        <source> ± %1</source>
        <translation> ± %1</translation>
    </message>
    <message>
        <source>(%1 on %2 texts, sign test)</source>
        <translation>(%1 bei %2 Texten, Vorzeichentest)</translation>
    </message>
    <message>
        <source>From %1 to %2: %3 nearer, %4 farther off.</source>
        <translation>Von %1 zu %2: %3 näher, %4 weiter weg.</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln run(s).</source>
        <translation>
            <numerusform>%1 aus %Ln Lauf.</numerusform>
            <numerusform>%1 aus %Ln Läufen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Facts</name>
    <message numerus="yes">
        <source>%n kernel(s) agree with the reference</source>
        <translation>
            <numerusform>%n Kernel stimmt mit der Referenz überein</numerusform>
            <numerusform>%n Kernel stimmen mit der Referenz überein</numerusform>
        </translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>Threads</translation>
    </message>
    <message>
        <source>Compute library</source>
        <translation>Rechenbibliothek</translation>
    </message>
    <message>
        <source>Instructions</source>
        <translation>Befehlssatz</translation>
    </message>
    <message>
        <source>Own kernels</source>
        <translation>Eigene Kernel</translation>
    </message>
    <message>
        <source>Self-check</source>
        <translation>Selbstprüfung</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>%1, %2 of it free</source>
        <translation>%1, davon %2 frei</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Store</source>
        <translation>Datenbank</translation>
    </message>
    <message>
        <source>checked, sound (schema %1)</source>
        <translation>geprüft, in Ordnung (Schema %1)</translation>
    </message>
    <message>
        <source>Free disk</source>
        <translation>Freier Plattenplatz</translation>
    </message>
</context>
<context>
    <name>Machine</name>
    <message>
        <source>GPU</source>
        <translation>GPU</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message numerus="yes">
        <source>%n core(s)</source>
        <translation>
            <numerusform>%n Kern</numerusform>
            <numerusform>%n Kerne</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RecipeField</name>
    <message>
        <source>&amp;Learning rate</source>
        <translation>&amp;Lernrate</translation>
    </message>
    <message>
        <source>Epoc&amp;hs</source>
        <translation>&amp;Epochen</translation>
    </message>
    <message>
        <source>&amp;Batch</source>
        <translation>&amp;Stapel</translation>
    </message>
    <message>
        <source>Longest te&amp;xt</source>
        <translation>L&amp;ängster Text</translation>
    </message>
    <message>
        <source>&amp;Warm-up</source>
        <translation>A&amp;ufwärmen</translation>
    </message>
    <message>
        <source>Stop earl&amp;y after</source>
        <translation>&amp;Früh beenden nach</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>S&amp;aat</translation>
    </message>
    <message>
        <source>same seed, same run</source>
        <translation>gleiche Saat, gleicher Lauf</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>Gewichtsverfall</translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation>Dropout</translation>
    </message>
    <message>
        <source>Longest gradient</source>
        <translation>Längster Gradient</translation>
    </message>
    <message>
        <source>Batches a step</source>
        <translation>Stapel je Schritt</translation>
    </message>
    <message>
        <source>Evaluate every</source>
        <translation>Prüfen alle</translation>
    </message>
    <message>
        <source>steps; 0: every epoch</source>
        <translation>Schritte; 0: jede Epoche</translation>
    </message>
    <message>
        <source>Save every</source>
        <translation>Sichern alle</translation>
    </message>
    <message>
        <source>steps; 0: about every 30 s</source>
        <translation>Schritte; 0: etwa alle 30 s</translation>
    </message>
    <message>
        <source>usually %1</source>
        <translation>üblich %1</translation>
    </message>
    <message>
        <source>usually %1 – %2</source>
        <translation>üblich %1 – %2</translation>
    </message>
    <message>
        <source>Label smoothing</source>
        <translation>Label-Glättung</translation>
    </message>
    <message>
        <source>Focal loss, γ</source>
        <translation>Focal Loss, γ</translation>
    </message>
    <message>
        <source>R-Drop</source>
        <translation>R-Drop</translation>
    </message>
    <message>
        <source>L2-SP</source>
        <translation>L2-SP</translation>
    </message>
    <message>
        <source>Warm-up, steps</source>
        <translation>Aufwärmen, Schritte</translation>
    </message>
    <message>
        <source>Momentum of SGD</source>
        <translation>Momentum von SGD</translation>
    </message>
    <message>
        <source>Restarts of cosine</source>
        <translation>Neustarts des Kosinus</translation>
    </message>
    <message>
        <source>Power of polynomial</source>
        <translation>Grad des Polynoms</translation>
    </message>
    <message>
        <source>Mixout</source>
        <translation>Mixout</translation>
    </message>
    <message>
        <source>Layer drop</source>
        <translation>Schichten auslassen</translation>
    </message>
    <message>
        <source>Average of weights</source>
        <translation>Mittel der Gewichte</translation>
    </message>
    <message>
        <source>Best steps kept</source>
        <translation>Behaltene beste Schritte</translation>
    </message>
</context>
<context>
    <name>RunGroupRow</name>
    <message numerus="yes">
        <source>Race of %Ln: %1</source>
        <translation>
            <numerusform>Wettlauf von %Ln: %1</numerusform>
            <numerusform>Wettlauf von %Ln: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Search, %Ln run(s): %1</source>
        <translation>
            <numerusform>Suche, %Ln Lauf: %1</numerusform>
            <numerusform>Suche, %Ln Läufe: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cross-validation, %Ln part(s): %1</source>
        <translation>
            <numerusform>Kreuzvalidierung, %Ln Teil: %1</numerusform>
            <numerusform>Kreuzvalidierung, %Ln Teile: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln seed(s): %1</source>
        <translation>
            <numerusform>%Ln Saat: %1</numerusform>
            <numerusform>%Ln Saaten: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>best %1</source>
        <translation>bester %1</translation>
    </message>
    <message>
        <source>%1 ± %2</source>
        <translation>%1 ± %2</translation>
    </message>
    <message numerus="yes">
        <source>%1, the best of %Ln run(s)</source>
        <translation>
            <numerusform>%1, der beste von %Ln Lauf</numerusform>
            <numerusform>%1, der beste von %Ln Läufen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, mean of %Ln run(s), 95 % interval %2–%3</source>
        <translation>
            <numerusform>%1, Mittel aus %Ln Lauf, 95-%-Intervall %2–%3</numerusform>
            <numerusform>%1, Mittel aus %Ln Läufen, 95-%-Intervall %2–%3</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 done</source>
        <translation>%1 von %2 fertig</translation>
    </message>
</context>
<context>
    <name>SearchFields</name>
    <message>
        <source>values: %1</source>
        <translation>Werte: %1</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>Optimierer</translation>
    </message>
</context>
<context>
    <name>Story</name>
    <message>
        <source>the model is being loaded and the texts are turned into tokens.</source>
        <translation>das Modell wird geladen, und die Texte werden in Token zerlegt.</translation>
    </message>
    <message>
        <source>the first steps. The new head starts out guessing, so the loss begins near that of a coin and should soon fall.</source>
        <translation>die ersten Schritte. Der neue Kopf rät zunächst; der Verlust beginnt daher wie beim Münzwurf und sollte bald fallen.</translation>
    </message>
    <message>
        <source>the training loss is falling (now %1). The first orange dot, at the next evaluation, will show whether that carries over to new texts.</source>
        <translation>der Trainingsverlust fällt (jetzt %1). Der erste orange Punkt, bei der nächsten Prüfung, zeigt, ob das auch für neue Texte gilt.</translation>
    </message>
    <message>
        <source>the training loss is falling, and the first look at new texts gives a loss of %1. If the orange curve turned up while the blue one fell, it would be memorising.</source>
        <translation>der Trainingsverlust fällt, und der erste Blick auf neue Texte ergibt einen Verlust von %1. Stiege die orange Kurve, während die blaue fällt, lernte es auswendig.</translation>
    </message>
    <message>
        <source>both curves still fall together, so the model is learning what carries over to new texts. If the orange one turned up while the blue fell, it would be memorising.</source>
        <translation>beide Kurven fallen noch gemeinsam: das Modell lernt, was auch für neue Texte gilt. Stiege die orange, während die blaue fällt, lernte es auswendig.</translation>
    </message>
    <message>
        <source>the loss is rising instead of falling: the steps are too large. Stop, and start again with a learning rate three to ten times smaller, or a longer warm-up.</source>
        <translation>der Verlust steigt, statt zu fallen: die Schritte sind zu groß. Beenden und mit drei- bis zehnmal kleinerer Lernrate oder längerem Aufwärmen neu beginnen.</translation>
    </message>
    <message>
        <source>the loss on new texts has been rising since step %1 while that on training texts falls: the model is memorising. The best step is kept; more texts, fewer epochs or a smaller learning rate help.</source>
        <translation>der Verlust auf neuen Texten steigt seit Schritt %1, während der auf Trainingstexten fällt: das Modell lernt auswendig. Der beste Schritt wird behalten; mehr Texte, weniger Epochen oder eine kleinere Lernrate helfen.</translation>
    </message>
    <message>
        <source>the loss has hardly moved so far (%1). If it stays there: raise the learning rate, let more of the model learn, or check that the labels fit the texts.</source>
        <translation>der Verlust hat sich bisher kaum bewegt (%1). Bleibt er dort: Lernrate erhöhen, mehr vom Modell lernen lassen oder prüfen, ob die Labels zu den Texten passen.</translation>
    </message>
    <message>
        <source>the training loss has levelled off at about %1. What is left to learn at this learning rate is learnt; the rest of the run polishes.</source>
        <translation>der Trainingsverlust hat sich bei etwa %1 eingependelt. Was bei dieser Lernrate zu lernen war, ist gelernt; der Rest des Laufs poliert.</translation>
    </message>
    <message>
        <source>the model reads every text once and keeps what it makes of it; the steps come after that, and are fast.</source>
        <translation>das Modell liest jeden Text einmal und behält, was es daraus macht; die Schritte kommen danach und gehen schnell.</translation>
    </message>
    <message>
        <source>the first steps. The loss says how surprised the model is by the next word; it falls as these texts become familiar.</source>
        <translation>die ersten Schritte. Der Verlust sagt, wie sehr das nächste Wort das Modell überrascht; er sinkt, je vertrauter ihm diese Texte werden.</translation>
    </message>
</context>
<context>
    <name>StrategyFields</name>
    <message>
        <source>Layers</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>Decay a layer</source>
        <translation>Abklingen je Schicht</translation>
    </message>
    <message>
        <source>Epochs a stage</source>
        <translation>Epochen je Stufe</translation>
    </message>
    <message>
        <source>Steps a stage</source>
        <translation>Schritte je Stufe</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>Rang</translation>
    </message>
    <message>
        <source>Alpha</source>
        <translation>Alpha</translation>
    </message>
    <message>
        <source>Dropout inside</source>
        <translation>Dropout darin</translation>
    </message>
    <message>
        <source>rsLoRA</source>
        <translation>rsLoRA</translation>
    </message>
    <message>
        <source>DoRA</source>
        <translation>DoRA</translation>
    </message>
    <message>
        <source>Rate of B (LoRA+)</source>
        <translation>Rate von B (LoRA+)</translation>
    </message>
    <message>
        <source>Targets</source>
        <translation>Ziele</translation>
    </message>
    <message>
        <source>Scaled at the input</source>
        <translation>Am Eingang skaliert</translation>
    </message>
    <message>
        <source>Reduction</source>
        <translation>Verengung</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>Stärke</translation>
    </message>
    <message>
        <source>Placement</source>
        <translation>Platz</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>Aktivierung</translation>
    </message>
    <message>
        <source>Vectors</source>
        <translation>Vektoren</translation>
    </message>
    <message>
        <source>Start from</source>
        <translation>Anfang aus</translation>
    </message>
    <message>
        <source>Initial text</source>
        <translation>Anfangstext</translation>
    </message>
    <message>
        <source>Projection</source>
        <translation>Projektion</translation>
    </message>
    <message>
        <source>Width of it</source>
        <translation>Deren Breite</translation>
    </message>
    <message>
        <source>on</source>
        <translation>an</translation>
    </message>
    <message>
        <source>usual ones</source>
        <translation>die üblichen</translation>
    </message>
    <message>
        <source>all linear</source>
        <translation>alle linearen</translation>
    </message>
</context>
<context>
    <name>Strings</name>
    <message>
        <source>%1 G</source>
        <extracomment>A number of things, in thousands, millions, milliards</extracomment>
        <translation>%1 Mrd.</translation>
    </message>
    <message>
        <source>%1 M</source>
        <translation>%1 Mio.</translation>
    </message>
    <message>
        <source>%1 k</source>
        <translation>%1 Tsd.</translation>
    </message>
    <message>
        <source>%1 GB</source>
        <translation>%1 GB</translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation>%1 MB</translation>
    </message>
    <message>
        <source>%1 kB</source>
        <translation>%1 kB</translation>
    </message>
    <message>
        <source>%1 B</source>
        <translation>%1 B</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>gerade eben</translation>
    </message>
    <message>
        <source>%1 min ago</source>
        <translation>vor %1 min</translation>
    </message>
    <message>
        <source>%1 h ago</source>
        <translation>vor %1 h</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>gestern</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>Accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>F1, macro</source>
        <translation>F1, makro</translation>
    </message>
    <message>
        <source>F1, weighted</source>
        <translation>F1, gewichtet</translation>
    </message>
    <message>
        <source>Precision, macro</source>
        <translation>Präzision, makro</translation>
    </message>
    <message>
        <source>Recall, macro</source>
        <translation>Trefferquote, makro</translation>
    </message>
    <message>
        <source>Matthews correlation</source>
        <translation>Matthews-Korrelation</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>F1 of %1</source>
        <translation>F1 von %1</translation>
    </message>
    <message>
        <source>text classification</source>
        <translation>Textklassifikation</translation>
    </message>
    <message>
        <source>regression</source>
        <translation>Regression</translation>
    </message>
    <message>
        <source>language model</source>
        <translation>Sprachmodell</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>leer</translation>
    </message>
    <message>
        <source>no label</source>
        <translation>kein Label</translation>
    </message>
    <message>
        <source>duplicate</source>
        <translation>doppelt</translation>
    </message>
    <message>
        <source>near-duplicate</source>
        <translation>fast doppelt</translation>
    </message>
    <message>
        <source>same text, other label</source>
        <translation>gleicher Text, anderes Label</translation>
    </message>
    <message>
        <source>rare class</source>
        <translation>seltene Klasse</translation>
    </message>
    <message>
        <source>imbalance</source>
        <translation>Ungleichgewicht</translation>
    </message>
    <message>
        <source>leaks across the split</source>
        <translation>über die Aufteilung hinweg</translation>
    </message>
    <message>
        <source>one class only</source>
        <translation>nur eine Klasse</translation>
    </message>
    <message>
        <source>cut</source>
        <translation>gekürzt</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>completed</source>
        <translation>abgeschlossen</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>beendet</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>unterbrochen</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>run %1</source>
        <translation>Lauf %1</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>F1 of entities</source>
        <translation>F1 der Namen</translation>
    </message>
    <message>
        <source>Precision of entities</source>
        <translation>Genauigkeit der Namen</translation>
    </message>
    <message>
        <source>Recall of entities</source>
        <translation>Trefferquote der Namen</translation>
    </message>
    <message>
        <source>Precision of %1</source>
        <translation>Genauigkeit von %1</translation>
    </message>
    <message>
        <source>Recall of %1</source>
        <translation>Trefferquote von %1</translation>
    </message>
    <message>
        <source>entities</source>
        <translation>Namen</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>begins with I-</source>
        <translation>beginnt mit I-</translation>
    </message>
    <message>
        <source>within each other</source>
        <translation>ineinander</translation>
    </message>
    <message>
        <source>question answering</source>
        <translation>Fragen beantworten</translation>
    </message>
    <message>
        <source>text to text</source>
        <translation>Text zu Text</translation>
    </message>
    <message>
        <source>filling gaps</source>
        <translation>Lücken füllen</translation>
    </message>
    <message>
        <source>F1, micro</source>
        <translation>F1, mikro</translation>
    </message>
    <message>
        <source>Hamming loss</source>
        <translation>Hamming-Verlust</translation>
    </message>
    <message>
        <source>Mean squared error</source>
        <translation>Mittlerer quadratischer Fehler</translation>
    </message>
    <message>
        <source>Mean absolute error</source>
        <translation>Mittlerer absoluter Fehler</translation>
    </message>
    <message>
        <source>R²</source>
        <translation>R²</translation>
    </message>
    <message>
        <source>Pearson correlation</source>
        <translation>Korrelation nach Pearson</translation>
    </message>
    <message>
        <source>Spearman correlation</source>
        <translation>Korrelation nach Spearman</translation>
    </message>
    <message>
        <source>several labels a text</source>
        <translation>mehrere Labels je Text</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1 %2 ± %3 (mean and 95 % interval: %4 to %5)</source>
        <translation>%1 %2 ± %3 (Mittel und 95-%-Intervall: %4 bis %5)</translation>
    </message>
    <message>
        <source>Exact match, with an answer</source>
        <translation>Genaue Treffer, mit Antwort</translation>
    </message>
    <message>
        <source>F1, with an answer</source>
        <translation>F1, mit Antwort</translation>
    </message>
    <message>
        <source>Exact match, without an answer</source>
        <translation>Genaue Treffer, ohne Antwort</translation>
    </message>
    <message>
        <source>F1, without an answer</source>
        <translation>F1, ohne Antwort</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>keine Antwort</translation>
    </message>
    <message>
        <source>answer elsewhere</source>
        <translation>Antwort steht woanders</translation>
    </message>
</context>
<context>
    <name>engine</name>
    <message>
        <source>Full</source>
        <translation>Vollständig</translation>
    </message>
    <message>
        <source>every weight learns</source>
        <translation>jedes Gewicht lernt</translation>
    </message>
    <message>
        <source>Every weight starts where pretraining left it and moves with the same learning rate: θ ← θ − η·∇L(θ). This usually reaches the best score, costs the most time and memory, and with few texts may forget what the model knew.</source>
        <translation>Jedes Gewicht beginnt, wo das Vortraining es ließ, und bewegt sich mit derselben Lernrate: θ ← θ − η·∇L(θ). Das erreicht meist die beste Güte, kostet am meisten Zeit und Speicher und kann bei wenigen Texten vergessen, was das Modell wusste.</translation>
    </message>
    <message>
        <source>Frozen features</source>
        <translation>Eingefrorene Merkmale</translation>
    </message>
    <message>
        <source>only the new head learns</source>
        <translation>nur der neue Kopf lernt</translation>
    </message>
    <message>
        <source>The pretrained model f stays as it is and turns each text into features h = f(x) once; only the head on top is trained, y = softmax(W·h + b). Many times faster and nothing is forgotten, but the features can&apos;t adapt to your texts.</source>
        <translation>Das vortrainierte Modell f bleibt, wie es ist, und macht aus jedem Text einmal Merkmale h = f(x); nur der Kopf darüber wird trainiert, y = softmax(W·h + b). Um ein Vielfaches schneller, und nichts wird vergessen, doch die Merkmale passen sich den Texten nicht an.</translation>
    </message>
    <message>
        <source>Discriminative rates</source>
        <translation>Abgestufte Lernraten</translation>
    </message>
    <message>
        <source>lower layers learn more slowly</source>
        <translation>untere Schichten lernen langsamer</translation>
    </message>
    <message>
        <source>Every weight learns, but each layer&apos;s rate is the one above times the decay ξ: ηₗ = η·ξ^(L+1−l), with the head at η and the embeddings slowest. Lower layers hold what all texts share, so they are moved least.</source>
        <translation>Jedes Gewicht lernt, doch die Rate jeder Schicht ist die der darüberliegenden mal dem Abfall ξ: ηₗ = η·ξ^(L+1−l), der Kopf mit η, die Einbettungen am langsamsten. Untere Schichten tragen, was alle Texte teilen, und werden daher am wenigsten bewegt.</translation>
    </message>
    <message>
        <source>How much slower each layer learns than the one above it; 1 is the same rate everywhere.</source>
        <translation>Um wie viel langsamer jede Schicht lernt als die darüber; 1 heißt überall dieselbe Rate.</translation>
    </message>
    <message>
        <source>Top layers</source>
        <translation>Obere Schichten</translation>
    </message>
    <message>
        <source>the last layers and the head learn</source>
        <translation>die letzten Schichten und der Kopf lernen</translation>
    </message>
    <message>
        <source>The lower layers stay as they are; the top k and the head learn: θₗ ← θₗ − η·∇L for l &gt; L − k. Lower layers hold what all texts share, so little is lost, and nothing is computed backward below the layers that learn.</source>
        <translation>Die unteren Schichten bleiben, wie sie sind; die obersten k und der Kopf lernen: θₗ ← θₗ − η·∇L für l &gt; L − k. Untere Schichten tragen, was alle Texte teilen, also geht wenig verloren, und unterhalb der lernenden Schichten wird nichts rückwärts gerechnet.</translation>
    </message>
    <message>
        <source>How many layers learn, counted from the top.</source>
        <translation>Wie viele Schichten lernen, von oben gezählt.</translation>
    </message>
    <message>
        <source>Gradual unfreezing</source>
        <translation>Schrittweises Auftauen</translation>
    </message>
    <message>
        <source>one layer more learns at each stage, from the top</source>
        <translation>mit jeder Stufe lernt eine Schicht mehr, von oben</translation>
    </message>
    <message>
        <source>The head learns first; at each stage the next layer down joins, the embeddings last. Layer l learns from stage L + 1 − l on, and what is below it is not touched, so a fresh head can&apos;t shake the whole model.</source>
        <translation>Zuerst lernt der Kopf; mit jeder Stufe kommt die nächste Schicht darunter hinzu, die Einbettungen zuletzt. Schicht l lernt ab Stufe L + 1 − l, und was darunter liegt, wird nicht berührt; so kann ein frischer Kopf nicht das ganze Modell erschüttern.</translation>
    </message>
    <message>
        <source>Epochs before the next layer joins; 0 shares the run out evenly, so that all layers get to learn.</source>
        <translation>Epochen, bis die nächste Schicht hinzukommt; 0 teilt den Lauf gleichmäßig auf, so dass alle Schichten zum Lernen kommen.</translation>
    </message>
    <message>
        <source>Steps before the next layer joins, instead of epochs; 0: by epochs.</source>
        <translation>Schritte statt Epochen, bis die nächste Schicht hinzukommt; 0: nach Epochen.</translation>
    </message>
    <message>
        <source>BitFit</source>
        <translation>BitFit (nur Bias)</translation>
    </message>
    <message>
        <source>only the biases and the head learn</source>
        <translation>nur die Bias-Werte und der Kopf lernen</translation>
    </message>
    <message>
        <source>Of y = W·x + b only b moves, everywhere in the model, and the head: about one weight in a thousand. With few texts it comes close to full fine-tuning, and what is learnt takes next to no room.</source>
        <translation>Von y = W·x + b bewegt sich nur b, überall im Modell, und der Kopf: etwa ein Gewicht von tausend. Mit wenigen Texten kommt das dem vollen Feintuning nahe, und was gelernt wird, braucht fast keinen Platz.</translation>
    </message>
    <message>
        <source>From scratch</source>
        <translation>Von Grund auf</translation>
    </message>
    <message>
        <source>every weight is drawn anew and learns</source>
        <translation>jedes Gewicht wird neu gezogen und lernt</translation>
    </message>
    <message>
        <source>Nothing of pretraining is kept: every weight starts from N(0, σ²) as the model&apos;s makers drew it, and your texts are all that it ever sees. The comparison that shows what transfer is worth.</source>
        <translation>Vom Vortraining bleibt nichts: Jedes Gewicht beginnt bei N(0, σ²), wie die Macher des Modells es zogen, und Ihre Texte sind alles, was es je sieht. Der Vergleich, der zeigt, was Transfer wert ist.</translation>
    </message>
    <message>
        <source>LoRA</source>
        <translation>LoRA (niedriger Rang)</translation>
    </message>
    <message>
        <source>two thin matrices beside the frozen weights learn</source>
        <translation>zwei schmale Matrizen neben den eingefrorenen Gewichten lernen</translation>
    </message>
    <message>
        <source>The weights W stay; beside each chosen one a product of two thin matrices learns: y = W·x + (α/r)·B·A·x, with B = 0 at the start. Afterwards it is added into W, so the model is as fast as before, and what was learnt is a small file.</source>
        <translation>Die Gewichte W bleiben; neben jedem gewählten lernt ein Produkt zweier schmaler Matrizen: y = W·x + (α/r)·B·A·x, mit B = 0 am Anfang. Danach wird es zu W addiert; das Modell ist so schnell wie zuvor, und das Gelernte ist eine kleine Datei.</translation>
    </message>
    <message>
        <source>Width r of the thin matrices: more can express more and takes more room.</source>
        <translation>Breite r der schmalen Matrizen: Mehr kann mehr ausdrücken und braucht mehr Platz.</translation>
    </message>
    <message>
        <source>Strength α of what is added; it counts as α/r.</source>
        <translation>Stärke α dessen, was addiert wird; sie zählt als α/r.</translation>
    </message>
    <message>
        <source>The share of a layer&apos;s inputs switched off at random on the way through the thin matrices.</source>
        <translation>Der Anteil der Eingänge einer Schicht, der auf dem Weg durch die schmalen Matrizen zufällig abgeschaltet wird.</translation>
    </message>
    <message>
        <source>Scale by α/√r instead of α/r, which keeps high ranks learning (Kalajdzievski 2023).</source>
        <translation>Mit α/√r statt α/r skalieren, womit auch hohe Ränge lernen (Kalajdzievski 2023).</translation>
    </message>
    <message>
        <source>Learn length and direction of each weight row apart (Liu et al. 2024): often better at low rank, slower.</source>
        <translation>Länge und Richtung jeder Gewichtszeile getrennt lernen (Liu et al. 2024): bei kleinem Rang oft besser, langsamer.</translation>
    </message>
    <message>
        <source>How many times faster B learns than A (LoRA+, Hayou et al. 2024); 1: the same.</source>
        <translation>Wievielmal schneller B lernt als A (LoRA+, Hayou et al. 2024); 1: gleich schnell.</translation>
    </message>
    <message>
        <source>Which layers: the ends of their names, separated by commas, or all-linear; empty: query and value, as PEFT chooses for the model&apos;s family.</source>
        <translation>Welche Schichten: die Enden ihrer Namen, durch Kommas getrennt, oder all-linear; leer: query und value, wie PEFT für die Modellfamilie wählt.</translation>
    </message>
    <message>
        <source>IA³</source>
        <translation>IA³ (Skalierung)</translation>
    </message>
    <message>
        <source>a factor for each key, value and inner value learns</source>
        <translation>ein Faktor für jeden Schlüssel, Wert und inneren Wert lernt</translation>
    </message>
    <message>
        <source>Three vectors a layer learn, all 1 at the start: k ← lₖ ⊙ k, v ← lᵥ ⊙ v, and one on what the feed-forward layer&apos;s output reads. Fewer weights than any other way but prompts; they are multiplied into W afterwards.</source>
        <translation>Drei Vektoren je Schicht lernen, alle am Anfang 1: k ← lₖ ⊙ k, v ← lᵥ ⊙ v, und einer auf dem, was der Ausgang der Feedforward-Schicht liest. Weniger Gewichte als jeder andere Weg außer Prompts; sie werden danach in W multipliziert.</translation>
    </message>
    <message>
        <source>Which layers: the ends of their names, separated by commas; empty: as PEFT chooses for the model&apos;s family.</source>
        <translation>Welche Schichten: die Enden ihrer Namen, durch Kommas getrennt; leer: wie PEFT für die Modellfamilie wählt.</translation>
    </message>
    <message>
        <source>Which of these are scaled at their input instead of their output; empty: as PEFT chooses.</source>
        <translation>Welche davon am Eingang statt am Ausgang skaliert werden; leer: wie PEFT wählt.</translation>
    </message>
    <message>
        <source>Adapters</source>
        <translation>Adapter</translation>
    </message>
    <message>
        <source>small bottlenecks between the layers learn</source>
        <translation>kleine Engstellen zwischen den Schichten lernen</translation>
    </message>
    <message>
        <source>After each half of a layer, or after its feed-forward half alone, a bottleneck with a residual learns: h ← h + U·f(D·h). The model&apos;s weights stay as they are; what is learnt can be taken out and swapped.</source>
        <translation>Nach jeder Hälfte einer Schicht, oder nur nach ihrer Feedforward-Hälfte, lernt eine Engstelle mit Residuum: h ← h + U·f(D·h). Die Gewichte des Modells bleiben; das Gelernte lässt sich herausnehmen und tauschen.</translation>
    </message>
    <message>
        <source>How many times narrower the bottleneck is than the layer.</source>
        <translation>Wievielmal schmaler die Engstelle ist als die Schicht.</translation>
    </message>
    <message>
        <source>Strength of what a bottleneck adds; 4 is usual for parallel ones.</source>
        <translation>Stärke dessen, was eine Engstelle addiert; für parallele ist 4 üblich.</translation>
    </message>
    <message>
        <source>houlsby: after attention and after feed-forward; pfeiffer: after feed-forward alone, reading the normalised stream; parallel: beside feed-forward (He et al. 2022).</source>
        <translation>houlsby: nach Attention und nach Feedforward; pfeiffer: nur nach Feedforward, liest den normierten Strom; parallel: neben Feedforward (He et al. 2022).</translation>
    </message>
    <message>
        <source>The function f inside the bottleneck.</source>
        <translation>Die Funktion f in der Engstelle.</translation>
    </message>
    <message>
        <source>Prompt tuning</source>
        <translation>Prompt-Tuning</translation>
    </message>
    <message>
        <source>a few vectors before each text learn</source>
        <translation>ein paar Vektoren vor jedem Text lernen</translation>
    </message>
    <message>
        <source>Before the embeddings of each text stand n vectors of their own, [p₁ … pₙ; x], and only they and the head learn. A few thousand weights; good with large models, weak with small ones.</source>
        <translation>Vor den Einbettungen jedes Textes stehen n eigene Vektoren, [p₁ … pₙ; x], und nur sie und der Kopf lernen. Ein paar tausend Gewichte; gut mit großen Modellen, schwach mit kleinen.</translation>
    </message>
    <message>
        <source>How many vectors stand before each text; each shortens what fits of it.</source>
        <translation>Wie viele Vektoren vor jedem Text stehen; jeder verkürzt, was vom Text hineinpasst.</translation>
    </message>
    <message>
        <source>What the vectors start from: drawn, embeddings of drawn words, or the words of text.</source>
        <translation>Womit die Vektoren beginnen: gezogen, Einbettungen gezogener Wörter, oder die Wörter von text.</translation>
    </message>
    <message>
        <source>The words to start from where init is text.</source>
        <translation>Die Wörter, mit denen sie beginnen, wenn init auf text steht.</translation>
    </message>
    <message>
        <source>The same as token ids, separated by commas; made of the text where it is empty.</source>
        <translation>Dasselbe als Token-Nummern, durch Kommas getrennt; wird aus dem Text gebildet, wo es leer ist.</translation>
    </message>
    <message>
        <source>Prefix tuning</source>
        <translation>Prefix-Tuning</translation>
    </message>
    <message>
        <source>keys and values before each text learn, in every layer</source>
        <translation>Schlüssel und Werte vor jedem Text lernen, in jeder Schicht</translation>
    </message>
    <message>
        <source>In every layer n keys and values of their own stand before each text&apos;s: softmax(q·[Pₖ; K]ᵀ/√d)·[Pᵥ; V]. Only they and the head learn: deep prompts. With projection they come out of a small network, as first published, which is steadier.</source>
        <translation>In jeder Schicht stehen n eigene Schlüssel und Werte vor denen jedes Textes: softmax(q·[Pₖ; K]ᵀ/√d)·[Pᵥ; V]. Nur sie und der Kopf lernen: tiefe Prompts. Mit Projektion kommen sie aus einem kleinen Netz, wie zuerst veröffentlicht, was stetiger lernt.</translation>
    </message>
    <message>
        <source>How many keys and values stand before each text&apos;s.</source>
        <translation>Wie viele Schlüssel und Werte vor denen jedes Textes stehen.</translation>
    </message>
    <message>
        <source>Make them by a small network while training, as Li &amp; Liang.</source>
        <translation>Sie beim Training von einem kleinen Netz bilden lassen, wie Li &amp; Liang.</translation>
    </message>
    <message>
        <source>Width of that network.</source>
        <translation>Breite dieses Netzes.</translation>
    </message>
    <message>
        <source>How far each step moves the weights; too much and the loss jumps, too little and it hardly falls.</source>
        <translation>Wie weit jeder Schritt die Gewichte bewegt; zu viel, und der Verlust springt, zu wenig, und er fällt kaum.</translation>
    </message>
    <message>
        <source>How often every text is seen; more learns longer and may start to memorise.</source>
        <translation>Wie oft jeder Text gesehen wird; mehr lernt länger und beginnt womöglich auswendig zu lernen.</translation>
    </message>
    <message>
        <source>Texts a step; larger steps are calmer and need more memory.</source>
        <translation>Texte je Schritt; größere Schritte sind ruhiger und brauchen mehr Speicher.</translation>
    </message>
    <message>
        <source>The share of steps in which the learning rate rises from zero, so that a new head does not shake the rest.</source>
        <translation>Anteil der Schritte, in denen die Lernrate von null ansteigt, damit ein neuer Kopf den Rest nicht erschüttert.</translation>
    </message>
    <message>
        <source>Pulls weights toward zero a little each step, against memorising.</source>
        <translation>Zieht die Gewichte mit jedem Schritt ein wenig gegen null, gegen das Auswendiglernen.</translation>
    </message>
    <message>
        <source>The share of values switched off at random while training, so that nothing is relied on alone.</source>
        <translation>Anteil der Werte, die im Training zufällig abgeschaltet werden, damit sich nichts auf einen allein verlässt.</translation>
    </message>
    <message>
        <source>Longer texts are cut after this many tokens; time and memory grow with it.</source>
        <translation>Längere Texte werden nach so vielen Token gekürzt; Zeit und Speicher wachsen damit.</translation>
    </message>
    <message>
        <source>Gradients longer than this are shortened to it, so that one odd text can&apos;t throw the weights off; 0 leaves them.</source>
        <translation>Längere Gradienten werden auf dieses Maß gekürzt, damit ein seltsamer Text die Gewichte nicht aus der Bahn wirft; 0 lässt sie.</translation>
    </message>
    <message>
        <source>Batches added up before the weights move: a larger batch without its memory.</source>
        <translation>So viele Stapel werden summiert, bevor sich die Gewichte bewegen: ein größerer Stapel ohne dessen Speicherbedarf.</translation>
    </message>
    <message>
        <source>Stops after this many evaluations without gain and keeps the best; 0 trains to the end.</source>
        <translation>Beendet nach so vielen Prüfungen ohne Gewinn und behält den besten Stand; 0 trainiert bis zum Schluss.</translation>
    </message>
    <message>
        <source>The share of each target that is spread over all classes, against being too sure.</source>
        <translation>Der Anteil jedes Ziels, der auf alle Klassen verteilt wird, gegen zu große Sicherheit.</translation>
    </message>
    <message>
        <source>Lets texts that are easy already count less, so that hard and rare ones are learnt; 0: all count the same.</source>
        <translation>Lässt Texte, die schon leicht sind, weniger zählen, damit schwere und seltene gelernt werden; 0: alle zählen gleich.</translation>
    </message>
    <message>
        <source>Makes two passes with different dropout agree: steadier with few texts, and half as fast; 0: one pass.</source>
        <translation>Lässt zwei Durchgänge mit verschiedenem Dropout übereinstimmen: stetiger bei wenigen Texten, halb so schnell; 0: ein Durchgang.</translation>
    </message>
    <message>
        <source>Pulls weights back toward the pretrained ones each step, against forgetting.</source>
        <translation>Zieht die Gewichte in jedem Schritt zu den vortrainierten zurück, gegen das Vergessen.</translation>
    </message>
    <message>
        <source>Is this review positive?</source>
        <translation>Ist diese Kritik positiv?</translation>
    </message>
    <message>
        <source>10,072 sentences from film reviews. Fine-tune a small BERT, every weight of it, and watch it learn what praise sounds like.</source>
        <translation>10.072 Sätze aus Filmkritiken. Ein kleines BERT lernt mit jedem Gewicht, wie Lob klingt – und man sieht zu.</translation>
    </message>
    <message>
        <source>Write like a film critic</source>
        <translation>Schreiben wie ein Filmkritiker</translation>
    </message>
    <message>
        <source>SmolLM2, a small GPT, reads a part of 10,072 sentences from film reviews and picks up their tone. It writes on from the same words before and after.</source>
        <translation>SmolLM2, ein kleines GPT, liest einen Teil von 10.072 Sätzen aus Filmkritiken und nimmt ihren Ton an. Von denselben Worten aus schreibt es vorher und nachher weiter.</translation>
    </message>
    <message>
        <source>Is this product any good?</source>
        <translation>Taugt dieses Produkt etwas?</translation>
    </message>
    <message>
        <source>2,985 sentences from product reviews. The model stays as it is and only a new head learns: done in a fraction of the time.</source>
        <translation>2.985 Sätze aus Produktbewertungen. Das Modell bleibt, wie es ist, nur ein neuer Kopf lernt: fertig in einem Bruchteil der Zeit.</translation>
    </message>
    <message>
        <source>What mood is this tweet in?</source>
        <translation>In welcher Stimmung ist dieser Tweet?</translation>
    </message>
    <message>
        <source>3,432 tweets. Every layer learns at a rate of its own, the lower ones more slowly, so that less is forgotten.</source>
        <translation>3.432 Tweets. Jede Schicht lernt mit eigener Rate, die unteren langsamer, damit weniger vergessen wird.</translation>
    </message>
    <message>
        <source>a billion pairs of sentences that belong together, on top of English web text</source>
        <translation>eine Milliarde zusammengehöriger Satzpaare, auf der Grundlage englischer Webtexte</translation>
    </message>
    <message>
        <source>a first model: small, quick to tune on a laptop, good sentence features when frozen</source>
        <translation>ein erstes Modell: klein, auf dem Laptop schnell anzupassen, eingefroren mit guten Satzmerkmalen</translation>
    </message>
    <message>
        <source>English</source>
        <translation>Englisch</translation>
    </message>
    <message>
        <source>the same with twice the layers: somewhat better, half as fast</source>
        <translation>dasselbe mit doppelt so vielen Schichten: etwas besser, halb so schnell</translation>
    </message>
    <message>
        <source>English Wikipedia and books</source>
        <translation>englische Wikipedia und Bücher</translation>
    </message>
    <message>
        <source>trying things out in seconds, and lessons</source>
        <translation>Versuche in Sekunden und Unterricht</translation>
    </message>
    <message>
        <source>old machines and lessons</source>
        <translation>alte Rechner und Unterricht</translation>
    </message>
    <message>
        <source>quick classification where a little accuracy may go</source>
        <translation>schnelle Klassifikation, wo etwas Genauigkeit fehlen darf</translation>
    </message>
    <message>
        <source>English Wikipedia and books, lower-cased</source>
        <translation>englische Wikipedia und Bücher, kleingeschrieben</translation>
    </message>
    <message>
        <source>the standard for classifying English texts</source>
        <translation>der Standard, um englische Texte zu klassifizieren</translation>
    </message>
    <message>
        <source>English where capitals matter, as in names</source>
        <translation>Englisch, wo Großschreibung zählt, etwa bei Namen</translation>
    </message>
    <message>
        <source>the last point of accuracy, three times slower</source>
        <translation>der letzte Punkt Genauigkeit, dreimal langsamer</translation>
    </message>
    <message>
        <source>Wikipedia in 104 languages</source>
        <translation>Wikipedia in 104 Sprachen</translation>
    </message>
    <message>
        <source>texts in several languages, or in one that has no model of its own</source>
        <translation>Texte in mehreren Sprachen oder in einer ohne eigenes Modell</translation>
    </message>
    <message>
        <source>104 languages</source>
        <translation>104 Sprachen</translation>
    </message>
    <message>
        <source>BERT large, cased, tuned on news with marked persons, places and organisations</source>
        <translation>BERT large mit Großschreibung, angepasst an Nachrichten mit markierten Personen, Orten und Organisationen</translation>
    </message>
    <message>
        <source>finding persons, places and organisations in English news</source>
        <translation>Personen, Orte und Organisationen in englischen Nachrichten</translation>
    </message>
    <message>
        <source>BERT base, cased, read on through PubMed abstracts</source>
        <translation>BERT base mit Großschreibung, weitergelesen in PubMed-Kurzfassungen</translation>
    </message>
    <message>
        <source>biomedical papers</source>
        <translation>biomedizinische Aufsätze</translation>
    </message>
    <message>
        <source>BioBERT, read on through hospital notes (MIMIC-III)</source>
        <translation>BioBERT, weitergelesen in Klinikberichten (MIMIC-III)</translation>
    </message>
    <message>
        <source>clinical notes</source>
        <translation>klinische Berichte</translation>
    </message>
    <message>
        <source>1.1 million scientific papers, with a vocabulary of their own</source>
        <translation>1,1 Millionen wissenschaftliche Aufsätze, mit eigenem Wortschatz</translation>
    </message>
    <message>
        <source>scientific papers of any field</source>
        <translation>wissenschaftliche Aufsätze jedes Fachs</translation>
    </message>
    <message>
        <source>BERT base, read on through financial news and tuned on its sentiment</source>
        <translation>BERT base, weitergelesen in Finanznachrichten und an deren Stimmung angepasst</translation>
    </message>
    <message>
        <source>sentiment of financial news</source>
        <translation>Stimmung von Finanznachrichten</translation>
    </message>
    <message>
        <source>12 GB of laws, court cases and contracts</source>
        <translation>12 GB Gesetze, Urteile und Verträge</translation>
    </message>
    <message>
        <source>contracts, clauses and judgments</source>
        <translation>Verträge, Klauseln und Urteile</translation>
    </message>
    <message>
        <source>distilled from BERT base on the same texts</source>
        <translation>aus BERT base an denselben Texten destilliert</translation>
    </message>
    <message>
        <source>almost BERT&apos;s accuracy at 60 % of its time</source>
        <translation>fast die Genauigkeit von BERT in 60 % der Zeit</translation>
    </message>
    <message>
        <source>160 GB of English books, news and web pages</source>
        <translation>160 GB englische Bücher, Nachrichten und Webseiten</translation>
    </message>
    <message>
        <source>usually a point or two better than BERT base at the same cost</source>
        <translation>meist ein, zwei Punkte besser als BERT base, bei gleichem Aufwand</translation>
    </message>
    <message>
        <source>2.5 TB of filtered web pages in 100 languages</source>
        <translation>2,5 TB gefilterte Webseiten in 100 Sprachen</translation>
    </message>
    <message>
        <source>many languages at once, small ones too</source>
        <translation>viele Sprachen zugleich, auch kleine</translation>
    </message>
    <message>
        <source>100 languages</source>
        <translation>100 Sprachen</translation>
    </message>
    <message>
        <source>40 GB of web pages (WebText)</source>
        <translation>40 GB Webseiten (WebText)</translation>
    </message>
    <message>
        <source>writing on in English</source>
        <translation>Weiterschreiben auf Englisch</translation>
    </message>
    <message>
        <source>distilled from GPT-2 on OpenWebText</source>
        <translation>aus GPT-2 an OpenWebText destilliert</translation>
    </message>
    <message>
        <source>writing on, faster and smaller</source>
        <translation>Weiterschreiben, schneller und kleiner</translation>
    </message>
    <message>
        <source>147 million conversations from Reddit</source>
        <translation>147 Millionen Gespräche aus Reddit</translation>
    </message>
    <message>
        <source>short replies in a conversation</source>
        <translation>kurze Antworten im Gespräch</translation>
    </message>
    <message>
        <source>filtered web pages (C4) and many tasks put as text</source>
        <translation>gefilterte Webseiten (C4) und viele als Text gestellte Aufgaben</translation>
    </message>
    <message>
        <source>text in, text out: summaries, translation</source>
        <translation>Text hinein, Text heraus: Zusammenfassungen, Übersetzungen</translation>
    </message>
    <message>
        <source>two trillion tokens of chosen web pages, lessons and code</source>
        <translation>zwei Billionen Token ausgewählter Webseiten, Lehrtexte und Code</translation>
    </message>
    <message>
        <source>writing that fits any laptop</source>
        <translation>Schreiben, das auf jeden Laptop passt</translation>
    </message>
    <message>
        <source>%1 empty text</source>
        <translation>%1 leerer Text</translation>
    </message>
    <message>
        <source>%1 empty texts</source>
        <translation>%1 leere Texte</translation>
    </message>
    <message>
        <source>%1 empty label</source>
        <translation>%1 leeres Label</translation>
    </message>
    <message>
        <source>%1 empty labels</source>
        <translation>%1 leere Labels</translation>
    </message>
    <message>
        <source>%1 rare class</source>
        <translation>%1 seltene Klasse</translation>
    </message>
    <message>
        <source>%1 rare classes</source>
        <translation>%1 seltene Klassen</translation>
    </message>
    <message>
        <source>%1 duplicate text</source>
        <translation>%1 doppelter Text</translation>
    </message>
    <message>
        <source>%1 duplicate texts</source>
        <translation>%1 doppelte Texte</translation>
    </message>
    <message>
        <source>No duplicate texts</source>
        <translation>Keine doppelten Texte</translation>
    </message>
    <message>
        <source>%1 text carries two labels</source>
        <translation>%1 Text trägt zwei Labels</translation>
    </message>
    <message>
        <source>%1 texts carry two labels</source>
        <translation>%1 Texte tragen zwei Labels</translation>
    </message>
    <message>
        <source>%1 text carries several labels</source>
        <translation>%1 Text trägt mehrere Labels</translation>
    </message>
    <message>
        <source>%1 texts carry several labels</source>
        <translation>%1 Texte tragen mehrere Labels</translation>
    </message>
    <message>
        <source>%1 near-duplicate</source>
        <translation>%1 fast doppelter Text</translation>
    </message>
    <message>
        <source>%1 near-duplicates</source>
        <translation>%1 fast doppelte Texte</translation>
    </message>
    <message>
        <source>%1 near-duplicate, %2 across the split</source>
        <translation>%1 fast doppelter Text, %2 über die Aufteilung hinweg</translation>
    </message>
    <message>
        <source>%1 near-duplicates, %2 across the split</source>
        <translation>%1 fast doppelte Texte, %2 über die Aufteilung hinweg</translation>
    </message>
    <message>
        <source>%1 row leaks into a held-out part of the split</source>
        <translation>%1 Zeile steht auch in einem zurückgehaltenen Teil</translation>
    </message>
    <message>
        <source>%1 rows leak into a held-out part of the split</source>
        <translation>%1 Zeilen stehen auch in einem zurückgehaltenen Teil</translation>
    </message>
    <message>
        <source>No text is in two parts of the split</source>
        <translation>Kein Text steht in zwei Teilen der Aufteilung</translation>
    </message>
    <message>
        <source>Labels balanced</source>
        <translation>Labels ausgewogen</translation>
    </message>
    <message>
        <source>Labels fairly balanced</source>
        <translation>Labels recht ausgewogen</translation>
    </message>
    <message>
        <source>Labels unbalanced</source>
        <translation>Labels unausgewogen</translation>
    </message>
    <message>
        <source>Labels unbalanced: %1 has %2 times as many rows as %3</source>
        <translation>Labels unausgewogen: %1 hat %2-mal so viele Zeilen wie %3</translation>
    </message>
    <message>
        <source>Every row has the same label, %1</source>
        <translation>Jede Zeile hat dasselbe Label, %1</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove both</source>
        <translation>Beide entfernen</translation>
    </message>
    <message>
        <source>Remove all</source>
        <translation>Alle entfernen</translation>
    </message>
    <message>
        <source>Keep one</source>
        <translation>Eines behalten</translation>
    </message>
    <message>
        <source>Who and where in this tweet?</source>
        <translation>Wer und wo in diesem Tweet?</translation>
    </message>
    <message>
        <source>2,394 tweets in which persons, places, companies and seven more kinds of names are marked. Every word gets a tag, and what belongs together becomes an entity.</source>
        <translation>2.394 Tweets, in denen Personen, Orte, Firmen und sieben weitere Arten von Namen markiert sind. Jedes Wort erhält eine Marke, und was zusammengehört, wird ein Name.</translation>
    </message>
    <message>
        <source>%1 sentence has an entity that begins with I-</source>
        <translation>%1 Satz hat einen Namen, der mit I- beginnt</translation>
    </message>
    <message>
        <source>%1 sentences have an entity that begins with I-</source>
        <translation>%1 Sätze haben einen Namen, der mit I- beginnt</translation>
    </message>
    <message>
        <source>%1 sentence has entities within each other</source>
        <translation>%1 Satz hat ineinanderliegende Namen</translation>
    </message>
    <message>
        <source>%1 sentences have entities within each other</source>
        <translation>%1 Sätze haben ineinanderliegende Namen</translation>
    </message>
    <message>
        <source>%1 rare type of entity</source>
        <translation>%1 seltene Art von Namen</translation>
    </message>
    <message>
        <source>%1 rare types of entity</source>
        <translation>%1 seltene Arten von Namen</translation>
    </message>
    <message>
        <source>50 languages</source>
        <translation>50 Sprachen</translation>
    </message>
    <message>
        <source>sentences and their translations, distilled from an English sentence model</source>
        <translation>Sätze und ihre Übersetzungen, destilliert aus einem englischen Satzmodell</translation>
    </message>
    <message>
        <source>small and quick for texts in several languages; good sentence features when frozen</source>
        <translation>klein und schnell für Texte in mehreren Sprachen; eingefroren mit guten Satzmerkmalen</translation>
    </message>
    <message>
        <source>half the cost of BERT base, most of its accuracy</source>
        <translation>die Hälfte des Aufwands von BERT base, fast dessen Genauigkeit</translation>
    </message>
    <message>
        <source>the last point of accuracy where capitals matter</source>
        <translation>das letzte bisschen Genauigkeit, wo Großschreibung zählt</translation>
    </message>
    <message>
        <source>102 languages</source>
        <translation>102 Sprachen</translation>
    </message>
    <message>
        <source>Wikipedia in 102 languages, lower-cased and without accents</source>
        <translation>Wikipedia in 102 Sprachen, kleingeschrieben und ohne Akzente</translation>
    </message>
    <message>
        <source>several languages where capitals and accents do not matter</source>
        <translation>mehrere Sprachen, wo Großschreibung und Akzente nicht zählen</translation>
    </message>
    <message>
        <source>German</source>
        <translation>Deutsch</translation>
    </message>
    <message>
        <source>German Wikipedia, court decisions and news</source>
        <translation>deutsche Wikipedia, Gerichtsurteile und Nachrichten</translation>
    </message>
    <message>
        <source>German texts of any kind</source>
        <translation>deutsche Texte aller Art</translation>
    </message>
    <message>
        <source>BERT base, German, tuned on 1.8 million German texts with their sentiment</source>
        <translation>deutsches BERT base, angepasst an 1,8 Millionen deutsche Texte mit ihrer Stimmung</translation>
    </message>
    <message>
        <source>telling positive, negative and neutral German texts apart at once</source>
        <translation>positive, negative und neutrale deutsche Texte sofort unterscheiden</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>Chinesisch</translation>
    </message>
    <message>
        <source>Chinese Wikipedia</source>
        <translation>chinesische Wikipedia</translation>
    </message>
    <message>
        <source>Chinese texts, character by character</source>
        <translation>chinesische Texte, Zeichen für Zeichen</translation>
    </message>
    <message>
        <source>BERT base, cased, tuned on news with marked persons, places and organisations</source>
        <translation>BERT base mit Großschreibung, angepasst an Nachrichten mit markierten Personen, Orten und Organisationen</translation>
    </message>
    <message>
        <source>the same in a third of the time</source>
        <translation>dasselbe in einem Drittel der Zeit</translation>
    </message>
    <message>
        <source>distilled from BERT base, cased, on the same texts</source>
        <translation>destilliert aus BERT base mit Großschreibung auf denselben Texten</translation>
    </message>
    <message>
        <source>the same where capitals matter</source>
        <translation>dasselbe, wo Großschreibung zählt</translation>
    </message>
    <message>
        <source>distilled from multilingual BERT on Wikipedia in 104 languages</source>
        <translation>destilliert aus dem mehrsprachigen BERT auf Wikipedia in 104 Sprachen</translation>
    </message>
    <message>
        <source>several languages on a small machine</source>
        <translation>mehrere Sprachen auf einem kleinen Rechner</translation>
    </message>
    <message>
        <source>DistilBERT, tuned on sentences of film reviews (SST-2)</source>
        <translation>DistilBERT, angepasst an Sätze aus Filmkritiken (SST-2)</translation>
    </message>
    <message>
        <source>telling positive from negative English sentences at once</source>
        <translation>positive und negative englische Sätze sofort unterscheiden</translation>
    </message>
    <message>
        <source>DistilBERT, cased, tuned on questions about Wikipedia paragraphs (SQuAD)</source>
        <translation>DistilBERT mit Großschreibung, angepasst an Fragen zu Wikipedia-Absätzen (SQuAD)</translation>
    </message>
    <message>
        <source>finding the answer to a question in a text</source>
        <translation>die Antwort auf eine Frage in einem Text finden</translation>
    </message>
    <message>
        <source>the most accurate encoder here for English, three times slower than base</source>
        <translation>der genaueste Encoder hier für Englisch, dreimal langsamer als base</translation>
    </message>
    <message>
        <source>distilled from RoBERTa base on OpenWebText</source>
        <translation>destilliert aus RoBERTa base auf OpenWebText</translation>
    </message>
    <message>
        <source>half of RoBERTa&apos;s time for most of its accuracy</source>
        <translation>halb so viel Zeit wie RoBERTa bei fast derselben Genauigkeit</translation>
    </message>
    <message>
        <source>RoBERTa base, tuned on questions about Wikipedia paragraphs, some without an answer</source>
        <translation>RoBERTa base, angepasst an Fragen zu Wikipedia-Absätzen, manche ohne Antwort</translation>
    </message>
    <message>
        <source>finding the answer to a question in a text, or saying that there is none</source>
        <translation>die Antwort auf eine Frage in einem Text finden oder sagen, dass es keine gibt</translation>
    </message>
    <message>
        <source>RoBERTa large, tuned to tell whether one sentence follows from another</source>
        <translation>RoBERTa large, angepasst darauf, ob ein Satz aus einem anderen folgt</translation>
    </message>
    <message>
        <source>sorting texts by labels it has never seen (zero-shot)</source>
        <translation>Texte nach Labels sortieren, die es nie gesehen hat (Zero-Shot)</translation>
    </message>
    <message>
        <source>a small download: twelve layers that share one set of weights</source>
        <translation>wenig herunterzuladen: zwölf Schichten teilen sich dieselben Gewichte</translation>
    </message>
    <message>
        <source>the best accuracy of the quick models</source>
        <translation>das genaueste der schnellen Modelle</translation>
    </message>
    <message>
        <source>better than BERT base at its cost</source>
        <translation>besser als BERT base bei gleichem Aufwand</translation>
    </message>
    <message>
        <source>near RoBERTa base with half the layers</source>
        <translation>fast wie RoBERTa base mit halb so vielen Schichten</translation>
    </message>
    <message>
        <source>the most accurate of the base-sized encoders</source>
        <translation>der genaueste Encoder der base-Größe</translation>
    </message>
    <message>
        <source>more coherent texts, three times slower</source>
        <translation>zusammenhängendere Texte, dreimal langsamer</translation>
    </message>
    <message>
        <source>better texts still, for a machine with memory</source>
        <translation>noch bessere Texte, für einen Rechner mit viel Speicher</translation>
    </message>
    <message>
        <source>better replies, three times slower</source>
        <translation>bessere Antworten, dreimal langsamer</translation>
    </message>
    <message>
        <source>English, German, French, Romanian</source>
        <translation>Englisch, Deutsch, Französisch, Rumänisch</translation>
    </message>
    <message>
        <source>better summaries and translations, four times slower</source>
        <translation>bessere Zusammenfassungen und Übersetzungen, viermal langsamer</translation>
    </message>
    <message>
        <source>filtered web pages (C4) alone</source>
        <translation>nur gefilterte Webseiten (C4)</translation>
    </message>
    <message>
        <source>a start for tasks of your own: it must be tuned before it is of use</source>
        <translation>ein Anfang für eigene Aufgaben: Es muss erst angepasst werden</translation>
    </message>
    <message>
        <source>the same with more room</source>
        <translation>dasselbe mit mehr Platz</translation>
    </message>
    <message>
        <source>English and some 60 others</source>
        <translation>Englisch und etwa 60 weitere</translation>
    </message>
    <message>
        <source>T5 v1.1, tuned on more than a thousand tasks put as instructions</source>
        <translation>T5 v1.1, angepasst an mehr als tausend Aufgaben in Form von Anweisungen</translation>
    </message>
    <message>
        <source>following short instructions at once; quick to tune</source>
        <translation>befolgt kurze Anweisungen sofort; schnell anzupassen</translation>
    </message>
    <message>
        <source>following instructions: summaries, questions, sorting</source>
        <translation>Anweisungen befolgen: Zusammenfassungen, Fragen, Sortieren</translation>
    </message>
    <message>
        <source>SmolLM2 135M, tuned on instructions and conversations</source>
        <translation>SmolLM2 135M, angepasst an Anweisungen und Gespräche</translation>
    </message>
    <message>
        <source>short answers to instructions on any laptop</source>
        <translation>kurze Antworten auf Anweisungen auf jedem Laptop</translation>
    </message>
    <message>
        <source>four trillion tokens of chosen web pages, lessons and code</source>
        <translation>vier Billionen Token ausgewählter Webseiten, Lektionen und Quelltexte</translation>
    </message>
    <message>
        <source>better texts, still for a laptop</source>
        <translation>bessere Texte, noch für einen Laptop</translation>
    </message>
    <message>
        <source>SmolLM2 360M, tuned on instructions and conversations</source>
        <translation>SmolLM2 360M, angepasst an Anweisungen und Gespräche</translation>
    </message>
    <message>
        <source>answers to instructions on a laptop</source>
        <translation>Antworten auf Anweisungen auf einem Laptop</translation>
    </message>
    <message>
        <source>three trillion tokens of web pages and code, tuned on conversations</source>
        <translation>drei Billionen Token aus Webseiten und Quelltexten, angepasst an Gespräche</translation>
    </message>
    <message>
        <source>conversation and writing on a machine with memory</source>
        <translation>Gespräche und Schreiben auf einem Rechner mit viel Speicher</translation>
    </message>
    <message>
        <source>not stated by its authors</source>
        <translation>von den Urhebern nicht genannt</translation>
    </message>
    <message>
        <source>The model answers %1 to every text: it has not learnt to tell the classes apart. If that stays, use a lower learning rate, more epochs, or more rows of the other classes.</source>
        <translation>Das Modell antwortet auf jeden Text mit %1: Es hat nicht gelernt, die Klassen zu unterscheiden. Bleibt das so, helfen eine kleinere Lernrate, mehr Epochen oder mehr Zeilen der anderen Klassen.</translation>
    </message>
    <message>
        <source>The model answers %1 to every word: it has not learnt to tell the classes apart. If that stays, use a lower learning rate, more epochs, or more rows of the other classes.</source>
        <translation>Das Modell antwortet auf jedes Wort mit %1: Es hat nicht gelernt, die Klassen zu unterscheiden. Bleibt das so, helfen eine kleinere Lernrate, mehr Epochen oder mehr Zeilen der anderen Klassen.</translation>
    </message>
    <message>
        <source>The loss on the validation data rose to %1 (from %2) while the training loss fell to %3: the model begins to learn the training texts by heart. The best weights so far are kept; fewer epochs, more data or a lower learning rate may help.</source>
        <translation>Der Verlust auf den Validierungsdaten stieg auf %1 (von %2), während der Trainingsverlust auf %3 fiel: Das Modell beginnt, die Trainingstexte auswendig zu lernen. Die bisher besten Gewichte sind aufgehoben; weniger Epochen, mehr Daten oder eine kleinere Lernrate können helfen.</translation>
    </message>
    <message>
        <source>The loss has hardly moved over the last %1 evaluations (%2 in training, %3 in validation): a plateau. If the score is not good enough, raise the learning rate or let more of the model learn; else stop here and save the time.</source>
        <translation>Der Verlust hat sich über die letzten %1 Auswertungen kaum bewegt (%2 im Training, %3 in der Validierung): ein Plateau. Ist das Ergebnis nicht gut genug, hilft eine höhere Lernrate oder mehr lernende Schichten; sonst hier aufhören und die Zeit sparen.</translation>
    </message>
    <message>
        <source>Training diverged: the loss or its gradient is no longer a number at step %1. The weights are put back to those of step %2, the best so far, and the run goes on with a tenth of its learning rate.</source>
        <translation>Das Training ist entgleist: Der Verlust oder sein Gradient ist bei Schritt %1 keine Zahl mehr. Die Gewichte sind auf die des bisher besten Schritts %2 zurückgesetzt, und der Lauf geht mit einem Zehntel seiner Lernrate weiter.</translation>
    </message>
    <message>
        <source>Training diverged: the loss or its gradient is no longer a number at step %1. The weights are put back to those that it began with, and the run goes on with a tenth of its learning rate.</source>
        <translation>Das Training ist entgleist: Der Verlust oder sein Gradient ist bei Schritt %1 keine Zahl mehr. Die Gewichte sind auf die, mit denen er begann, zurückgesetzt, und der Lauf geht mit einem Zehntel seiner Lernrate weiter.</translation>
    </message>
    <message>
        <source>Training diverged: the loss is more than three times what it was at the beginning, after step %1. The weights are put back to those of step %2, the best so far, and the run goes on with a tenth of its learning rate.</source>
        <translation>Das Training ist entgleist: Der Verlust ist nach Schritt %1 mehr als dreimal so hoch wie am Anfang. Die Gewichte sind auf die des bisher besten Schritts %2 zurückgesetzt, und der Lauf geht mit einem Zehntel seiner Lernrate weiter.</translation>
    </message>
    <message>
        <source>Training diverged: the loss is more than three times what it was at the beginning, after step %1. The weights are put back to those that it began with, and the run goes on with a tenth of its learning rate.</source>
        <translation>Das Training ist entgleist: Der Verlust ist nach Schritt %1 mehr als dreimal so hoch wie am Anfang. Die Gewichte sind auf die, mit denen er begann, zurückgesetzt, und der Lauf geht mit einem Zehntel seiner Lernrate weiter.</translation>
    </message>
    <message>
        <source>Training diverged: the validation loss is no longer a number after step %1. The weights are put back to those of step %2, the best so far, and the run goes on with a tenth of its learning rate.</source>
        <translation>Das Training ist entgleist: Der Validierungsverlust ist nach Schritt %1 keine Zahl mehr. Die Gewichte sind auf die des bisher besten Schritts %2 zurückgesetzt, und der Lauf geht mit einem Zehntel seiner Lernrate weiter.</translation>
    </message>
    <message>
        <source>Training diverged: the validation loss is no longer a number after step %1. The weights are put back to those that it began with, and the run goes on with a tenth of its learning rate.</source>
        <translation>Das Training ist entgleist: Der Validierungsverlust ist nach Schritt %1 keine Zahl mehr. Die Gewichte sind auf die, mit denen er begann, zurückgesetzt, und der Lauf geht mit einem Zehntel seiner Lernrate weiter.</translation>
    </message>
    <message>
        <source>There was not enough memory: the batch is now computed %1 texts at a time. What is learnt from each batch stays the same.</source>
        <translation>Der Speicher reichte nicht: Der Stapel wird jetzt zu je %1 Texten gerechnet. Was aus jedem Stapel gelernt wird, bleibt gleich.</translation>
    </message>
    <message>
        <source>The time is used up after step %1.</source>
        <translation>Die Zeit ist nach Schritt %1 aufgebraucht.</translation>
    </message>
    <message>
        <source>random</source>
        <translation>Zufall</translation>
    </message>
    <message>
        <source>vocabulary</source>
        <translation>Wortschatz</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>parallel</source>
        <translation>parallel</translation>
    </message>
    <message>
        <source>Warm-up in steps instead of a share of them; 0: by the share.</source>
        <translation>Aufwärmen in Schritten statt als Anteil; 0: nach dem Anteil.</translation>
    </message>
    <message>
        <source>How often a cosine with restarts falls to zero and begins anew.</source>
        <translation>Wie oft ein Kosinus mit Neustarts auf null fällt und neu beginnt.</translation>
    </message>
    <message>
        <source>How bent the polynomial schedule is; 1 is the linear one, more falls faster at first.</source>
        <translation>Wie gekrümmt der polynomiale Verlauf ist; 1 ist der lineare, mehr fällt anfangs schneller.</translation>
    </message>
    <message>
        <source>How much of its last step SGD keeps for the next.</source>
        <translation>Wie viel SGD von seinem letzten Schritt in den nächsten mitnimmt.</translation>
    </message>
    <message>
        <source>The share of the weights that each step sees as pretraining left them: steadier with few texts.</source>
        <translation>Anteil der Gewichte, die jeder Schritt so sieht, wie das Vortraining sie hinterließ: ruhiger bei wenigen Texten.</translation>
    </message>
    <message>
        <source>The share of the layers that a step passes by at random, so that none is relied on alone.</source>
        <translation>Anteil der Schichten, die ein Schritt zufällig auslässt, damit sich nichts auf eine allein verlässt.</translation>
    </message>
    <message>
        <source>Measures and keeps a running average of the weights, of which each step leaves this share; 0: the weights themselves.</source>
        <translation>Misst und behält ein gleitendes Mittel der Gewichte, von dem jeder Schritt diesen Anteil lässt; 0: die Gewichte selbst.</translation>
    </message>
    <message>
        <source>How many of the best steps are kept, each as a folder of its own.</source>
        <translation>Wie viele der besten Schritte behalten werden, jeder als eigener Ordner.</translation>
    </message>
    <message>
        <source>%1 question has no answer marked</source>
        <translation>%1 Frage hat keine markierte Antwort</translation>
    </message>
    <message>
        <source>%1 questions have no answer marked</source>
        <translation>%1 Fragen haben keine markierte Antwort</translation>
    </message>
    <message>
        <source>%1 answer does not stand where it says</source>
        <translation>%1 Antwort steht nicht, wo sie stehen soll</translation>
    </message>
    <message>
        <source>%1 answers do not stand where they say</source>
        <translation>%1 Antworten stehen nicht, wo sie stehen sollen</translation>
    </message>
    <message>
        <source>answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>keine Antwort</translation>
    </message>
</context>
<context>
    <name>espalier::AnswerCard</name>
    <message>
        <source>Model %1</source>
        <translation>Modell %1</translation>
    </message>
    <message>
        <source>Type a sentence above.</source>
        <translation>Oben einen Satz eingeben.</translation>
    </message>
    <message>
        <source>Loading the model …</source>
        <translation>Das Modell wird geladen …</translation>
    </message>
    <message>
        <source>No answer.</source>
        <translation>Keine Antwort.</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>no label</source>
        <translation>kein Label</translation>
    </message>
</context>
<context>
    <name>espalier::AskRoom</name>
    <message>
        <source>Question</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>Type a question about the text below…</source>
        <translation>Eine Frage zum Text darunter stellen …</translation>
    </message>
    <message>
        <source>Give a text and a question.</source>
        <translation>Text und Frage eingeben.</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>may have no answer</source>
        <translation>auch ohne Antwort</translation>
    </message>
    <message>
        <source>The model may say that the text doesn&apos;t answer the question</source>
        <translation>Das Modell darf sagen, dass der Text die Frage nicht beantwortet</translation>
    </message>
    <message>
        <source>Text that holds the answer</source>
        <translation>Text, der die Antwort enthält</translation>
    </message>
    <message>
        <source>Paste the text that holds the answer…</source>
        <translation>Den Text einfügen, der die Antwort enthält …</translation>
    </message>
    <message>
        <source>The orchard was planted in 1907 by Ada Lind, who wanted pears for the whole village. Her brother Nils built the wall around it from the stones of the old mill.</source>
        <translation>The orchard was planted in 1907 by Ada Lind, who wanted pears for the whole village. Her brother Nils built the wall around it from the stones of the old mill.</translation>
    </message>
    <message>
        <source>Ask about a text, and the answer is marked in it.</source>
        <translation>Nach einem Text fragen, und die Antwort wird darin markiert.</translation>
    </message>
    <message>
        <source>Who planted the orchard?</source>
        <translation>Who planted the orchard?</translation>
    </message>
    <message>
        <source>A model that was tuned to answer questions is asked here: train one on a SQuAD file.</source>
        <translation>Hier wird ein Modell befragt, das Fragen beantworten gelernt hat: mit einer SQuAD-Datei lässt sich eines trainieren.</translation>
    </message>
    <message>
        <source>Loading the model …</source>
        <translation>Das Modell wird geladen …</translation>
    </message>
    <message>
        <source>No answer.</source>
        <translation>Keine Antwort.</translation>
    </message>
    <message>
        <source>The text doesn&apos;t say.</source>
        <translation>Der Text sagt es nicht.</translation>
    </message>
    <message>
        <source>sure to %1 %</source>
        <translation>zu %1 % sicher</translation>
    </message>
</context>
<context>
    <name>espalier::BadLinesDialog</name>
    <message>
        <source>Lines that could not be read</source>
        <translation>Zeilen, die nicht lesbar waren</translation>
    </message>
    <message>
        <source>line</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>why</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
</context>
<context>
    <name>espalier::ClassifyRoom</name>
    <message>
        <source>Text to try</source>
        <translation>Text zum Ausprobieren</translation>
    </message>
    <message>
        <source>Type a sentence…</source>
        <translation>Einen Satz eingeben …</translation>
    </message>
    <message>
        <source>&amp;Compare with a second model</source>
        <translation>Mit einem zweiten Modell &amp;vergleichen</translation>
    </message>
    <message>
        <source>A</source>
        <translation>A</translation>
    </message>
    <message>
        <source>B</source>
        <translation>B</translation>
    </message>
    <message>
        <source>Type, and both models answer as you go.</source>
        <translation>Beide Modelle antworten schon beim Tippen.</translation>
    </message>
    <message>
        <source>Type, and the model answers as you go.</source>
        <translation>Das Modell antwortet schon beim Tippen.</translation>
    </message>
    <message>
        <source>It starts slow, but the last hour is quietly magnificent.</source>
        <translation>It starts slow, but the last hour is quietly magnificent.</translation>
    </message>
    <message>
        <source>Kept: the answer is right.</source>
        <translation>Behalten: die Antwort ist richtig.</translation>
    </message>
    <message>
        <source>Kept: it should be “%1”.</source>
        <translation>Behalten: es müsste „%1“ sein.</translation>
    </message>
</context>
<context>
    <name>espalier::CommandPalette</name>
    <message>
        <source>Go to a page, a run, a dataset, or do something…</source>
        <translation>Zu einer Seite, einem Lauf, einem Datensatz – oder etwas tun …</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Commands that fit</source>
        <translation>Passende Befehle</translation>
    </message>
</context>
<context>
    <name>espalier::CompareCard</name>
    <message>
        <source>Side by side</source>
        <translation>Nebeneinander</translation>
    </message>
    <message>
        <source>two models, on texts of yours</source>
        <translation>zwei Modelle, an Ihren eigenen Texten</translation>
    </message>
    <message>
        <source>Other model</source>
        <translation>Anderes Modell</translation>
    </message>
    <message>
        <source>Dataset to compare on</source>
        <translation>Datensatz zum Vergleichen</translation>
    </message>
    <message>
        <source>A few steps of training with each, to tell memory and time on this computer</source>
        <translation>Einige Trainingsschritte mit jedem, um Speicher und Zeit auf diesem Rechner zu messen</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>Layers × width</source>
        <translation>Schichten × Breite</translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <translation>Wortschatz</translation>
    </message>
    <message>
        <source>Longest text</source>
        <translation>Längster Text</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>Sprachen</translation>
    </message>
    <message>
        <source>Good for</source>
        <translation>Gut für</translation>
    </message>
    <message>
        <source>Tokens a text</source>
        <translation>Token je Text</translation>
    </message>
    <message>
        <source>Unknown tokens</source>
        <translation>Unbekannte Token</translation>
    </message>
    <message>
        <source>Memory to train</source>
        <translation>Speicher zum Trainieren</translation>
    </message>
    <message>
        <source>An epoch here</source>
        <translation>Eine Epoche hier</translation>
    </message>
    <message>
        <source>Choose another model…</source>
        <translation>Anderes Modell wählen …</translation>
    </message>
    <message>
        <source>%1 (not installed)</source>
        <translation>%1 (nicht installiert)</translation>
    </message>
    <message>
        <source>Import a dataset on the Data page to see tokens, memory and time on your own texts.</source>
        <translation>Importieren Sie auf der Seite Daten einen Datensatz, um Token, Speicher und Zeit an Ihren eigenen Texten zu sehen.</translation>
    </message>
    <message>
        <source>%1 × %2</source>
        <translation>%1 × %2</translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation>%1 Token</translation>
    </message>
    <message>
        <source>no limit of its own</source>
        <translation>keine eigene Grenze</translation>
    </message>
    <message>
        <source>once it is installed</source>
        <translation>sobald es installiert ist</translation>
    </message>
    <message>
        <source>%1 on average, 99th %2</source>
        <translation>%1 im Mittel, 99. Perzentil %2</translation>
    </message>
    <message>
        <source>measuring …</source>
        <translation>wird gemessen …</translation>
    </message>
    <message>
        <source>Measure &amp;here</source>
        <translation>&amp;Hier messen</translation>
    </message>
    <message>
        <source>St&amp;op</source>
        <translation>An&amp;halten</translation>
    </message>
</context>
<context>
    <name>espalier::ConfusionCell</name>
    <message numerus="yes">
        <source>%Ln text(s): %1 taken for %2</source>
        <translation>
            <numerusform>%Ln Text: %1 für %2 gehalten</numerusform>
            <numerusform>%Ln Texte: %1 für %2 gehalten</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2 of %3</source>
        <translation>%1, %2 von %3</translation>
    </message>
    <message>
        <source>%1 ← %2</source>
        <translation>%1 ← %2</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <translation>%1 → %2</translation>
    </message>
</context>
<context>
    <name>espalier::ConfusionView</name>
    <message>
        <source>Run whose confusion is shown</source>
        <translation>Lauf, dessen Verwechslungen gezeigt werden</translation>
    </message>
    <message>
        <source>Pairs of classes that are confused</source>
        <translation>Klassenpaare, die verwechselt werden</translation>
    </message>
    <message>
        <source>Once a run has been measured on validation or test texts, this shows which classes it takes for which.</source>
        <translation>Sobald ein Lauf an Validierungs- oder Testtexten gemessen ist, steht hier, welche Klassen er für welche hält.</translation>
    </message>
    <message>
        <source>Click a cell for its texts.</source>
        <translation>Ein Klick auf eine Zelle zeigt ihre Texte.</translation>
    </message>
    <message>
        <source>texts</source>
        <translation>Texte</translation>
    </message>
    <message>
        <source>is</source>
        <translation>ist</translation>
    </message>
    <message>
        <source>taken for</source>
        <translation>gehalten für</translation>
    </message>
    <message>
        <source>%1, taken for %2</source>
        <translation>%1, gehalten für %2</translation>
    </message>
    <message>
        <source>no entity</source>
        <translation>kein Name</translation>
    </message>
    <message>
        <source>entities</source>
        <translation>Namen</translation>
    </message>
    <message>
        <source>not given</source>
        <translation>nicht vergeben</translation>
    </message>
    <message>
        <source>A measure has no classes that could be confused.</source>
        <translation>Ein Messwert hat keine Klassen, die verwechselt werden könnten.</translation>
    </message>
    <message>
        <source>Answers have no classes that could be confused.</source>
        <translation>Antworten haben keine Klassen, die verwechselt werden könnten.</translation>
    </message>
</context>
<context>
    <name>espalier::CurvesCard</name>
    <message>
        <source>Curves</source>
        <translation>Kurven</translation>
    </message>
    <message>
        <source>Curve that is shown</source>
        <translation>Gezeigte Kurve</translation>
    </message>
    <message>
        <source>Training loss</source>
        <translation>Verlust im Training</translation>
    </message>
    <message>
        <source>Validation loss</source>
        <translation>Verlust in der Validierung</translation>
    </message>
    <message>
        <source>Save the chart as a picture</source>
        <translation>Diagramm als Bild sichern</translation>
    </message>
    <message>
        <source>Save the curves as numbers</source>
        <translation>Kurven als Zahlen sichern</translation>
    </message>
    <message>
        <source>Curves of the selected runs</source>
        <translation>Kurven der gewählten Läufe</translation>
    </message>
    <message>
        <source>Select runs above to see their curves over one another.</source>
        <translation>Oben Läufe wählen, um ihre Kurven übereinander zu sehen.</translation>
    </message>
    <message>
        <source>%1 on validation</source>
        <translation>%1 in der Validierung</translation>
    </message>
    <message>
        <source>step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Save the chart</source>
        <translation>Diagramm sichern</translation>
    </message>
    <message>
        <source>Save the curves</source>
        <translation>Kurven sichern</translation>
    </message>
    <message>
        <source>Pictures (*.png)</source>
        <translation>Bilder (*.png)</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>Tabellen (*.csv)</translation>
    </message>
    <message>
        <source>The file could not be written</source>
        <translation>Die Datei konnte nicht geschrieben werden</translation>
    </message>
    <message>
        <source>choose another folder</source>
        <translation>einen anderen Ordner wählen</translation>
    </message>
</context>
<context>
    <name>espalier::DataPage</name>
    <message>
        <source>&amp;Data</source>
        <translation>&amp;Daten</translation>
    </message>
    <message>
        <source>Import a file of texts</source>
        <translation>Datei mit Texten importieren</translation>
    </message>
    <message>
        <source>Texts (*.csv *.tsv *.txt *.jsonl *.json *.conll);;All files (*)</source>
        <translation>Texte (*.csv *.tsv *.txt *.jsonl *.json *.conll);;Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>espalier::DatasetList</name>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>&amp;Import a file…</source>
        <translation>Datei &amp;importieren …</translation>
    </message>
    <message>
        <source>Datasets</source>
        <translation>Datensätze</translation>
    </message>
    <message>
        <source>No data yet</source>
        <translation>Noch keine Daten</translation>
    </message>
    <message>
        <source>Drop a CSV, TSV or JSON-lines file anywhere in this window, or choose one. A column of texts and one of labels is all it takes.</source>
        <translation>Eine Datei (CSV, TSV oder JSON-Zeilen) irgendwo in dieses Fenster ziehen oder eine auswählen. Eine Spalte mit Texten und eine mit Labels genügen.</translation>
    </message>
    <message>
        <source>Import a file…</source>
        <translation>Datei importieren …</translation>
    </message>
    <message>
        <source>Texts with labels, to train on and to test with.</source>
        <translation>Texte mit Labels, zum Trainieren und zum Prüfen.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln dataset(s) in this workspace</source>
        <translation>
            <numerusform>%Ln Datensatz in diesem Arbeitsordner</numerusform>
            <numerusform>%Ln Datensätze in diesem Arbeitsordner</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::DatasetListModel</name>
    <message>
        <source>not split</source>
        <translation>nicht aufgeteilt</translation>
    </message>
    <message>
        <source>%1 / %2 / %3</source>
        <translation>%1 / %2 / %3</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Aufgabe</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Labels</translation>
    </message>
    <message>
        <source>Train / validation / test</source>
        <translation>Training / Validierung / Test</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>Importiert</translation>
    </message>
</context>
<context>
    <name>espalier::DatasetView</name>
    <message>
        <source>&amp;All datasets</source>
        <translation>&amp;Alle Datensätze</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>Sp&amp;lit…</source>
        <translation>Auf&amp;teilen …</translation>
    </message>
    <message>
        <source>M&amp;ore</source>
        <translation>&amp;Mehr</translation>
    </message>
    <message>
        <source>Use i&amp;n a run</source>
        <translation>Im &amp;Lauf verwenden</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Exportieren …</translation>
    </message>
    <message>
        <source>&amp;Delete…</source>
        <translation>&amp;Löschen …</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Labels</translation>
    </message>
    <message>
        <source>Rows a label</source>
        <translation>Zeilen je Label</translation>
    </message>
    <message>
        <source>All datasets</source>
        <translation>Alle Datensätze</translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation>
            <numerusform>%Ln Zeile</numerusform>
            <numerusform>%Ln Zeilen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 with %Ln label(s)</source>
        <translation>
            <numerusform>%1 mit %Ln Label</numerusform>
            <numerusform>%1 mit %Ln Labels</numerusform>
        </translation>
    </message>
    <message>
        <source>split %1 / %2 / %3</source>
        <translation>aufgeteilt %1 / %2 / %3</translation>
    </message>
    <message>
        <source>Nothing to undo</source>
        <translation>Nichts rückgängig zu machen</translation>
    </message>
    <message>
        <source>Undo: %1</source>
        <translation>Rückgängig: %1</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Export the rows</source>
        <translation>Zeilen exportieren</translation>
    </message>
    <message>
        <source>Tables (*.csv);;JSON lines (*.jsonl)</source>
        <translation>Tabellen (*.csv);;JSON-Zeilen (*.jsonl)</translation>
    </message>
    <message>
        <source>Written to %1</source>
        <translation>Geschrieben nach %1</translation>
    </message>
    <message numerus="yes">
        <source>“%1” with %Ln row(s) is removed from this workspace. The file it came from stays; runs that used it keep their results.</source>
        <translation>
            <numerusform>„%1“ mit %Ln Zeile wird aus diesem Arbeitsordner entfernt. Die ursprüngliche Datei bleibt; Läufe damit behalten ihre Ergebnisse.</numerusform>
            <numerusform>„%1“ mit %Ln Zeilen wird aus diesem Arbeitsordner entfernt. Die ursprüngliche Datei bleibt; Läufe damit behalten ihre Ergebnisse.</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete the dataset?</source>
        <translation>Datensatz löschen?</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>Entities</source>
        <translation>Namen</translation>
    </message>
    <message>
        <source>Entities a type</source>
        <translation>Namen je Art</translation>
    </message>
    <message numerus="yes">
        <source>%Ln type(s) of entity</source>
        <translation>
            <numerusform>%Ln Art von Namen</numerusform>
            <numerusform>%Ln Arten von Namen</numerusform>
        </translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>Fragen</translation>
    </message>
</context>
<context>
    <name>espalier::DownloadCard</name>
    <message>
        <source>Not on this computer yet</source>
        <translation>Noch nicht auf diesem Rechner</translation>
    </message>
    <message>
        <source>Progress of the download</source>
        <translation>Fortschritt des Downloads</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>What is here of “%1” is thrown away.</source>
        <translation>Was von „%1“ da ist, wird verworfen.</translation>
    </message>
    <message>
        <source>Cancel the download?</source>
        <translation>Download abbrechen?</translation>
    </message>
    <message>
        <source>Throw away</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>about %1</source>
        <translation>etwa %1</translation>
    </message>
    <message>
        <source>size told by the hub</source>
        <translation>Größe nennt der Hub</translation>
    </message>
    <message>
        <source>Licence: see its page on the hub</source>
        <translation>Lizenz: siehe seine Seite im Hub</translation>
    </message>
    <message>
        <source>Licence: %1</source>
        <translation>Lizenz: %1</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>von %1</translation>
    </message>
    <message>
        <source>Nothing is sent but the request for its files; they stay on this computer.</source>
        <translation>Gesendet wird nur die Anfrage nach seinen Dateien; sie bleiben auf diesem Rechner.</translation>
    </message>
    <message>
        <source>Paused: %1 of %2 are here.</source>
        <translation>Angehalten: %1 von %2 sind da.</translation>
    </message>
    <message>
        <source>Paused: %1 are here.</source>
        <translation>Angehalten: %1 sind da.</translation>
    </message>
    <message>
        <source>&amp;Go on</source>
        <translation>&amp;Fortsetzen</translation>
    </message>
    <message>
        <source>Waits until another download is done</source>
        <translation>Wartet, bis ein anderer Download fertig ist</translation>
    </message>
    <message>
        <source>Stopping …</source>
        <translation>Wird beendet …</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Asking the hub …</source>
        <translation>Der Hub wird gefragt …</translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>checking …</source>
        <translation>wird geprüft …</translation>
    </message>
    <message>
        <source>Pa&amp;use</source>
        <translation>Pa&amp;use</translation>
    </message>
    <message>
        <source>Down&amp;load</source>
        <translation>Herunter&amp;laden</translation>
    </message>
    <message>
        <source>Try a&amp;gain</source>
        <translation>Erneut versu&amp;chen</translation>
    </message>
</context>
<context>
    <name>espalier::EntitiesAnswer</name>
    <message>
        <source>Text with its entities</source>
        <translation>Text mit seinen Namen</translation>
    </message>
    <message>
        <source>Cop&amp;y as JSON</source>
        <translation>Als JSON &amp;kopieren</translation>
    </message>
    <message>
        <source>Entities</source>
        <translation>Namen</translation>
    </message>
    <message>
        <source>No entity was found.</source>
        <translation>Kein Name gefunden.</translation>
    </message>
    <message>
        <source>entity</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>score</source>
        <translation>Sicherheit</translation>
    </message>
</context>
<context>
    <name>espalier::EntitiesRoom</name>
    <message>
        <source>Type a sentence above.</source>
        <translation>Oben einen Satz eingeben.</translation>
    </message>
    <message>
        <source>Text to find entities in</source>
        <translation>Text, in dem Namen gesucht werden</translation>
    </message>
    <message>
        <source>Type a sentence with names…</source>
        <translation>Einen Satz mit Namen eingeben …</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>How tokens are grouped</source>
        <translation>Wie Token zusammengefasst werden</translation>
    </message>
    <message>
        <source>simple: tokens of one type together</source>
        <translation>simple: Token einer Art zusammen</translation>
    </message>
    <message>
        <source>first: a word is what its first token is</source>
        <translation>first: ein Wort ist, was sein erstes Token ist</translation>
    </message>
    <message>
        <source>average: a word is what its tokens are on average</source>
        <translation>average: ein Wort ist, was seine Token im Mittel sind</translation>
    </message>
    <message>
        <source>max: a word is what its surest token is</source>
        <translation>max: ein Wort ist, was sein sicherstes Token ist</translation>
    </message>
    <message>
        <source>none: every token by itself</source>
        <translation>none: jedes Token für sich</translation>
    </message>
    <message>
        <source>Loading the model …</source>
        <translation>Das Modell wird geladen …</translation>
    </message>
    <message>
        <source>No answer.</source>
        <translation>Keine Antwort.</translation>
    </message>
    <message>
        <source>Entities, grouped the way you choose.</source>
        <translation>Namen, zusammengefasst wie gewünscht.</translation>
    </message>
    <message>
        <source>Apple Inc. was founded by Steve Jobs in Cupertino, California.</source>
        <translation>Apple Inc. wurde von Steve Jobs in Cupertino, Kalifornien, gegründet.</translation>
    </message>
</context>
<context>
    <name>espalier::EntityText</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>no entity</source>
        <translation>kein Name</translation>
    </message>
    <message>
        <source>%1, score %2</source>
        <translation>%1, Sicherheit %2</translation>
    </message>
</context>
<context>
    <name>espalier::FillRoom</name>
    <message>
        <source>Type a sentence above.</source>
        <translation>Oben einen Satz eingeben.</translation>
    </message>
    <message>
        <source>Text with blanks</source>
        <translation>Text mit Lücken</translation>
    </message>
    <message>
        <source>Type a sentence with a blank in it…</source>
        <translation>Einen Satz mit einer Lücke eingeben …</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Candidates for each mask</source>
        <translation>Kandidaten je Maske</translation>
    </message>
    <message numerus="yes">
        <source>%Ln candidate(s)</source>
        <translation>
            <numerusform>%Ln Kandidat</numerusform>
            <numerusform>%Ln Kandidaten</numerusform>
        </translation>
    </message>
    <message>
        <source>Puts the model&apos;s mask into the text, in place of what is selected</source>
        <translation>Setzt die Maske des Modells in den Text, anstelle der Auswahl</translation>
    </message>
    <message>
        <source>What may stand there</source>
        <translation>Was dort stehen kann</translation>
    </message>
    <message>
        <source>Leave a blank, and the model says which words fit.</source>
        <translation>Eine Lücke lassen, und das Modell sagt, welche Wörter passen.</translation>
    </message>
    <message>
        <source>The capital of France is %1.</source>
        <translation>The capital of France is %1.</translation>
    </message>
    <message>
        <source>A model that was trained on masked words answers here: BERT, RoBERTa and their kin as they are downloaded.</source>
        <translation>Hier antwortet ein Modell, das mit maskierten Wörtern trainiert wurde: BERT, RoBERTa und ihre Verwandten, so wie man sie herunterlädt.</translation>
    </message>
    <message>
        <source>Loading the model …</source>
        <translation>Das Modell wird geladen …</translation>
    </message>
    <message>
        <source>No answer.</source>
        <translation>Keine Antwort.</translation>
    </message>
    <message>
        <source>There is no blank yet: type %1, or press the button.</source>
        <translation>Noch keine Lücke: %1 eingeben oder den Knopf drücken.</translation>
    </message>
    <message>
        <source>Insert %1</source>
        <translation>%1 einfügen</translation>
    </message>
</context>
<context>
    <name>espalier::FindingsCard</name>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>Looking through the rows …</source>
        <translation>Die Zeilen werden durchgesehen …</translation>
    </message>
    <message>
        <source>good</source>
        <translation>gut</translation>
    </message>
    <message>
        <source>look</source>
        <translation>ansehen</translation>
    </message>
    <message>
        <source>fix</source>
        <translation>beheben</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Show: %1</source>
        <translation>Zeigen: %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Nothing to say: no empty, double or contradicting texts.</source>
        <translation>Nichts zu beanstanden: keine leeren, doppelten oder widersprüchlichen Texte.</translation>
    </message>
    <message>
        <source>No text is cut at %1 tokens</source>
        <translation>Kein Text wird bei %1 Token gekürzt</translation>
    </message>
    <message>
        <source>%1 of texts would be cut at %2 tokens</source>
        <translation>%1 der Texte würden bei %2 Token gekürzt</translation>
    </message>
    <message>
        <source>Use %1</source>
        <translation>%1 nehmen</translation>
    </message>
</context>
<context>
    <name>espalier::GroupStrip</name>
    <message>
        <source>part %1 of %2 validates</source>
        <translation>Teil %1 von %2 prüft</translation>
    </message>
    <message>
        <source>seed %1</source>
        <translation>Saat %1</translation>
    </message>
    <message>
        <source>All of its runs</source>
        <translation>Alle seine Läufe</translation>
    </message>
    <message>
        <source>&lt;b&gt;Run %1 of %2&lt;/b&gt; · %3</source>
        <translation>&lt;b&gt;Lauf %1 von %2&lt;/b&gt; · %3</translation>
    </message>
    <message>
        <source>&lt;b&gt;%1 of %2 runs are over&lt;/b&gt;</source>
        <translation>&lt;b&gt;%1 von %2 Läufen sind vorbei&lt;/b&gt;</translation>
    </message>
    <message>
        <source>so far: %1</source>
        <translation>bisher: %1</translation>
    </message>
</context>
<context>
    <name>espalier::Histogram</name>
    <message>
        <source>%1 (last bar: %2 and more)</source>
        <translation>%1 (letzter Balken: %2 und mehr)</translation>
    </message>
    <message>
        <source>%1 %2: %3 texts</source>
        <translation>%1 %2: %3 Texte</translation>
    </message>
    <message>
        <source>, %1 of them cut</source>
        <translation>, davon %1 gekürzt</translation>
    </message>
    <message>
        <source>%1 texts, from %2 to %3, half of them up to %4</source>
        <translation>%1 Texte, von %2 bis %3, die Hälfte bis %4</translation>
    </message>
    <message>
        <source>Distribution of lengths</source>
        <translation>Verteilung der Längen</translation>
    </message>
</context>
<context>
    <name>espalier::HistoryCard</name>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Search tries…</source>
        <translation>Versuche durchsuchen …</translation>
    </message>
    <message>
        <source>Search tries</source>
        <translation>Versuche durchsuchen</translation>
    </message>
    <message>
        <source>A &amp;file of texts…</source>
        <translation>&amp;Datei mit Texten …</translation>
    </message>
    <message>
        <source>Answers every line of a text file, or every row of a table, and writes a table</source>
        <translation>Beantwortet jede Zeile einer Textdatei oder Tabelle und schreibt eine Tabelle</translation>
    </message>
    <message>
        <source>Progress of the file</source>
        <translation>Fortschritt der Datei</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Nothing has been tried yet. What you type is kept here once you pause.</source>
        <translation>Noch nichts ausprobiert. Was eingegeben wird, bleibt nach einer kurzen Pause hier stehen.</translation>
    </message>
    <message>
        <source>No try matches.</source>
        <translation>Kein Versuch passt.</translation>
    </message>
    <message>
        <source>&amp;Type it again</source>
        <translation>Noch einmal &amp;eingeben</translation>
    </message>
    <message>
        <source>The answer is &amp;right</source>
        <translation>Die Antwort ist &amp;richtig</translation>
    </message>
    <message>
        <source>Wrong, it is “%1”</source>
        <translation>Falsch, es ist „%1“</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>answered by %1</source>
        <translation>beantwortet von %1</translation>
    </message>
    <message>
        <source>A file of texts</source>
        <translation>Eine Datei mit Texten</translation>
    </message>
    <message>
        <source>Texts (*.txt *.csv *.tsv *.jsonl);;All files (*)</source>
        <translation>Texte (*.txt *.csv *.tsv *.jsonl);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Where the answers go</source>
        <translation>Wohin mit den Antworten</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>Tabellen (*.csv)</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln text(s) answered, written to %1</source>
        <translation>
            <numerusform>%Ln Text beantwortet, geschrieben nach %1</numerusform>
            <numerusform>%Ln Texte beantwortet, geschrieben nach %1</numerusform>
        </translation>
    </message>
    <message>
        <source>The file was cancelled; nothing was written.</source>
        <translation>Abgebrochen; nichts wurde geschrieben.</translation>
    </message>
</context>
<context>
    <name>espalier::ImportForm</name>
    <message>
        <source>How it is read</source>
        <translation>Wie gelesen wird</translation>
    </message>
    <message>
        <source>guessed from the file; change what is wrong</source>
        <translation>aus der Datei erschlossen; ändern, was nicht stimmt</translation>
    </message>
    <message>
        <source>comma</source>
        <translation>Komma</translation>
    </message>
    <message>
        <source>semicolon</source>
        <translation>Semikolon</translation>
    </message>
    <message>
        <source>tab</source>
        <translation>Tabulator</translation>
    </message>
    <message>
        <source>bar |</source>
        <translation>Strich |</translation>
    </message>
    <message>
        <source>names of columns</source>
        <translation>Spaltennamen</translation>
    </message>
    <message>
        <source>already data</source>
        <translation>schon Daten</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>&amp;Format</translation>
    </message>
    <message>
        <source>En&amp;coding</source>
        <translation>&amp;Kodierung</translation>
    </message>
    <message>
        <source>De&amp;limiter</source>
        <translation>&amp;Trennzeichen</translation>
    </message>
    <message>
        <source>First ro&amp;w holds</source>
        <translation>Erste &amp;Zeile enthält</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>Te&amp;xt</source>
        <translation>Te&amp;xt</translation>
    </message>
    <message>
        <source>La&amp;bel</source>
        <translation>&amp;Label</translation>
    </message>
    <message>
        <source>Sec&amp;ond text</source>
        <translation>Zweiter Te&amp;xt</translation>
    </message>
    <message>
        <source>Tas&amp;k</source>
        <translation>A&amp;ufgabe</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
</context>
<context>
    <name>espalier::ImportPanel</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>&amp;Import</source>
        <translation>&amp;Importieren</translation>
    </message>
    <message>
        <source>Progress of the import</source>
        <translation>Fortschritt des Imports</translation>
    </message>
    <message>
        <source>First rows</source>
        <translation>Erste Zeilen</translation>
    </message>
    <message>
        <source>Lines that can&apos;t be read</source>
        <translation>Nicht lesbare Zeilen</translation>
    </message>
    <message>
        <source>Reading …</source>
        <translation>Wird gelesen …</translation>
    </message>
    <message>
        <source>Choose another file</source>
        <translation>Andere Datei wählen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation>
            <numerusform>%Ln Zeile</numerusform>
            <numerusform>%Ln Zeilen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the first %Ln row(s)</source>
        <translation>
            <numerusform>die erste Zeile</numerusform>
            <numerusform>die ersten %Ln Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · %2 · %3</source>
        <translation>%1 · %2 · %3</translation>
    </message>
    <message>
        <source>line</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>why</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message numerus="yes">
        <source>%Ln line(s) can&apos;t be read and will be left out</source>
        <translation>
            <numerusform>%Ln Zeile ist nicht lesbar und wird ausgelassen</numerusform>
            <numerusform>%Ln Zeilen sind nicht lesbar und werden ausgelassen</numerusform>
        </translation>
    </message>
    <message>
        <source>The import was cancelled; nothing was kept.</source>
        <translation>Der Import wurde abgebrochen; nichts wurde behalten.</translation>
    </message>
    <message>
        <source>Replace it</source>
        <translation>Ersetzen</translation>
    </message>
</context>
<context>
    <name>espalier::LabelBalance</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n weiteres</numerusform>
            <numerusform>%n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Label balance</source>
        <translation>Verteilung der Labels</translation>
    </message>
</context>
<context>
    <name>espalier::LabelBar</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>espalier::LayersCard</name>
    <message>
        <source>embeddings</source>
        <translation>Einbettungen</translation>
    </message>
    <message>
        <source>head</source>
        <translation>Kopf</translation>
    </message>
    <message>
        <source>layer %1</source>
        <translation>Schicht %1</translation>
    </message>
    <message>
        <source>unmoved</source>
        <translation>unbewegt</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keiner</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>over the run; the numbers are the newest</source>
        <translation>über den Lauf; die Zahlen sind die neuesten</translation>
    </message>
    <message>
        <source>moved since the start</source>
        <translation>bewegt seit Beginn</translation>
    </message>
    <message>
        <source>gradient</source>
        <translation>Gradient</translation>
    </message>
    <message>
        <source>‖θ − θ₀‖ / ‖θ₀‖ of the weights that learn in each layer</source>
        <translation>‖θ − θ₀‖ / ‖θ₀‖ der lernenden Gewichte jeder Schicht</translation>
    </message>
    <message>
        <source>Norm of the gradient in each layer, before clipping</source>
        <translation>Norm des Gradienten jeder Schicht, vor dem Kürzen</translation>
    </message>
    <message>
        <source>Layers over the run</source>
        <translation>Schichten über den Lauf</translation>
    </message>
</context>
<context>
    <name>espalier::LengthsCard</name>
    <message>
        <source>Tokens a text</source>
        <translation>Token je Text</translation>
    </message>
    <message>
        <source>Tokenizer of the model</source>
        <translation>Tokenizer des Modells</translation>
    </message>
    <message>
        <source>Cut texts at so many tokens</source>
        <translation>Texte bei so vielen Token kürzen</translation>
    </message>
    <message>
        <source>cut at </source>
        <translation>kürzen bei </translation>
    </message>
    <message>
        <source>Histogram of tokens a text</source>
        <translation>Histogramm der Token je Text</translation>
    </message>
    <message>
        <source>Add a model on the Models page to see how its tokenizer cuts these texts.</source>
        <translation>Auf der Seite Modelle ein Modell hinzufügen, um zu sehen, wie sein Tokenizer diese Texte zerlegt.</translation>
    </message>
    <message>
        <source>Counting tokens …</source>
        <translation>Token werden gezählt …</translation>
    </message>
    <message>
        <source>median %1 · 99th %2 · longest %3 · unknown tokens %4</source>
        <translation>Median %1 · 99 % bis %2 · längster %3 · unbekannte Token %4</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>cut at %1</source>
        <translation>gekürzt bei %1</translation>
    </message>
</context>
<context>
    <name>espalier::LineChart</name>
    <message>
        <source>Chart</source>
        <translation>Diagramm</translation>
    </message>
</context>
<context>
    <name>espalier::LossCard</name>
    <message>
        <source>Loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>Loss over steps</source>
        <translation>Verlust über die Schritte</translation>
    </message>
    <message>
        <source>training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>Wheel or drag to zoom, double click to see all</source>
        <translation>Rad oder Ziehen zum Zoomen, Doppelklick zeigt alles</translation>
    </message>
    <message>
        <source>Smoothing of the training loss</source>
        <translation>Glättung des Trainingsverlusts</translation>
    </message>
    <message>
        <source>smoot&amp;hing</source>
        <translation>&amp;Glättung</translation>
    </message>
    <message>
        <source>&amp;log</source>
        <translation>&amp;log</translation>
    </message>
    <message>
        <source>Logarithmic axis</source>
        <translation>Logarithmische Achse</translation>
    </message>
    <message>
        <source>Save the chart as a picture</source>
        <translation>Diagramm als Bild sichern</translation>
    </message>
    <message>
        <source>Save the curves as numbers</source>
        <translation>Kurven als Zahlen sichern</translation>
    </message>
    <message>
        <source>kept: step %1</source>
        <translation>behalten: Schritt %1</translation>
    </message>
    <message>
        <source>&lt;b&gt;What is happening:&lt;/b&gt; %1</source>
        <translation>&lt;b&gt;Was geschieht:&lt;/b&gt; %1</translation>
    </message>
    <message>
        <source>Save the chart</source>
        <translation>Diagramm sichern</translation>
    </message>
    <message>
        <source>Save the curves</source>
        <translation>Kurven sichern</translation>
    </message>
    <message>
        <source>Pictures (*.png)</source>
        <translation>Bilder (*.png)</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>Tabellen (*.csv)</translation>
    </message>
    <message>
        <source>The file could not be written</source>
        <translation>Die Datei konnte nicht geschrieben werden</translation>
    </message>
    <message>
        <source>choose another folder</source>
        <translation>einen anderen Ordner wählen</translation>
    </message>
    <message>
        <source>%1, training</source>
        <translation>%1, Training</translation>
    </message>
    <message>
        <source>%1, validation</source>
        <translation>%1, Validierung</translation>
    </message>
</context>
<context>
    <name>espalier::MainWindow</name>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Import a file</source>
        <translation>Datei importieren</translation>
    </message>
    <message>
        <source>Offline · nothing sent</source>
        <translation>Offline · nichts gesendet</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>A run was interrupted and can go on.</source>
        <translation>Ein Lauf wurde unterbrochen und kann fortgesetzt werden.</translation>
    </message>
    <message>
        <source>A run is going</source>
        <translation>Ein Lauf ist im Gang</translation>
    </message>
    <message>
        <source>What shall become of it?</source>
        <translation>Was soll mit ihm geschehen?</translation>
    </message>
    <message>
        <source>&amp;Stop and keep</source>
        <translation>&amp;Beenden und behalten</translation>
    </message>
    <message>
        <source>&amp;Interrupt; go on later</source>
        <translation>&amp;Unterbrechen, später fortsetzen</translation>
    </message>
    <message>
        <source>Data (*.csv *.tsv *.jsonl *.json *.conll *.txt);;All files (*)</source>
        <translation>Daten (*.csv *.tsv *.jsonl *.json *.conll *.txt);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Online · downloading</source>
        <translation>Online · lädt herunter</translation>
    </message>
    <message numerus="yes">
        <source>Offline · %n model(s) fetched</source>
        <translation>
            <numerusform>Offline · %n Modell geholt</numerusform>
            <numerusform>Offline · %n Modelle geholt</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::MaskColumn</name>
    <message>
        <source>Puts it into the text</source>
        <translation>Setzt es in den Text</translation>
    </message>
    <message>
        <source>What may stand there</source>
        <translation>Was dort stehen kann</translation>
    </message>
    <message>
        <source>Mask %1</source>
        <translation>Maske %1</translation>
    </message>
    <message>
        <source>Put in “%1”</source>
        <translation>„%1“ einsetzen</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>espalier::MemoryBar</name>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>gradients</source>
        <translation>Gradienten</translation>
    </message>
    <message>
        <source>optimizer</source>
        <translation>Optimierer</translation>
    </message>
    <message>
        <source>activations</source>
        <translation>Aktivierungen</translation>
    </message>
    <message>
        <source>%1; %2 of %3</source>
        <translation>%1; %2 von %3</translation>
    </message>
    <message>
        <source>%1 of the %2 that are free</source>
        <translation>%1 von %2 freien</translation>
    </message>
</context>
<context>
    <name>espalier::MessageBanner</name>
    <message>
        <source>Close the message</source>
        <translation>Meldung schließen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>espalier::ModelCard</name>
    <message>
        <source>About</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>Hidden size</source>
        <translation>Breite</translation>
    </message>
    <message>
        <source>Heads</source>
        <translation>Köpfe</translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <translation>Wortschatz</translation>
    </message>
    <message>
        <source>Longest text</source>
        <translation>Längster Text</translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation>%1 Token</translation>
    </message>
    <message>
        <source>On disk</source>
        <translation>Auf der Platte</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Family</source>
        <translation>Familie</translation>
    </message>
    <message>
        <source>Tokenizer</source>
        <translation>Tokenizer</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>Sprachen</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Labels</translation>
    </message>
    <message>
        <source>Trained on</source>
        <translation>Trainiert mit</translation>
    </message>
    <message>
        <source>Where it lies</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>can&apos;t be used</source>
        <translation>nicht verwendbar</translation>
    </message>
    <message>
        <source>installed</source>
        <translation>installiert</translation>
    </message>
    <message>
        <source>not installed</source>
        <translation>nicht installiert</translation>
    </message>
    <message>
        <source>not yet supported</source>
        <translation>noch nicht unterstützt</translation>
    </message>
    <message>
        <source>Good for: %1</source>
        <translation>Gut für: %1</translation>
    </message>
    <message>
        <source>This version of Espalier cannot load models of this family yet.</source>
        <translation>Diese Version von Espalier kann Modelle dieser Familie noch nicht laden.</translation>
    </message>
    <message>
        <source>downloaded</source>
        <translation>heruntergeladen</translation>
    </message>
    <message>
        <source>added by you</source>
        <translation>von Ihnen hinzugefügt</translation>
    </message>
    <message>
        <source>in the hub&apos;s cache</source>
        <translation>im Zwischenspeicher des Hubs</translation>
    </message>
    <message>
        <source>came with Espalier</source>
        <translation>mit Espalier gekommen</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Herunterladen</translation>
    </message>
    <message>
        <source>Usual tasks</source>
        <translation>Übliche Aufgaben</translation>
    </message>
    <message>
        <source>On the hub</source>
        <translation>Im Hub</translation>
    </message>
</context>
<context>
    <name>espalier::ModelList</name>
    <message>
        <source>Name, family, language…</source>
        <translation>Name, Familie, Sprache …</translation>
    </message>
    <message>
        <source>Filter models</source>
        <translation>Modelle filtern</translation>
    </message>
    <message>
        <source>Installed</source>
        <translation>Installiert</translation>
    </message>
    <message>
        <source>Only what is on this computer</source>
        <translation>Nur was auf diesem Rechner ist</translation>
    </message>
    <message>
        <source>Family</source>
        <translation>Familie</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Aufgabe</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>No model fits</source>
        <translation>Kein Modell passt</translation>
    </message>
    <message>
        <source>None has all that is asked for here.</source>
        <translation>Keines hat alles, was hier verlangt wird.</translation>
    </message>
    <message>
        <source>All families</source>
        <translation>Alle Familien</translation>
    </message>
    <message>
        <source>All tasks</source>
        <translation>Alle Aufgaben</translation>
    </message>
    <message>
        <source>Sho&amp;w all</source>
        <translation>Alle zei&amp;gen</translation>
    </message>
</context>
<context>
    <name>espalier::ModelListModel</name>
    <message>
        <source>can&apos;t be used</source>
        <translation>nicht verwendbar</translation>
    </message>
    <message>
        <source>installed</source>
        <translation>installiert</translation>
    </message>
    <message>
        <source>not installed</source>
        <translation>nicht installiert</translation>
    </message>
    <message>
        <source>not yet supported</source>
        <translation>noch nicht unterstützt</translation>
    </message>
    <message>
        <source>in the hub&apos;s cache</source>
        <translation>im Zwischenspeicher des Hubs</translation>
    </message>
    <message>
        <source>download paused</source>
        <translation>Download angehalten</translation>
    </message>
</context>
<context>
    <name>espalier::ModelsPage</name>
    <message>
        <source>&amp;Models</source>
        <translation>&amp;Modelle</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Remo&amp;ve</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>Use i&amp;n a run</source>
        <translation>Im &amp;Lauf verwenden</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln model(s) installed; any folder in Hugging Face layout can be added.</source>
        <translation>
            <numerusform>%1 von %Ln Modell installiert; jeder Ordner im Hugging-Face-Aufbau lässt sich hinzufügen.</numerusform>
            <numerusform>%1 von %Ln Modellen installiert; jeder Ordner im Hugging-Face-Aufbau lässt sich hinzufügen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Add a model&apos;s folder</source>
        <translation>Ordner eines Modells hinzufügen</translation>
    </message>
    <message>
        <source>“%1” is taken off the list. Its files stay where they are.</source>
        <translation>„%1“ wird von der Liste genommen. Die Dateien bleiben, wo sie sind.</translation>
    </message>
    <message>
        <source>Remove the model?</source>
        <translation>Modell entfernen?</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation>Hinzu&amp;fügen</translation>
    </message>
    <message>
        <source>Deletes a downloaded model; forgets an added one, whose files stay</source>
        <translation>Löscht ein heruntergeladenes Modell; vergisst ein hinzugefügtes, dessen Dateien bleiben</translation>
    </message>
    <message>
        <source>A &amp;folder…</source>
        <translation>Ein &amp;Ordner …</translation>
    </message>
    <message>
        <source>A .&amp;gguf file…</source>
        <translation>Eine .&amp;gguf-Datei …</translation>
    </message>
    <message>
        <source>Add a model file</source>
        <translation>Modelldatei hinzufügen</translation>
    </message>
    <message>
        <source>GGUF models (*.gguf)</source>
        <translation>GGUF-Modelle (*.gguf)</translation>
    </message>
    <message>
        <source>A &amp;repository on the hub…</source>
        <translation>Ein &amp;Repository im Hub …</translation>
    </message>
    <message>
        <source>the download failed</source>
        <translation>Download gescheitert</translation>
    </message>
    <message>
        <source>downloading: %1 of %2</source>
        <translation>lädt: %1 von %2</translation>
    </message>
    <message>
        <source>downloading …</source>
        <translation>lädt …</translation>
    </message>
    <message>
        <source>Download from the hub</source>
        <translation>Aus dem Hub herunterladen</translation>
    </message>
    <message>
        <source>Repository, as owner/name:</source>
        <translation>Repository, als Besitzer/Name:</translation>
    </message>
    <message>
        <source>“%1” is fetched from the hub. Its licence and terms are on its page there; they are yours to heed.</source>
        <translation>„%1“ wird aus dem Hub geholt. Lizenz und Bedingungen stehen auf seiner Seite dort; beachten Sie sie.</translation>
    </message>
    <message>
        <source>Download the model?</source>
        <translation>Das Modell herunterladen?</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Herunterladen</translation>
    </message>
    <message>
        <source>“%1” is deleted from this computer: %2, %3. It can be downloaded again.</source>
        <translation>„%1“ wird von diesem Rechner gelöscht: %2, %3. Es kann wieder heruntergeladen werden.</translation>
    </message>
    <message>
        <source>Delete the model?</source>
        <translation>Das Modell löschen?</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>%1 are free again.</source>
        <translation>%1 sind wieder frei.</translation>
    </message>
</context>
<context>
    <name>espalier::MoreTasks</name>
    <message>
        <source>More tasks</source>
        <translation>Weitere Aufgaben</translation>
    </message>
    <message>
        <source>Further datasets, each with a head of its own on the same body. The best step is that of the data above.</source>
        <translation>Weitere Datensätze, jeder mit eigenem Kopf auf demselben Rumpf. Der beste Schritt ist der der Daten oben.</translation>
    </message>
    <message>
        <source>Add a &amp;task</source>
        <translation>Auf&amp;gabe hinzufügen</translation>
    </message>
    <message>
        <source>by their rows</source>
        <translation>nach ihren Zeilen</translation>
    </message>
    <message>
        <source>all the same</source>
        <translation>alle gleich</translation>
    </message>
    <message>
        <source>by a temperature</source>
        <translation>nach einer Temperatur</translation>
    </message>
    <message>
        <source>Sampling</source>
        <translation>Auswahl</translation>
    </message>
    <message>
        <source>whose turn a step is</source>
        <translation>wer in einem Schritt an der Reihe ist</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>Temperatur</translation>
    </message>
    <message>
        <source>1: by rows; more: more even</source>
        <translation>1: nach Zeilen; mehr: gleichmäßiger</translation>
    </message>
    <message>
        <source>Weight of the first task</source>
        <translation>Gewicht der ersten Aufgabe</translation>
    </message>
    <message>
        <source>of its loss</source>
        <translation>ihres Verlusts</translation>
    </message>
    <message>
        <source>General text</source>
        <translation>Allgemeiner Text</translation>
    </message>
    <message>
        <source>shows what the model forgets of what it was pretrained for</source>
        <translation>zeigt, was das Modell vom Vortraining vergisst</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keiner</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>Gewicht</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation>
            <numerusform>%Ln Zeile</numerusform>
            <numerusform>%Ln Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>label ← %1</source>
        <translation>Label ← %1</translation>
    </message>
    <message>
        <source>There is no dataset with labels yet: import one on the Data page.</source>
        <translation>Es gibt noch keinen Datensatz mit Labels: auf der Seite Daten einen importieren.</translation>
    </message>
</context>
<context>
    <name>espalier::PlaygroundPage</name>
    <message>
        <source>&amp;Playground</source>
        <translation>Aus&amp;probieren</translation>
    </message>
    <message>
        <source>Playground</source>
        <translation>Ausprobieren</translation>
    </message>
    <message>
        <source>No model to try yet</source>
        <translation>Noch kein Modell zum Ausprobieren</translation>
    </message>
    <message>
        <source>Go to Start</source>
        <translation>Zur Startseite</translation>
    </message>
    <message>
        <source>Train a model</source>
        <translation>Ein Modell trainieren</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>C&amp;lassify</source>
        <translation>K&amp;lassen</translation>
    </message>
    <message>
        <source>Ent&amp;ities</source>
        <translation>&amp;Namen</translation>
    </message>
    <message>
        <source>Run %1: %2</source>
        <translation>Lauf %1: %2</translation>
    </message>
    <message>
        <source>&amp;Write</source>
        <translation>Schrei&amp;ben</translation>
    </message>
    <message>
        <source>Fill i&amp;n</source>
        <translation>Er&amp;gänzen</translation>
    </message>
    <message>
        <source>Choose a model</source>
        <translation>Ein Modell wählen</translation>
    </message>
    <message>
        <source>&amp;Ask</source>
        <translation>&amp;Fragen</translation>
    </message>
</context>
<context>
    <name>espalier::PreflightCard</name>
    <message>
        <source>Before you start</source>
        <translation>Vor dem Start</translation>
    </message>
    <message>
        <source>Estimate</source>
        <translation>Schät&amp;zen</translation>
    </message>
    <message>
        <source>Runs a few steps to measure memory and time</source>
        <translation>Macht ein paar Schritte, um Speicher und Zeit zu messen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Cancel the estimate</source>
        <translation>Schätzung abbrechen</translation>
    </message>
    <message>
        <source>Choose data and a model; then memory and time are measured by a dry run.</source>
        <translation>Daten und Modell wählen; dann werden Speicher und Zeit in einem Probelauf gemessen.</translation>
    </message>
    <message>
        <source>good</source>
        <translation>gut</translation>
    </message>
    <message>
        <source>look</source>
        <translation>ansehen</translation>
    </message>
    <message>
        <source>fix</source>
        <translation>beheben</translation>
    </message>
    <message>
        <source>Measuring: a few trial steps on your longest texts …</source>
        <translation>Es wird gemessen: ein paar Probeschritte mit den längsten Texten …</translation>
    </message>
    <message>
        <source>Not measured.</source>
        <translation>Nicht gemessen.</translation>
    </message>
    <message>
        <source>exceeds memory</source>
        <translation>übersteigt den Speicher</translation>
    </message>
    <message>
        <source>tight</source>
        <translation>knapp</translation>
    </message>
    <message>
        <source>fits</source>
        <translation>passt</translation>
    </message>
    <message>
        <source>More memory than is free: use a smaller batch, shorter texts or frozen weights</source>
        <translation>Mehr Speicher, als frei ist: kleinere Stapel, kürzere Texte oder eingefrorene Gewichte helfen</translation>
    </message>
    <message numerus="yes">
        <source>&lt;b&gt;%1&lt;/b&gt; for %Ln step(s), from a dry run</source>
        <translation>
            <numerusform>&lt;b&gt;%1&lt;/b&gt; für %Ln Schritt, nach einem Probelauf</numerusform>
            <numerusform>&lt;b&gt;%1&lt;/b&gt; für %Ln Schritte, nach einem Probelauf</numerusform>
        </translation>
    </message>
    <message>
        <source>a checkpoint takes %1, %2 of disk are free</source>
        <translation>ein Sicherungspunkt braucht %1, %2 Plattenplatz sind frei</translation>
    </message>
    <message>
        <source>longest text %1 tokens</source>
        <translation>längster Text %1 Token</translation>
    </message>
    <message>
        <source>%1, nothing is cut at %2</source>
        <translation>%1, bei %2 wird nichts gekürzt</translation>
    </message>
    <message numerus="yes">
        <source>%Ln text(s) would be cut at %1 tokens</source>
        <translation>
            <numerusform>%Ln Text würde bei %1 Token gekürzt</numerusform>
            <numerusform>%Ln Texte würden bei %1 Token gekürzt</numerusform>
        </translation>
    </message>
    <message>
        <source>Use %1</source>
        <translation>%1 nehmen</translation>
    </message>
    <message>
        <source>Memory and time are about to be measured.</source>
        <translation>Speicher und Zeit werden gleich gemessen.</translation>
    </message>
    <message>
        <source>Open Data</source>
        <translation>Daten öffnen</translation>
    </message>
    <message>
        <source>Open Models</source>
        <translation>Modelle öffnen</translation>
    </message>
    <message>
        <source>Most of the free memory is taken: a smaller batch leaves some to other programs</source>
        <translation>Der freie Speicher wird fast ganz belegt: Ein kleinerer Stapel lässt anderen Programmen etwas übrig</translation>
    </message>
    <message>
        <source>Halve the batch</source>
        <translation>Stapel halbieren</translation>
    </message>
    <message>
        <source>Delete old runs</source>
        <translation>Alte Läufe löschen</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Ansehen</translation>
    </message>
    <message>
        <source>Use the usual value</source>
        <translation>Üblichen Wert nehmen</translation>
    </message>
</context>
<context>
    <name>espalier::QueueCard</name>
    <message>
        <source>%1 · running</source>
        <translation>%1 · läuft</translation>
    </message>
    <message>
        <source>%1 · failed</source>
        <translation>%1 · gescheitert</translation>
    </message>
    <message>
        <source>%1 · begun, goes on</source>
        <translation>%1 · begonnen, geht weiter</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>Runs that wait, in their order</source>
        <translation>Wartende Läufe in ihrer Reihenfolge</translation>
    </message>
    <message>
        <source>Run queue</source>
        <translation>Abarbeiten</translation>
    </message>
    <message>
        <source>Run what waits, one after the other</source>
        <translation>Was wartet, nacheinander laufen lassen</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Hoch</translation>
    </message>
    <message>
        <source>Move the selected run up</source>
        <translation>Den gewählten Lauf nach oben rücken</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Runter</translation>
    </message>
    <message>
        <source>Move the selected run down</source>
        <translation>Den gewählten Lauf nach unten rücken</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Take the selected run off the queue</source>
        <translation>Den gewählten Lauf aus der Warteschlange nehmen</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Hold the queue after the run in progress</source>
        <translation>Die Warteschlange nach dem jetzigen Lauf anhalten</translation>
    </message>
</context>
<context>
    <name>espalier::RaceBar</name>
    <message>
        <source>Race</source>
        <translation>Wettlauf</translation>
    </message>
    <message>
        <source>tick the strategies below: same data, same seed, one budget for each</source>
        <translation>unten die Strategien ankreuzen: dieselben Daten, derselbe Startwert, ein Budget für jede</translation>
    </message>
    <message>
        <source>Budget of each</source>
        <translation>Budget für jede</translation>
    </message>
    <message>
        <source>Unit of the budget</source>
        <translation>Einheit des Budgets</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>seconds of training</source>
        <translation>Sekunden Training</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Start r&amp;ace</source>
        <translation>Wettl&amp;auf starten</translation>
    </message>
    <message>
        <source>Tick at least two strategies.</source>
        <translation>Mindestens zwei Strategien ankreuzen.</translation>
    </message>
    <message>
        <source>The budget is no number.</source>
        <translation>Das Budget ist keine Zahl.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln strategies, one after the other</source>
        <translation>
            <numerusform>%Ln Strategie</numerusform>
            <numerusform>%Ln Strategien, eine nach der anderen</numerusform>
        </translation>
    </message>
    <message>
        <source>Budget o&amp;f each</source>
        <translation>Bud&amp;get für jede</translation>
    </message>
</context>
<context>
    <name>espalier::RaceTableCard</name>
    <message>
        <source>Result of the race</source>
        <translation>Ergebnis des Wettlaufs</translation>
    </message>
    <message>
        <source>Strategy</source>
        <translation>Strategie</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Trained</source>
        <translation>Trainiert</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Peak memory</source>
        <translation>Speicherspitze</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>&lt;b&gt;In words:&lt;/b&gt; %1</source>
        <translation>&lt;b&gt;In Worten:&lt;/b&gt; %1</translation>
    </message>
    <message>
        <source>%1 did best under this budget: %2 %3.</source>
        <translation>%1 schnitt mit diesem Budget am besten ab: %2 %3.</translation>
    </message>
    <message>
        <source>%1 comes within %2 of it and trains %3 times fewer weights.</source>
        <translation>%1 kommt bis auf %2 heran und trainiert %3-mal weniger Gewichte.</translation>
    </message>
    <message>
        <source>Small differences may be chance: Runs compares them with a paired test.</source>
        <translation>Kleine Unterschiede können Zufall sein: Läufe vergleicht sie mit einem gepaarten Test.</translation>
    </message>
</context>
<context>
    <name>espalier::RaceView</name>
    <message>
        <source>&amp;New run</source>
        <translation>&amp;Neuer Lauf</translation>
    </message>
    <message>
        <source>Ends the race at the next step and keeps what is there</source>
        <translation>Beendet den Wettlauf beim nächsten Schritt und behält, was da ist</translation>
    </message>
    <message>
        <source>Progress of the race</source>
        <translation>Fortschritt des Wettlaufs</translation>
    </message>
    <message>
        <source>On one chart</source>
        <translation>In einem Bild</translation>
    </message>
    <message>
        <source>Curve that is shown</source>
        <translation>Gezeigte Kurve</translation>
    </message>
    <message>
        <source>Score on validation</source>
        <translation>Güte in der Validierung</translation>
    </message>
    <message>
        <source>Validation loss</source>
        <translation>Verlust in der Validierung</translation>
    </message>
    <message>
        <source>Training loss</source>
        <translation>Verlust im Training</translation>
    </message>
    <message>
        <source>by step</source>
        <translation>nach Schritt</translation>
    </message>
    <message>
        <source>by time</source>
        <translation>nach Zeit</translation>
    </message>
    <message>
        <source>Curves of the race</source>
        <translation>Kurven des Wettlaufs</translation>
    </message>
    <message numerus="yes">
        <source>%Ln step(s) each</source>
        <translation>
            <numerusform>je %Ln Schritt</numerusform>
            <numerusform>je %Ln Schritte</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of training each</source>
        <translation>je %1 Training</translation>
    </message>
    <message>
        <source>Race on %1</source>
        <translation>Wettlauf auf %1</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>score</source>
        <translation>Güte</translation>
    </message>
    <message>
        <source>seconds of training</source>
        <translation>Sekunden Training</translation>
    </message>
    <message>
        <source>step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>&lt;b&gt;Getting ready&lt;/b&gt;</source>
        <translation>&lt;b&gt;Wird vorbereitet&lt;/b&gt;</translation>
    </message>
    <message>
        <source>&lt;b&gt;%1&lt;/b&gt; · %2 of %3</source>
        <translation>&lt;b&gt;%1&lt;/b&gt; · %2 von %3</translation>
    </message>
    <message>
        <source> · step %1 of %2</source>
        <translation> · Schritt %1 von %2</translation>
    </message>
    <message>
        <source>%1 rows/s · %2</source>
        <translation>%1 Zeilen/s · %2</translation>
    </message>
    <message>
        <source>&lt;b&gt;The race is over&lt;/b&gt;</source>
        <translation>&lt;b&gt;Der Wettlauf ist vorbei&lt;/b&gt;</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>espalier::RateFinder</name>
    <message>
        <source>No step was made.</source>
        <translation>Es wurde kein Schritt gemacht.</translation>
    </message>
    <message>
        <source>From %1 to %2 the loss does not fall at any rate: check that the labels fit the texts, or let more of the model learn.</source>
        <translation>Von %1 bis %2 sinkt der Verlust bei keiner Rate: Passen die Labels zu den Texten? Oder es muss mehr vom Modell lernen.</translation>
    </message>
    <message>
        <source>The rate rose from %1 to %2 step by step; the loss fell most steeply at %3. Far below that little is learnt, and where the curve turns up the steps are too large.</source>
        <translation>Die Rate stieg Schritt für Schritt von %1 auf %2; am steilsten fiel der Verlust bei %3. Weit darunter wird wenig gelernt, und wo die Kurve ansteigt, sind die Schritte zu groß.</translation>
    </message>
    <message>
        <source>Find a learning rate</source>
        <translation>Eine Lernrate finden</translation>
    </message>
    <message>
        <source>A copy of the model takes some steps at rising rates; it is thrown away afterwards.</source>
        <translation>Eine Kopie des Modells macht einige Schritte mit steigender Rate; danach wird sie verworfen.</translation>
    </message>
    <message>
        <source>Loss over learning rate</source>
        <translation>Verlust über der Lernrate</translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>loss, smoothed</source>
        <translation>Verlust, geglättet</translation>
    </message>
    <message>
        <source>Progress of the test</source>
        <translation>Fortschritt des Tests</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>The model is being loaded …</source>
        <translation>Das Modell wird geladen …</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>step %1 of %2</source>
        <translation>Schritt %1 von %2</translation>
    </message>
    <message>
        <source>Stopping …</source>
        <translation>Wird beendet …</translation>
    </message>
    <message>
        <source>The test was cancelled.</source>
        <translation>Der Test wurde abgebrochen.</translation>
    </message>
    <message>
        <source>The test failed.</source>
        <translation>Der Test ist fehlgeschlagen.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln step(s)</source>
        <translation>
            <numerusform>%Ln Schritt</numerusform>
            <numerusform>%Ln Schritte</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Use %1</source>
        <translation>%1 &amp;nehmen</translation>
    </message>
</context>
<context>
    <name>espalier::ReadmeCard</name>
    <message>
        <source>In its authors&apos; words</source>
        <translation>In den Worten der Urheber</translation>
    </message>
</context>
<context>
    <name>espalier::RecentRuns</name>
    <message>
        <source>Recent runs</source>
        <translation>Letzte Läufe</translation>
    </message>
    <message numerus="yes">
        <source>%n were interrupted and can go on</source>
        <translation>
            <numerusform>%n wurde unterbrochen und kann fortgesetzt werden</numerusform>
            <numerusform>%n wurden unterbrochen und können fortgesetzt werden</numerusform>
        </translation>
    </message>
    <message>
        <source>No runs yet</source>
        <translation>Noch keine Läufe</translation>
    </message>
    <message>
        <source>Start a sample experiment above, or import a file: every run is kept and listed here.</source>
        <translation>Oben ein Beispiel starten oder eine Datei importieren: jeder Lauf bleibt erhalten und steht dann hier.</translation>
    </message>
    <message>
        <source>Watch</source>
        <translation>Zusehen</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
</context>
<context>
    <name>espalier::RepeatFields</name>
    <message>
        <source>once</source>
        <translation>einmal</translation>
    </message>
    <message>
        <source>with several seeds</source>
        <translation>mit mehreren Saaten</translation>
    </message>
    <message>
        <source>as a cross-validation</source>
        <translation>als Kreuzvalidierung</translation>
    </message>
    <message>
        <source>Run it</source>
        <translation>Trainiert wird</translation>
    </message>
    <message>
        <source>How often</source>
        <translation>Wie oft</translation>
    </message>
    <message>
        <source>2 to 100</source>
        <translation>2 bis 100</translation>
    </message>
    <message>
        <source>several runs as one item tell chance from gain</source>
        <translation>mehrere Läufe trennen Zufall von Gewinn</translation>
    </message>
    <message>
        <source>ends with the mean and its 95 % interval</source>
        <translation>endet mit Mittel und 95-%-Intervall</translation>
    </message>
    <message>
        <source>each part validates once; ends with mean and 95 % interval</source>
        <translation>jeder Teil prüft einmal; endet mit Mittel und 95-%-Intervall</translation>
    </message>
    <message>
        <source>parts</source>
        <translation>Teile</translation>
    </message>
    <message>
        <source>seeds, from the one above on</source>
        <translation>Saaten, von der obigen an</translation>
    </message>
</context>
<context>
    <name>espalier::ResultCard</name>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>on the %1 texts</source>
        <translation>auf den Texten der Teilmenge %1</translation>
    </message>
    <message>
        <source>test</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>kept: step %1 of %2</source>
        <translation>behalten: Schritt %1 von %2</translation>
    </message>
    <message>
        <source>%1, %2 rows/s</source>
        <translation>%1, %2 Zeilen/s</translation>
    </message>
    <message>
        <source>Nothing was measured.</source>
        <translation>Es wurde nichts gemessen.</translation>
    </message>
</context>
<context>
    <name>espalier::Room</name>
    <message numerus="yes">
        <source>%Ln token(s)</source>
        <translation>
            <numerusform>%Ln Token</numerusform>
            <numerusform>%Ln Token</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>the end was cut off: the text is longer than the model reads</source>
        <translation>das Ende wurde abgeschnitten: der Text ist länger, als das Modell liest</translation>
    </message>
    <message>
        <source>Enter keeps the answer; so does a pause.</source>
        <translation>Die Eingabetaste behält die Antwort, eine Pause auch.</translation>
    </message>
    <message>
        <source>A model answers here once a run has trained it. The sample on the Start page takes about a minute.</source>
        <translation>Hier antwortet ein Modell, sobald ein Lauf es trainiert hat. Das Beispiel auf der Startseite braucht etwa eine Minute.</translation>
    </message>
</context>
<context>
    <name>espalier::RowModel</name>
    <message>
        <source>train</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>test</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>%1 +%2</source>
        <translation>%1 +%2</translation>
    </message>
    <message>
        <source>#</source>
        <translation>Nr.</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>label</source>
        <translation>Label</translation>
    </message>
    <message>
        <source>part</source>
        <translation>Teil</translation>
    </message>
    <message>
        <source>findings</source>
        <translation>Befunde</translation>
    </message>
</context>
<context>
    <name>espalier::RowsCard</name>
    <message>
        <source>Search texts…</source>
        <translation>Texte durchsuchen …</translation>
    </message>
    <message>
        <source>Search texts</source>
        <translation>Texte durchsuchen</translation>
    </message>
    <message>
        <source>Show the rows of a label</source>
        <translation>Zeilen eines Labels zeigen</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>all labels</source>
        <translation>alle Labels</translation>
    </message>
    <message>
        <source>text ← %1</source>
        <translation>Text ← %1</translation>
    </message>
    <message>
        <source>label ← %1</source>
        <translation>Label ← %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln line(s) could not be read</source>
        <translation>
            <numerusform>%Ln Zeile war nicht lesbar</numerusform>
            <numerusform>%Ln Zeilen waren nicht lesbar</numerusform>
        </translation>
    </message>
    <message>
        <source>show</source>
        <translation>zeigen</translation>
    </message>
    <message>
        <source>%1 · show all rows</source>
        <translation>%1 · alle Zeilen zeigen</translation>
    </message>
    <message>
        <source>No row matches.</source>
        <translation>Keine Zeile passt.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) match</source>
        <translation>
            <numerusform>%Ln Zeile passt</numerusform>
            <numerusform>%Ln Zeilen passen</numerusform>
        </translation>
    </message>
    <message>
        <source>all types</source>
        <translation>alle Arten</translation>
    </message>
</context>
<context>
    <name>espalier::RunActions</name>
    <message>
        <source>Another run is in progress</source>
        <translation>Ein anderer Lauf ist im Gang</translation>
    </message>
    <message>
        <source>let it end, or stop it on the Train page</source>
        <translation>abwarten oder auf der Seite Training beenden</translation>
    </message>
    <message>
        <source>The run lies in %1</source>
        <translation>Der Lauf liegt in %1</translation>
    </message>
    <message>
        <source>Rename the run</source>
        <translation>Lauf umbenennen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Export the model into a folder</source>
        <translation>Modell in einen Ordner exportieren</translation>
    </message>
    <message>
        <source>The model was written to %1, as a folder that Transformers loads.</source>
        <translation>Das Modell wurde nach %1 geschrieben, als Ordner, den Transformers lädt.</translation>
    </message>
    <message>
        <source>“%1”, its model and its curves are deleted from this computer. This can&apos;t be undone.</source>
        <translation>„%1“ mit Modell und Kurven wird von diesem Rechner gelöscht. Das lässt sich nicht rückgängig machen.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln run(s), their models and their curves are deleted from this computer. This can&apos;t be undone.</source>
        <translation>
            <numerusform>%Ln Lauf mit Modell und Kurven wird von diesem Rechner gelöscht. Das lässt sich nicht rückgängig machen.</numerusform>
            <numerusform>%Ln Läufe mit Modellen und Kurven werden von diesem Rechner gelöscht. Das lässt sich nicht rückgängig machen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete the run?</source>
        <translation>Lauf löschen?</translation>
    </message>
    <message>
        <source>Delete the runs?</source>
        <translation>Läufe löschen?</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
</context>
<context>
    <name>espalier::RunButtons</name>
    <message>
        <source>&amp;Go on</source>
        <translation>&amp;Fortsetzen</translation>
    </message>
    <message>
        <source>Pa&amp;use</source>
        <translation>Pa&amp;use</translation>
    </message>
    <message>
        <source>Stopping …</source>
        <translation>Wird beendet …</translation>
    </message>
    <message>
        <source>Stop and &amp;keep</source>
        <translation>&amp;Beenden und behalten</translation>
    </message>
</context>
<context>
    <name>espalier::RunListModel</name>
    <message>
        <source>interrupted, %1 of %2</source>
        <translation>unterbrochen, %1 von %2</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <translation>%1 auf %2</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Strategy</source>
        <translation>Strategie</translation>
    </message>
    <message>
        <source>Trained</source>
        <translation>Trainiert</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>%1 ± …</source>
        <translation>%1 ± …</translation>
    </message>
    <message>
        <source>%1 ± %2</source>
        <translation>%1 ± %2</translation>
    </message>
    <message>
        <source>%1, 95 % interval %2–%3</source>
        <translation>%1, 95-%-Intervall %2–%3</translation>
    </message>
    <message>
        <source>#</source>
        <translation>Nr.</translation>
    </message>
    <message>
        <source>Score, 95 %</source>
        <translation>Güte, 95 %</translation>
    </message>
    <message>
        <source>Enter, or a click on the triangle, shows its runs</source>
        <translation>Eingabetaste oder ein Klick auf das Dreieck zeigt die Läufe</translation>
    </message>
    <message>
        <source>%1, open</source>
        <translation>%1, offen</translation>
    </message>
    <message>
        <source>%1, closed</source>
        <translation>%1, geschlossen</translation>
    </message>
</context>
<context>
    <name>espalier::RunsPage</name>
    <message>
        <source>&amp;Runs</source>
        <translation>&amp;Läufe</translation>
    </message>
    <message>
        <source>No runs yet</source>
        <translation>Noch keine Läufe</translation>
    </message>
    <message>
        <source>Every training run is kept here with its recipe, its curves and its model. Begin with a sample, or with your own texts.</source>
        <translation>Jeder Lauf bleibt hier mit Rezept, Kurven und Modell erhalten. Mit einem Beispiel oder eigenen Texten beginnen.</translation>
    </message>
    <message>
        <source>Go to Start</source>
        <translation>Zur Startseite</translation>
    </message>
    <message>
        <source>Set up a run</source>
        <translation>Lauf einrichten</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>&amp;Go on</source>
        <translation>&amp;Fortsetzen</translation>
    </message>
    <message>
        <source>Use as &amp;base</source>
        <translation>Als &amp;Grundlage</translation>
    </message>
    <message>
        <source>M&amp;ore</source>
        <translation>&amp;Mehr</translation>
    </message>
    <message>
        <source>Tr&amp;y it</source>
        <translation>&amp;Ausprobieren</translation>
    </message>
    <message>
        <source>Sets up a run that goes on from this run&apos;s model</source>
        <translation>Richtet einen Lauf ein, der vom Modell dieses Laufs ausgeht</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>Güte</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>Rezept</translation>
    </message>
    <message>
        <source>&amp;Confusion</source>
        <translation>&amp;Verwechslungen</translation>
    </message>
    <message>
        <source>Rec&amp;ipe</source>
        <translation>Re&amp;zept</translation>
    </message>
    <message>
        <source>Set up the &amp;same again</source>
        <translation>Denselben noch einmal &amp;einrichten</translation>
    </message>
    <message>
        <source>Open &amp;folder</source>
        <translation>&amp;Ordner öffnen</translation>
    </message>
    <message>
        <source>&amp;Rename…</source>
        <translation>&amp;Umbenennen …</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Exportieren …</translation>
    </message>
    <message>
        <source>&amp;Delete…</source>
        <translation>&amp;Löschen …</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>What was trained, and how well.</source>
        <translation>Was trainiert wurde, und wie gut.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln run(s); select several to compare them</source>
        <translation>
            <numerusform>%Ln Lauf; mehrere auswählen, um sie zu vergleichen</numerusform>
            <numerusform>%Ln Läufe; mehrere auswählen, um sie zu vergleichen</numerusform>
        </translation>
    </message>
    <message>
        <source>D&amp;ifferences of recipe</source>
        <translation>Unterschiede der Re&amp;zepte</translation>
    </message>
    <message>
        <source>&lt;b&gt;In words:&lt;/b&gt; %1</source>
        <translation>&lt;b&gt;In Worten:&lt;/b&gt; %1</translation>
    </message>
</context>
<context>
    <name>espalier::RunsTable</name>
    <message>
        <source>Filter: name, model, data, strategy, state…</source>
        <translation>Filtern: Name, Modell, Daten, Strategie, Zustand …</translation>
    </message>
    <message>
        <source>Filter runs</source>
        <translation>Läufe filtern</translation>
    </message>
    <message>
        <source>No run matches.</source>
        <translation>Kein Lauf passt.</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
</context>
<context>
    <name>espalier::SampleCard</name>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Start: %1</source>
        <translation>Starten: %1</translation>
    </message>
    <message>
        <source>Not on this machine yet: ./run.sh --build-only fetches it.</source>
        <translation>Noch nicht auf diesem Rechner: ./run.sh --build-only holt es.</translation>
    </message>
</context>
<context>
    <name>espalier::SamplesCard</name>
    <message>
        <source>Its writing</source>
        <translation>Was es schreibt</translation>
    </message>
    <message>
        <source>before</source>
        <translation>vorher</translation>
    </message>
    <message>
        <source>after</source>
        <translation>nachher</translation>
    </message>
    <message>
        <source>Comes when the run has ended.</source>
        <translation>Kommt, wenn der Lauf zu Ende ist.</translation>
    </message>
</context>
<context>
    <name>espalier::SearchAxisRow</name>
    <message>
        <source>Setting %1</source>
        <translation>Einstellung %1</translation>
    </message>
    <message>
        <source>Values of setting %1</source>
        <translation>Werte von Einstellung %1</translation>
    </message>
    <message>
        <source>1e-5, 3e-5, 1e-4 or 1e-5..1e-3</source>
        <translation>1e-5, 3e-5, 1e-4 oder 1e-5..1e-3</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove setting %1</source>
        <translation>Einstellung %1 entfernen</translation>
    </message>
    <message>
        <source>values parted by commas, or two numbers above 0 with .. between them</source>
        <translation>Werte mit Kommas dazwischen (0.1, nicht 0,1), oder zwei Zahlen über 0 mit .. dazwischen</translation>
    </message>
</context>
<context>
    <name>espalier::SearchBar</name>
    <message>
        <source>Find good settings</source>
        <translation>Gute Einstellungen finden</translation>
    </message>
    <message>
        <source>trains combinations of them and says which does best on the validation data</source>
        <translation>trainiert Kombinationen und sagt, welche bei den Prüfdaten am besten abschneidet</translation>
    </message>
    <message>
        <source>Add a setting</source>
        <translation>Einstellung hinzufügen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>St&amp;art search</source>
        <translation>Suche s&amp;tarten</translation>
    </message>
    <message>
        <source>Combinations</source>
        <translation>Kombinationen</translation>
    </message>
    <message>
        <source>drawn at random; 0: all of a grid</source>
        <translation>zufällig gezogen; 0: alle eines Gitters</translation>
    </message>
    <message>
        <source>Rounds</source>
        <translation>Runden</translation>
    </message>
    <message>
        <source>1: each is trained to the end</source>
        <translation>1: jede wird zu Ende trainiert</translation>
    </message>
    <message>
        <source>the best of every %1</source>
        <translation>die beste von je %1</translation>
    </message>
    <message>
        <source>Goes on to the next round</source>
        <translation>In die nächste Runde kommt</translation>
    </message>
    <message>
        <source>trained that many times longer; the rest is cut</source>
        <translation>so viel Mal länger trainiert; der Rest scheidet aus</translation>
    </message>
    <message>
        <source>from %1 to %2</source>
        <translation>von %1 bis %2</translation>
    </message>
    <message>
        <source>%1 is there twice.</source>
        <translation>%1 kommt zweimal vor.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln combination(s)</source>
        <translation>
            <numerusform>%Ln Kombination</numerusform>
            <numerusform>%Ln Kombinationen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln run(s)</source>
        <translation>
            <numerusform>%Ln Lauf</numerusform>
            <numerusform>%Ln Läufe</numerusform>
        </translation>
    </message>
    <message>
        <source>as much training as %1 whole runs</source>
        <translation>so viel Training wie %1 ganze Läufe</translation>
    </message>
    <message>
        <source>about %1</source>
        <translation>etwa %1</translation>
    </message>
    <message>
        <source>Add a setting that is to be varied.</source>
        <translation>Fügen Sie eine Einstellung hinzu, die sich ändern soll.</translation>
    </message>
    <message>
        <source>Something above can&apos;t be read.</source>
        <translation>Eine Angabe oben ist nicht lesbar.</translation>
    </message>
</context>
<context>
    <name>espalier::SearchTable</name>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>trained</source>
        <translation>trainiert</translation>
    </message>
    <message>
        <source>goes on</source>
        <translation>kommt weiter</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>the best</source>
        <translation>die beste</translation>
    </message>
    <message numerus="yes">
        <source>cut: place %1 of %2, the best %Ln went on</source>
        <translation>
            <numerusform>ausgeschieden: Platz %1 von %2, nur die beste kam weiter</numerusform>
            <numerusform>ausgeschieden: Platz %1 von %2, die besten %Ln kamen weiter</numerusform>
        </translation>
    </message>
    <message>
        <source>Combinations</source>
        <translation>Kombinationen</translation>
    </message>
    <message>
        <source>Combinations of the search</source>
        <translation>Kombinationen der Suche</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Epochen</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
</context>
<context>
    <name>espalier::SearchView</name>
    <message>
        <source>&amp;New run</source>
        <translation>&amp;Neuer Lauf</translation>
    </message>
    <message>
        <source>&amp;Open its run</source>
        <translation>Lauf ö&amp;ffnen</translation>
    </message>
    <message>
        <source>Use this rec&amp;ipe</source>
        <translation>Dieses Re&amp;zept nehmen</translation>
    </message>
    <message>
        <source>Ends the search at the next step; what was trained is kept</source>
        <translation>Beendet die Suche beim nächsten Schritt; was trainiert wurde, bleibt</translation>
    </message>
    <message>
        <source>Fills in the Train page with the best combination</source>
        <translation>Füllt die Trainingsseite mit der besten Kombination</translation>
    </message>
    <message>
        <source>Progress of the search</source>
        <translation>Fortschritt der Suche</translation>
    </message>
    <message>
        <source>Search on %1</source>
        <translation>Suche auf %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln combination(s)</source>
        <translation>
            <numerusform>%Ln Kombination</numerusform>
            <numerusform>%Ln Kombinationen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln round(s)</source>
        <translation>
            <numerusform>%Ln Runde</numerusform>
            <numerusform>%Ln Runden</numerusform>
        </translation>
    </message>
    <message>
        <source>&lt;b&gt;The search is over&lt;/b&gt; · %1 of %2 runs</source>
        <translation>&lt;b&gt;Die Suche ist vorbei&lt;/b&gt; · %1 von %2 Läufen</translation>
    </message>
    <message>
        <source>&lt;b&gt;Run %1 of %2&lt;/b&gt;</source>
        <translation>&lt;b&gt;Lauf %1 von %2&lt;/b&gt;</translation>
    </message>
    <message>
        <source> · step %1 of %2</source>
        <translation> · Schritt %1 von %2</translation>
    </message>
    <message>
        <source>%1 rows/s · %2</source>
        <translation>%1 Zeilen/s · %2</translation>
    </message>
    <message>
        <source>%1: %2 %3 on the validation data, run %4.</source>
        <translation>%1: %2 %3 bei den Prüfdaten, Lauf %4.</translation>
    </message>
    <message>
        <source>&lt;b&gt;The best so far:&lt;/b&gt; %1</source>
        <translation>&lt;b&gt;Bisher die beste:&lt;/b&gt; %1</translation>
    </message>
    <message>
        <source>&lt;b&gt;The best:&lt;/b&gt; %1 Of many combinations one is the best by chance, too: test data, or several seeds, tell.</source>
        <translation>&lt;b&gt;Die beste:&lt;/b&gt; %1 Von vielen Kombinationen ist eine auch durch Zufall die beste: Testdaten oder mehrere Saaten zeigen es.</translation>
    </message>
</context>
<context>
    <name>espalier::Session</name>
    <message>
        <source>a run is going already</source>
        <translation>ein Lauf ist schon im Gang</translation>
    </message>
    <message>
        <source>stop it first, or wait until it is done</source>
        <translation>erst beenden oder abwarten, bis er fertig ist</translation>
    </message>
</context>
<context>
    <name>espalier::SettingsForm</name>
    <message>
        <source>More sett&amp;ings</source>
        <translation>&amp;Mehr Einstellungen</translation>
    </message>
    <message>
        <source>Fewer settings</source>
        <translation>Weniger Einstellungen</translation>
    </message>
    <message>
        <source>after the warm-up</source>
        <translation>nach dem Aufwärmen</translation>
    </message>
    <message>
        <source>linear to 0</source>
        <translation>linear bis 0</translation>
    </message>
    <message>
        <source>cosine to 0</source>
        <translation>Kosinus bis 0</translation>
    </message>
    <message>
        <source>constant</source>
        <translation>gleichbleibend</translation>
    </message>
    <message>
        <source>Poolin&amp;g</source>
        <translation>&amp;Pooling</translation>
    </message>
    <message>
        <source>what the head reads</source>
        <translation>was der Kopf liest</translation>
    </message>
    <message>
        <source>first token</source>
        <translation>erstes Token</translation>
    </message>
    <message>
        <source>mean of tokens</source>
        <translation>Mittel der Token</translation>
    </message>
    <message>
        <source>Best by</source>
        <translation>Bester nach</translation>
    </message>
    <message>
        <source>which step is kept</source>
        <translation>welcher Schritt behalten wird</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Genauigkeit der Zahlen</translation>
    </message>
    <message>
        <source>auto: what the device does well</source>
        <translation>auto: was das Gerät gut kann</translation>
    </message>
    <message>
        <source>auto</source>
        <translation>auto</translation>
    </message>
    <message>
        <source>is no number</source>
        <translation>ist keine Zahl</translation>
    </message>
    <message>
        <source>slanted</source>
        <translation>schräg (slanted)</translation>
    </message>
    <message>
        <source>Class weights</source>
        <translation>Klassengewichte</translation>
    </message>
    <message>
        <source>balanced: rare classes count more</source>
        <translation>ausgeglichen: seltene Klassen zählen mehr</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>balanced</source>
        <translation>ausgeglichen</translation>
    </message>
    <message>
        <source>cosine, again and again</source>
        <translation>Kosinus, immer wieder</translation>
    </message>
    <message>
        <source>polynomial to 0</source>
        <translation>polynomial auf 0</translation>
    </message>
    <message>
        <source>inverse square root</source>
        <translation>umgekehrte Quadratwurzel</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>Optimierer</translation>
    </message>
    <message>
        <source>what a gradient becomes</source>
        <translation>was aus einem Gradienten wird</translation>
    </message>
    <message>
        <source>on</source>
        <translation>an</translation>
    </message>
    <message>
        <source>Gradient checkpointing</source>
        <translation>Gradient-Checkpointing</translation>
    </message>
    <message>
        <source>less memory, more time</source>
        <translation>weniger Speicher, mehr Zeit</translation>
    </message>
    <message>
        <source>Layers keep their input alone and compute the rest again going backward.</source>
        <translation>Schichten behalten nur ihre Eingabe und berechnen den Rest auf dem Rückweg neu.</translation>
    </message>
    <message>
        <source>Sched&amp;ule</source>
        <translation>&amp;Verlauf</translation>
    </message>
</context>
<context>
    <name>espalier::SettingsPage</name>
    <message>
        <source>S&amp;ettings</source>
        <translation>&amp;Einstellungen</translation>
    </message>
    <message>
        <source>looking…</source>
        <translation>wird ermittelt …</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Kept in the workspace, for this window only.</source>
        <translation>Werden im Arbeitsordner gesichert und gelten nur für dieses Fenster.</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>Computing</source>
        <translation>Rechnen</translation>
    </message>
    <message>
        <source>Workspace</source>
        <translation>Arbeitsordner</translation>
    </message>
    <message>
        <source>About Espalier</source>
        <translation>Über Espalier</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Farbschema</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Sprache</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farbschema</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>&amp;Open the folder</source>
        <translation>&amp;Ordner öffnen</translation>
    </message>
    <message>
        <source>&amp;Check again</source>
        <translation>&amp;Noch einmal prüfen</translation>
    </message>
    <message>
        <source>Trains pretrained language models to shape, on this machine. Free software under the GNU General Public License, version 3 or later, without any warranty. It asks the network only for downloads that you start: no account, no telemetry.</source>
        <translation>Bringt vortrainierte Sprachmodelle in Form, auf diesem Rechner. Freie Software unter der GNU General Public License, Version 3 oder später, ohne jede Gewähr. Das Netz braucht sie nur für Downloads, die Sie starten: kein Konto, keine Telemetrie.</translation>
    </message>
</context>
<context>
    <name>espalier::SlimProgress</name>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
</context>
<context>
    <name>espalier::SourceCard</name>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>M&amp;odel</source>
        <translation>M&amp;odell</translation>
    </message>
    <message>
        <source>&amp;Name of the run</source>
        <translation>&amp;Name des Laufs</translation>
    </message>
    <message>
        <source>empty: made from data and strategy</source>
        <translation>leer: aus Daten und Strategie gebildet</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Run %1: %2</source>
        <translation>Lauf %1: %2</translation>
    </message>
    <message>
        <source>text ← %1</source>
        <translation>Text ← %1</translation>
    </message>
    <message>
        <source>pair ← %1</source>
        <translation>Zweiter Text ← %1</translation>
    </message>
    <message>
        <source>label ← %1</source>
        <translation>Label ← %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation>
            <numerusform>%Ln Zeile</numerusform>
            <numerusform>%Ln Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>split %1 / %2 / %3</source>
        <translation>aufgeteilt %1 / %2 / %3</translation>
    </message>
    <message>
        <source>not split: 80 / 10 / 10 %</source>
        <translation>nicht aufgeteilt: 80 / 10 / 10 %</translation>
    </message>
    <message>
        <source>%1 · %2 layers of %3 · up to %4 tokens</source>
        <translation>%1 · %2 Schichten zu %3 · bis %4 Token</translation>
    </message>
</context>
<context>
    <name>espalier::SplitDialog</name>
    <message>
        <source>Split the rows</source>
        <translation>Zeilen aufteilen</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>&amp;Training</source>
        <translation>&amp;Training</translation>
    </message>
    <message>
        <source>&amp;Validation</source>
        <translation>&amp;Validierung</translation>
    </message>
    <message>
        <source>T&amp;est</source>
        <translation>T&amp;est</translation>
    </message>
    <message>
        <source>Keep every label&apos;s &amp;share in each part</source>
        <translation>Den &amp;Anteil jedes Labels in jedem Teil erhalten</translation>
    </message>
    <message>
        <source>The same seed gives the same split</source>
        <translation>Dieselbe Saat gibt dieselbe Aufteilung</translation>
    </message>
    <message>
        <source>Se&amp;ed</source>
        <translation>&amp;Saat</translation>
    </message>
    <message>
        <source>S&amp;plit</source>
        <translation>Auf&amp;teilen</translation>
    </message>
    <message>
        <source>about %1, %2 and %3 rows; texts that are the same land in the same part</source>
        <translation>etwa %1, %2 und %3 Zeilen; gleiche Texte kommen in denselben Teil</translation>
    </message>
    <message>
        <source>The shares add up to %1 %, not 100 %</source>
        <translation>Die Anteile ergeben %1 %, nicht 100 %</translation>
    </message>
</context>
<context>
    <name>espalier::StartPage</name>
    <message>
        <source>&amp;Start</source>
        <translation>&amp;Start</translation>
    </message>
    <message>
        <source>Good night</source>
        <translation>Gute Nacht</translation>
    </message>
    <message>
        <source>Good morning</source>
        <translation>Guten Morgen</translation>
    </message>
    <message>
        <source>Good afternoon</source>
        <translation>Guten Tag</translation>
    </message>
    <message>
        <source>Good evening</source>
        <translation>Guten Abend</translation>
    </message>
    <message>
        <source>Import a file</source>
        <translation>Datei importieren</translation>
    </message>
    <message>
        <source>Pick a sample experiment, or drop a file anywhere to begin with your own texts.</source>
        <translation>Ein Beispiel wählen – oder eine Datei hierher ziehen, um mit eigenen Texten zu beginnen.</translation>
    </message>
    <message>
        <source>&amp;Import a file…</source>
        <translation>Datei &amp;importieren …</translation>
    </message>
    <message>
        <source>Data (*.csv *.tsv *.jsonl *.json *.conll *.txt);;All files (*)</source>
        <translation>Daten (*.csv *.tsv *.jsonl *.json *.conll *.txt);;Alle Dateien (*)</translation>
    </message>
    <message numerus="yes">
        <source>%Ln run(s) wait in the queue.</source>
        <translation>
            <numerusform>%Ln Lauf wartet in der Warteschlange.</numerusform>
            <numerusform>%Ln Läufe warten in der Warteschlange.</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Run the queue</source>
        <translation>Wa&amp;rteschlange abarbeiten</translation>
    </message>
</context>
<context>
    <name>espalier::StrategyCard</name>
    <message>
        <source>&lt;b&gt;%1&lt;/b&gt; trained</source>
        <translation>&lt;b&gt;%1&lt;/b&gt; trainiert</translation>
    </message>
    <message>
        <source>not measured yet</source>
        <translation>noch nicht gemessen</translation>
    </message>
    <message>
        <source>%1 parameters trained, %2</source>
        <translation>%1 Parameter trainiert, %2</translation>
    </message>
    <message>
        <source>%1, take part in the race</source>
        <translation>%1, am Wettlauf teilnehmen</translation>
    </message>
</context>
<context>
    <name>espalier::StrategyPicker</name>
    <message>
        <source>Strategy</source>
        <translation>Strategie</translation>
    </message>
    <message>
        <source>%1 · %2× time</source>
        <translation>%1 · %2× Zeit</translation>
    </message>
</context>
<context>
    <name>espalier::TextsDialog</name>
    <message>
        <source>score</source>
        <translation>Güte</translation>
    </message>
    <message>
        <source>answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message numerus="yes">
        <source>%Ln text(s), the surest answers first</source>
        <translation>
            <numerusform>%Ln Text, die sichersten Antworten zuerst</numerusform>
            <numerusform>%Ln Texte, die sichersten Antworten zuerst</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::TokenStrip</name>
    <message>
        <source>not in the vocabulary</source>
        <translation>nicht im Wortschatz</translation>
    </message>
    <message>
        <source>added by the tokenizer</source>
        <translation>vom Tokenizer hinzugefügt</translation>
    </message>
    <message>
        <source>characters %1–%2</source>
        <translation>Zeichen %1–%2</translation>
    </message>
    <message>
        <source>%1 · id %2 · %3</source>
        <translation>%1 · Nr. %2 · %3</translation>
    </message>
</context>
<context>
    <name>espalier::TokensCard</name>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>how this model cuts a sentence</source>
        <translation>wie dieses Modell einen Satz zerlegt</translation>
    </message>
    <message>
        <source>Sentence to cut into tokens</source>
        <translation>Satz, der in Token zerlegt wird</translation>
    </message>
    <message>
        <source>Type any sentence…</source>
        <translation>Irgendeinen Satz eingeben …</translation>
    </message>
    <message>
        <source>An unforgettable, moving picture: it’s espaliered!</source>
        <translation>An unforgettable, moving picture: it’s espaliered!</translation>
    </message>
    <message numerus="yes">
        <source>%Ln token(s)</source>
        <translation>
            <numerusform>%Ln Token</numerusform>
            <numerusform>%Ln Token</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln added by the tokenizer</source>
        <translation>
            <numerusform>%Ln vom Tokenizer hinzugefügt</numerusform>
            <numerusform>%Ln vom Tokenizer hinzugefügt</numerusform>
        </translation>
    </message>
    <message>
        <source>none unknown</source>
        <translation>kein unbekanntes</translation>
    </message>
    <message numerus="yes">
        <source>%Ln unknown</source>
        <translation>
            <numerusform>%Ln unbekanntes</numerusform>
            <numerusform>%Ln unbekannte</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::TrainLive</name>
    <message>
        <source>&amp;New run</source>
        <translation>&amp;Neuer Lauf</translation>
    </message>
    <message>
        <source>&amp;Open the run</source>
        <translation>Lauf &amp;öffnen</translation>
    </message>
    <message>
        <source>Tr&amp;y it</source>
        <translation>&amp;Ausprobieren</translation>
    </message>
    <message>
        <source>Ends the run at the next step and keeps the best of what was learnt</source>
        <translation>Beendet den Lauf beim nächsten Schritt und behält das Beste des Gelernten</translation>
    </message>
    <message>
        <source>Progress of the run</source>
        <translation>Fortschritt des Laufs</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>Gradient norm</source>
        <translation>Gradientennorm</translation>
    </message>
    <message>
        <source>%1 on validation</source>
        <translation>%1 in der Validierung</translation>
    </message>
    <message>
        <source>Score on validation</source>
        <translation>Güte in der Validierung</translation>
    </message>
    <message>
        <source>%1 of %2 parameters learn</source>
        <translation>%1 von %2 Parametern lernen</translation>
    </message>
    <message>
        <source>saved at step %1</source>
        <translation>gesichert bei Schritt %1</translation>
    </message>
    <message>
        <source>&lt;b&gt;Getting ready&lt;/b&gt;</source>
        <translation>&lt;b&gt;Wird vorbereitet&lt;/b&gt;</translation>
    </message>
    <message>
        <source>&lt;b&gt;Step %1 of %2&lt;/b&gt; · epoch %3</source>
        <translation>&lt;b&gt;Schritt %1 von %2&lt;/b&gt; · Epoche %3</translation>
    </message>
    <message>
        <source>%1 rows/s · %2</source>
        <translation>%1 Zeilen/s · %2</translation>
    </message>
    <message>
        <source> · &lt;b&gt;%1 left&lt;/b&gt;</source>
        <translation> · &lt;b&gt;noch %1&lt;/b&gt;</translation>
    </message>
    <message>
        <source>&amp;Go on</source>
        <translation>&amp;Fortsetzen</translation>
    </message>
    <message>
        <source>The run was interrupted at step %1 and can go on from there.</source>
        <translation>Der Lauf wurde bei Schritt %1 unterbrochen und kann von dort fortgesetzt werden.</translation>
    </message>
    <message>
        <source>&lt;b&gt;Ended before the first step&lt;/b&gt;</source>
        <translation>&lt;b&gt;Vor dem ersten Schritt beendet&lt;/b&gt;</translation>
    </message>
    <message>
        <source>&lt;b&gt;Reading the texts once&lt;/b&gt; · %1 of %2</source>
        <translation>&lt;b&gt;Die Texte werden einmal gelesen&lt;/b&gt; · %1 von %2</translation>
    </message>
    <message>
        <source>Loss on general text</source>
        <translation>Verlust auf allgemeinem Text</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>How well the model does what it was pretrained for, before it learns the task.</source>
        <translation>Wie gut das Modell kann, wofür es vortrainiert wurde, bevor es die Aufgabe lernt.</translation>
    </message>
    <message>
        <source>The model forgets: words of general text surprise it more than before the run.</source>
        <translation>Das Modell vergisst: Wörter allgemeiner Texte überraschen es mehr als vor dem Lauf.</translation>
    </message>
    <message>
        <source>Nothing is forgotten: words of general text surprise the model less than before the run.</source>
        <translation>Nichts ist vergessen: Wörter allgemeiner Texte überraschen das Modell weniger als vor dem Lauf.</translation>
    </message>
    <message>
        <source>Hardly anything is forgotten: the model does what it was pretrained for as well as before the run.</source>
        <translation>Kaum etwas ist vergessen: Das Modell kann, wofür es vortrainiert wurde, so gut wie vor dem Lauf.</translation>
    </message>
</context>
<context>
    <name>espalier::TrainPage</name>
    <message>
        <source>&amp;Train</source>
        <translation>&amp;Training</translation>
    </message>
</context>
<context>
    <name>espalier::TrainSetup</name>
    <message>
        <source>New run</source>
        <translation>Neuer Lauf</translation>
    </message>
    <message>
        <source>St&amp;art</source>
        <translation>&amp;Starten</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>usual values are filled in</source>
        <translation>übliche Werte sind eingetragen</translation>
    </message>
    <message>
        <source>Learning rate over the run</source>
        <translation>Lernrate über den Lauf</translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>&lt;b&gt;What “%1” does.&lt;/b&gt; %2 &lt;i&gt;%3&lt;/i&gt;</source>
        <translation>&lt;b&gt;Was „%1“ tut.&lt;/b&gt; %2 &lt;i&gt;%3&lt;/i&gt;</translation>
    </message>
    <message>
        <source>There is no data yet: import a file on the Data page, or start a sample on the Start page.</source>
        <translation>Noch keine Daten: auf der Seite Daten eine Datei importieren oder auf der Startseite ein Beispiel starten.</translation>
    </message>
    <message>
        <source>Choose data and a model; then memory and time are measured by a dry run.</source>
        <translation>Daten und Modell wählen; dann werden Speicher und Zeit in einem Probelauf gemessen.</translation>
    </message>
    <message>
        <source>Add to &amp;queue</source>
        <translation>In die &amp;Warteschlange</translation>
    </message>
    <message>
        <source>Trains several strategies under one budget, on one chart</source>
        <translation>Trainiert mehrere Strategien mit einem Budget, in einem Bild</translation>
    </message>
    <message>
        <source>Keeps this run for later; what waits is run one after the other</source>
        <translation>Hebt diesen Lauf für später auf; was wartet, läuft nacheinander</translation>
    </message>
    <message>
        <source>The run waits in the queue.</source>
        <translation>Der Lauf wartet in der Warteschlange.</translation>
    </message>
    <message>
        <source>&amp;Run the queue</source>
        <translation>Wa&amp;rteschlange abarbeiten</translation>
    </message>
    <message>
        <source>&amp;Find settings…</source>
        <translation>Einstellungen su&amp;chen …</translation>
    </message>
    <message>
        <source>Ra&amp;ce strategies…</source>
        <translation>Strate&amp;gien um die Wette …</translation>
    </message>
    <message>
        <source>Trains combinations of settings and says which does best</source>
        <translation>Trainiert Kombinationen von Einstellungen und sagt, welche am besten abschneidet</translation>
    </message>
    <message>
        <source>Find…</source>
        <translation>Suchen …</translation>
    </message>
    <message>
        <source>Find a learning rate</source>
        <translation>Eine Lernrate finden</translation>
    </message>
    <message>
        <source>Tries rising learning rates on this model and data, and shows the loss over them</source>
        <translation>Probiert steigende Lernraten an diesem Modell und diesen Daten und zeigt den Verlust darüber</translation>
    </message>
    <message numerus="yes">
        <source>%Ln run(s) wait in the queue.</source>
        <translation>
            <numerusform>%Ln Lauf wartet in der Warteschlange.</numerusform>
            <numerusform>%Ln Läufe warten in der Warteschlange.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::TrainingController</name>
    <message>
        <source>a run is going already</source>
        <translation>ein Lauf ist schon im Gang</translation>
    </message>
    <message>
        <source>stop it first, or wait until it is done</source>
        <translation>erst beenden oder abwarten, bis er fertig ist</translation>
    </message>
    <message>
        <source>The search was stopped; what was trained is kept.</source>
        <translation>Die Suche wurde beendet; was trainiert wurde, bleibt.</translation>
    </message>
</context>
<context>
    <name>espalier::TryModel</name>
    <message>
        <source>wrong: %1</source>
        <translation>falsch: %1</translation>
    </message>
    <message>
        <source>right</source>
        <translation>richtig</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>score</source>
        <translation>Güte</translation>
    </message>
    <message>
        <source>model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>when</source>
        <translation>wann</translation>
    </message>
    <message>
        <source>you said</source>
        <translation>Ihr Urteil</translation>
    </message>
</context>
<context>
    <name>espalier::VerdictCard</name>
    <message>
        <source>Is that right?</source>
        <translation>Stimmt das?</translation>
    </message>
    <message>
        <source>Ri&amp;ght</source>
        <translation>&amp;Richtig</translation>
    </message>
    <message>
        <source>The label it should have been</source>
        <translation>Das richtige Label</translation>
    </message>
    <message>
        <source>Your word on an answer is kept with it.</source>
        <translation>Ein Urteil wird mit der Antwort behalten.</translation>
    </message>
    <message>
        <source>Say so, and it is kept with the answer.</source>
        <translation>Ein Urteil wird mit der Antwort behalten.</translation>
    </message>
    <message>
        <source>Wr&amp;ong, it is</source>
        <translation>&amp;Falsch, es ist</translation>
    </message>
</context>
<context>
    <name>espalier::WriteRoom</name>
    <message>
        <source>Prompt</source>
        <translation>Anfang</translation>
    </message>
    <message>
        <source>A beginning to go on from, or a question…</source>
        <translation>Ein Anfang zum Weiterschreiben oder eine Frage …</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>St&amp;op</source>
        <translation>St&amp;opp</translation>
    </message>
    <message>
        <source>Ends it here; what was written stays</source>
        <translation>Endet hier; was geschrieben wurde, bleibt</translation>
    </message>
    <message>
        <source>Texts</source>
        <translation>Texte</translation>
    </message>
    <message>
        <source>Give it a beginning, and it writes on, word by word.</source>
        <translation>Einen Anfang geben, und es schreibt weiter, Wort für Wort.</translation>
    </message>
    <message>
        <source>GPT-2, Llama and T5 write here, from a folder, a .gguf file or a run of yours.</source>
        <translation>Hier schreiben GPT-2, Llama und T5, aus einem Ordner, einer .gguf-Datei oder einem eigenen Lauf.</translation>
    </message>
    <message>
        <source>Write a few words to go on from.</source>
        <translation>Ein paar Wörter als Anfang schreiben.</translation>
    </message>
    <message>
        <source>Stopped before a word was written.</source>
        <translation>Gestoppt, bevor ein Wort geschrieben war.</translation>
    </message>
    <message>
        <source>Nothing was written.</source>
        <translation>Es wurde nichts geschrieben.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln token(s)</source>
        <translation>
            <numerusform>%Ln Token</numerusform>
            <numerusform>%Ln Token</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 tokens/s</source>
        <translation>%1 Token/s</translation>
    </message>
    <message>
        <source>first after %1 s</source>
        <translation>erstes nach %1 s</translation>
    </message>
    <message>
        <source>loaded in %1 s</source>
        <translation>geladen in %1 s</translation>
    </message>
    <message>
        <source>Writing …</source>
        <translation>Schreibt …</translation>
    </message>
    <message>
        <source>Enter writes; every text is kept.</source>
        <translation>Eingabetaste schreibt; jeder Text wird aufbewahrt.</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>&amp;Compare</source>
        <translation>&amp;Vergleichen</translation>
    </message>
    <message>
        <source>A second model writes from the same prompt, beside the first</source>
        <translation>Ein zweites Modell schreibt vom selben Anfang aus, neben dem ersten</translation>
    </message>
    <message>
        <source>Second model</source>
        <translation>Zweites Modell</translation>
    </message>
    <message>
        <source>waits</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>writing …</source>
        <translation>schreibt …</translation>
    </message>
    <message>
        <source>Both texts are kept.</source>
        <translation>Beide Texte werden behalten.</translation>
    </message>
</context>
<context>
    <name>espalier::WriteSettings</name>
    <message>
        <source>How it writes</source>
        <translation>Wie geschrieben wird</translation>
    </message>
    <message>
        <source>drawn by chance</source>
        <translation>nach Zufall gezogen</translation>
    </message>
    <message>
        <source>always the likeliest (greedy)</source>
        <translation>immer das wahrscheinlichste (greedy)</translation>
    </message>
    <message>
        <source>likeliest text (beams)</source>
        <translation>wahrscheinlichster Text (Beams)</translation>
    </message>
    <message>
        <source>Words are</source>
        <translation>Wörter werden</translation>
    </message>
    <message>
        <source>Drawn words differ with every seed; the others come out the same each time.</source>
        <translation>Gezogene Wörter ändern sich mit jedem Startwert; die anderen kommen jedes Mal gleich heraus.</translation>
    </message>
    <message>
        <source>New tokens</source>
        <translation>Neue Token</translation>
    </message>
    <message>
        <source>How much is written at the most; 0: as far as the whole length allows.</source>
        <translation>So viel wird höchstens geschrieben; 0: so weit es die Gesamtlänge erlaubt.</translation>
    </message>
    <message>
        <source>Length in all</source>
        <translation>Gesamtlänge</translation>
    </message>
    <message>
        <source>Tokens of prompt and answer together; counts where new tokens is 0.</source>
        <translation>Token von Anfang und Antwort zusammen; gilt, wo neue Token 0 ist.</translation>
    </message>
    <message>
        <source>Sequences</source>
        <translation>Sequenzen</translation>
    </message>
    <message>
        <source>So many texts are written from the same prompt.</source>
        <translation>So viele Texte werden vom selben Anfang aus geschrieben.</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>Temperatur</translation>
    </message>
    <message>
        <source>Usually 0.5 to 1.2: below 1 likely words win more often, above 1 less often.</source>
        <translation>Meist 0,5 bis 1,2: unter 1 gewinnen wahrscheinliche Wörter öfter, über 1 seltener.</translation>
    </message>
    <message>
        <source>Top k</source>
        <translation>Top k</translation>
    </message>
    <message>
        <source>Usually 20 to 100: only so many of the likeliest words are drawn from; 0: all.</source>
        <translation>Meist 20 bis 100: nur aus so vielen der wahrscheinlichsten Wörter wird gezogen; 0: aus allen.</translation>
    </message>
    <message>
        <source>Top p</source>
        <translation>Top p</translation>
    </message>
    <message>
        <source>Usually 0.8 to 1: the likeliest words that make up this share together.</source>
        <translation>Meist 0,8 bis 1: die wahrscheinlichsten Wörter, die zusammen diesen Anteil ausmachen.</translation>
    </message>
    <message>
        <source>Min p</source>
        <translation>Min p</translation>
    </message>
    <message>
        <source>Usually 0 to 0.1: words at least so likely as this share of the likeliest.</source>
        <translation>Meist 0 bis 0,1: Wörter, die mindestens diesen Anteil des wahrscheinlichsten erreichen.</translation>
    </message>
    <message>
        <source>Beams</source>
        <translation>Beams</translation>
    </message>
    <message>
        <source>Usually 2 to 8: so many beginnings are followed at a time.</source>
        <translation>Meist 2 bis 8: so viele Anfänge werden zugleich verfolgt.</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>The same seed draws the same words again.</source>
        <translation>Derselbe Startwert zieht dieselben Wörter wieder.</translation>
    </message>
    <message>
        <source>Repetition penalty</source>
        <translation>Wiederholungsstrafe</translation>
    </message>
    <message>
        <source>Usually 1 to 1.3: above 1, words that were used count less.</source>
        <translation>Meist 1 bis 1,3: über 1 zählen benutzte Wörter weniger.</translation>
    </message>
    <message>
        <source>Stop strings</source>
        <translation>Stoppzeichen</translation>
    </message>
    <message>
        <source>The text ends where one comes up; part several by |, \n is a line break.</source>
        <translation>Der Text endet, wo eines vorkommt; mehrere durch | trennen, \n ist ein Zeilenumbruch.</translation>
    </message>
    <message>
        <source>full</source>
        <translation>voll</translation>
    </message>
    <message>
        <source>8 bits</source>
        <translation>8 Bit</translation>
    </message>
    <message>
        <source>4 bits</source>
        <translation>4 Bit</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>Fewer bits are faster on a processor and less exact.</source>
        <translation>Weniger Bit sind auf einem Prozessor schneller und weniger genau.</translation>
    </message>
    <message>
        <source>from %1 to %2</source>
        <translation>von %1 bis %2</translation>
    </message>
</context>
<context>
    <name>espalier::WrittenCard</name>
    <message>
        <source>length reached</source>
        <translation>Länge erreicht</translation>
    </message>
    <message>
        <source>ended by the model</source>
        <translation>vom Modell beendet</translation>
    </message>
    <message>
        <source>stop string</source>
        <translation>Stoppzeichen</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>gestoppt</translation>
    </message>
    <message>
        <source>Text %1</source>
        <translation>Text %1</translation>
    </message>
    <message>
        <source>Copy text %1</source>
        <translation>Text %1 kopieren</translation>
    </message>
    <message numerus="yes">
        <source>%Ln token(s)</source>
        <translation>
            <numerusform>%Ln Token</numerusform>
            <numerusform>%Ln Token</numerusform>
        </translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
</context>
</TS>
