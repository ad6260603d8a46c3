package org.stackdeck.ui.admin.clouds;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.dom.DebouncePhase;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stackdeck.cloud.connection.ConnectionFinding.Outcome;
import org.stackdeck.cloud.connection.ConnectionStep;
import org.stackdeck.cloud.connection.ConnectionStepResult;
import org.stackdeck.cloud.connection.ConnectionTestListener;
import org.stackdeck.cloud.connection.InvalidSettingsException;
import org.stackdeck.connections.CloudConnection;
import org.stackdeck.connections.CloudConnectionException;
import org.stackdeck.connections.CloudConnectionService;
import org.stackdeck.connections.CloudConnectionService.EnteredSettings;
import org.stackdeck.identity.Caller;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.component.dialog.ConfirmationDialog;
import org.stackdeck.ui.component.dialog.FormDialog;
import org.stackdeck.ui.i18n.Messages;

/** Dialog that connects a cloud or changes a connection. The user can test the settings step by step. */
final class CloudConnectionDialog extends FormDialog {

    /** Scrolls to the element after the browser has laid it out. */
    private static final String SCROLL =
            "requestAnimationFrame(() => this.scrollIntoView({block: $0, behavior: 'smooth'}))";

    /**
     * Focuses the element again, because disabling it removed the focus. Does nothing if the user has focused another
     * element.
     */
    private static final String RESTORE_FOCUS = """
            const active = document.activeElement;
            if (!active || active === document.body || active.contains(this)) {
              this.focus();
            }""";

    private static final Logger LOG = LoggerFactory.getLogger(CloudConnectionDialog.class);

    private final transient CloudConnectionDialogs context;
    private final transient CloudConnectionService service;
    private final transient Runnable saved;
    private final boolean isNew;
    private final ConnectionForm form;
    private final ConnectionStepList steps;
    private final CertificatePanel certificates;
    private final Button test;
    private final Paragraph problem = StyledElements.paragraph("problem");
    private final AtomicBoolean closed = new AtomicBoolean();
    /** Settings of the last test; null before the first test. */
    private transient @Nullable EnteredSettings tested;

    /** Steps of the last test that ended without an error. */
    private final Set<ConnectionStep> succeeded = EnumSet.noneOf(ConnectionStep.class);

    /** @param connection null for a new connection */
    CloudConnectionDialog(
            CloudConnectionDialogs context, Messages messages, @Nullable CloudConnection connection, Runnable saved) {
        super(
                messages,
                connection == null
                        ? messages.text("clouds.connect")
                        : messages.text("clouds.edit.title", connection.name()),
                "680px");
        this.context = context;
        this.service = context.service();
        this.saved = saved;
        this.isNew = connection == null;
        this.form = new ConnectionForm(messages, connection);
        this.steps = new ConnectionStepList(messages);
        this.certificates = new CertificatePanel(messages, this::trust);
        this.test = new Button(messages.text("clouds.test"), _ -> test());
        // A click outside must not discard the entered settings.
        setCloseOnOutsideClick(false);
        problem.getElement().setAttribute("role", "alert");
        problem.setVisible(false);
        PasteField paste = new PasteField(
                messages, text -> service.parse(context.currentUser().caller(), text), pasted -> {
                    setCloseOnEsc(false);
                    form.fill(pasted.name(), pasted.values());
                });
        Div content = StyledElements.div("connect");
        if (isNew) {
            content.add(new Paragraph(messages.text("clouds.connect.note")));
        }
        content.add(paste, form, steps, certificates, problem);
        disableEscapeAfterInput(content);
        add(content);
        addOpenedChangeListener(event -> {
            if (event.isOpened()) {
                paste.focus();
            }
        });
        test.addClassName("footer-start");
        getFooter().add(test);
        addButtons(isNew ? "clouds.save.new" : "clouds.save", this::save);
        addDetachListener(_ -> closed.set(true));
    }

    /** Disables closing with Escape after the first input, so that Escape does not discard entered settings. */
    private void disableEscapeAfterInput(Div content) {
        for (String event : List.of("input", "change")) {
            content.getElement()
                    .addEventListener(event, _ -> setCloseOnEsc(false))
                    .debounce(1000, DebouncePhase.LEADING);
        }
    }

    private void trust(String certificate) {
        form.trust(certificate);
        test();
    }

    private @Nullable EnteredSettings read() {
        showProblem("");
        form.clearErrors();
        try {
            return form.hasValidName() ? form.read() : null;
        } catch (IllegalArgumentException e) {
            // A value is too long, which the fields prevent in the browser.
            showProblem(messages.text("clouds.invalid"));
            return null;
        }
    }

    private void test() {
        EnteredSettings entered = read();
        if (entered != null) {
            context.handler().runAuthenticated(messages, caller -> {
                service.requireTestPermission(caller, entered.settings());
                start(caller, entered);
            });
        }
    }

    private void start(Caller caller, EnteredSettings entered) {
        tested = entered;
        succeeded.clear();
        steps.reset();
        steps.getElement().executeJs(SCROLL, "nearest");
        certificates.clear();
        test.setEnabled(false);
        Consumer<Runnable> updates = context.uiPush().inOrder(getUI().orElseThrow(), this, () -> {});
        try {
            context.uiPush().submit(caller.userId(), () -> run(caller, entered, updates));
        } catch (RuntimeException e) {
            test.setEnabled(true);
            throw e;
        }
    }

    /** Runs the test. Must be called on a background thread. */
    private void run(Caller caller, EnteredSettings entered, Consumer<Runnable> updates) {
        try {
            service.test(caller, entered, new ConnectionTestListener() {
                @Override
                public void onStarted(ConnectionStep step) {
                    updates.accept(() -> steps.showStarted(step));
                }

                @Override
                public void onResult(ConnectionStepResult result) {
                    updates.accept(() -> showResult(result));
                }

                @Override
                public boolean isCancelled() {
                    return closed.get();
                }
            });
        } catch (CloudConnectionException e) {
            updates.accept(() -> abort("clouds.refused." + e.reason().code()));
        } catch (InvalidSettingsException e) {
            updates.accept(() -> abort(e));
        } catch (RuntimeException e) {
            // The message of an unexpected exception could contain settings.
            LOG.warn(
                    "The test of a cloud connection ended with an unexpected error: {}",
                    e.getClass().getName());
            updates.accept(() -> abort("clouds.test.failed"));
        } finally {
            updates.accept(() -> {
                test.setEnabled(true);
                test.getElement().executeJs(RESTORE_FOCUS);
            });
        }
    }

    private void showResult(ConnectionStepResult result) {
        steps.showResult(result);
        if (result.step() == ConnectionStep.TLS) {
            certificates.show(result);
        }
        if (result.outcome() == Outcome.PASSED || result.outcome() == Outcome.WARNING) {
            succeeded.add(result.step());
        }
    }

    private void abort(String key) {
        steps.setVisible(false);
        showProblem(messages.text(key));
    }

    private void abort(InvalidSettingsException e) {
        steps.setVisible(false);
        show(e);
    }

    /** Shows the problem at the field of the invalid setting, or below the form if the field is not visible. */
    private void show(InvalidSettingsException e) {
        String text = ConnectionMessages.text(messages, e.remark());
        boolean shown = ConnectionMessages.setting(e.remark())
                .map(setting -> form.showError(setting, text))
                .orElse(false);
        if (!shown) {
            showProblem(text);
        }
    }

    private void save() {
        EnteredSettings entered = read();
        if (entered == null) {
            return;
        }
        if (entered.equals(tested) && succeeded.containsAll(ConnectionStep.REQUIRED)) {
            save(entered, "clouds.connected");
            return;
        }
        new ConfirmationDialog(
                        messages,
                        messages.text("clouds.untested.title"),
                        messages.text("clouds.untested.confirm"),
                        () -> save(entered, "clouds.saved"),
                        messages.text("clouds.untested.text"))
                .withoutErrorVariant()
                .open();
    }

    private void save(EnteredSettings entered, String savedKey) {
        context.handler().runAuthenticated(messages, caller -> {
            try {
                if (isNew) {
                    service.create(caller, entered);
                } else {
                    service.update(caller, entered);
                }
                close();
                saved.run();
                Toasts.showSuccess(messages.text(savedKey, entered.settings().name()));
            } catch (CloudConnectionException e) {
                String reason = messages.text("clouds.refused." + e.reason().code());
                if (e.reason() == CloudConnectionException.Reason.NAME_TAKEN) {
                    form.showNameError(reason);
                } else {
                    showProblem(reason);
                }
            } catch (InvalidSettingsException e) {
                show(e);
            }
        });
    }

    private void showProblem(String text) {
        problem.setText(text);
        problem.setVisible(!text.isEmpty());
        if (!text.isEmpty()) {
            problem.getElement().executeJs(SCROLL, "center");
        }
    }
}
