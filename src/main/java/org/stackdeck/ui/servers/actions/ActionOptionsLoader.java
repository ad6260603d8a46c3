package org.stackdeck.ui.servers.actions;

import com.vaadin.flow.component.UI;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.resource.SelectableResource;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.identity.Caller;
import org.stackdeck.operations.ServerActionChoiceService;
import org.stackdeck.operations.detail.AttachedResourceService;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.PermissionsChangedEvent;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.push.UiPush;

/** Loads the options of action dialogs and the effects of a deletion, without blocking the page. */
@Component
public class ActionOptionsLoader {

    private static final Logger LOG = LoggerFactory.getLogger(ActionOptionsLoader.class);

    private final ServerActionChoiceService serverActionChoiceService;
    private final AttachedResourceService attachedResourceService;
    private final OptionCreationBars optionCreationBars;
    private final CurrentUser currentUser;
    private final UiPush uiPush;

    ActionOptionsLoader(
            ServerActionChoiceService serverActionChoiceService,
            AttachedResourceService attachedResourceService,
            OptionCreationBars optionCreationBars,
            CurrentUser currentUser,
            UiPush uiPush) {
        this.serverActionChoiceService = serverActionChoiceService;
        this.attachedResourceService = attachedResourceService;
        this.optionCreationBars = optionCreationBars;
        this.currentUser = currentUser;
        this.uiPush = uiPush;
    }

    /**
     * Loads the options now, after each change of the viewer's permissions, and after a resource has been created for
     * the dialog.
     */
    void load(Server server, ServerAction action, ServerActionDialog dialog) {
        UI ui = UI.getCurrentOrThrow();
        List<ChoiceLoad> loads = dialog.choiceParameters().stream()
                .map(parameter -> new ChoiceLoad(server, action, dialog, parameter, ui))
                .toList();
        Runnable restart = () -> loads.forEach(ChoiceLoad::restart);
        restart.run();
        dialog.addAttachListener(event -> PermissionsChangedEvent.listen(event, restart));
        optionCreationBars.addTo(dialog, server, action, Messages.of(ui), () -> loads.forEach(ChoiceLoad::refresh));
    }

    /** Loads the options of one parameter. Refresh requests that arrive during a load are merged. */
    private final class ChoiceLoad {

        private final Server server;
        private final ServerAction action;
        private final ServerActionDialog dialog;
        private final ActionParameter parameter;
        private final UI ui;
        private final Messages messages;
        private int latest;
        private boolean running;
        private boolean refreshRequested;

        ChoiceLoad(Server server, ServerAction action, ServerActionDialog dialog, ActionParameter parameter, UI ui) {
            this.server = server;
            this.action = action;
            this.dialog = dialog;
            this.parameter = parameter;
            this.ui = ui;
            this.messages = Messages.of(ui);
        }

        /**
         * Loads the options even if an earlier load has not ended. Ignores the result of the earlier load, because the
         * permissions may have changed since then.
         */
        void restart() {
            refreshRequested = false;
            start(false);
        }

        /**
         * Loads the options again, after a running load if there is one. Keeps the current options if the new load
         * fails.
         */
        void refresh() {
            refreshRequested = running;
            if (!running) {
                start(true);
            }
        }

        private void start(boolean keep) {
            int number = latest + 1;
            Caller caller = currentUser.caller();
            uiPush.load(
                    caller.userId(),
                    ui,
                    dialog,
                    () -> CloudLoadResult.of(
                            () -> serverActionChoiceService.load(caller, server.key(), action, parameter),
                            messages,
                            LOG,
                            "the options of " + action.code()),
                    result -> show(number, result, keep));
            // Set only after the load was accepted: UiPush throws an exception if too many loads are waiting.
            latest = number;
            running = true;
        }

        private void show(int number, CloudLoadResult<List<SelectableResource>> result, boolean keep) {
            if (number != latest) {
                return;
            }
            running = false;
            switch (result) {
                case CloudLoadResult.Loaded(List<SelectableResource> choices) -> dialog.setChoices(parameter, choices);
                case CloudLoadResult.Failed(var _, String message) -> showError(message, keep);
                case CloudLoadResult.Refused(), CloudLoadResult.UnexpectedFailure() -> showError("", keep);
            }
            if (refreshRequested) {
                refresh();
            }
        }

        private void showError(String reason, boolean keep) {
            if (!keep || !dialog.hasChoices(parameter)) {
                dialog.setChoices(parameter, List.of());
            }
            dialog.setLoadError(parameter, messages.text("servers.order.unknown", reason));
        }
    }

    void loadDeletionImpact(Server server, DeleteServerDialog dialog) {
        DeletionImpactPanel panel = dialog.impactPanel();
        Caller caller = currentUser.caller();
        loadImpact(
                caller,
                panel,
                () -> attachedResourceService.volumesAtDeletion(caller, server.key()),
                panel::setVolumes);
        loadImpact(
                caller,
                panel,
                () -> attachedResourceService
                        .network(caller, server.key())
                        .map(AttachedResourceService.NetworkDetails::floatingIps),
                panel::setFloatingIps);
    }

    private <T> void loadImpact(
            Caller caller, DeletionImpactPanel panel, Supplier<Optional<T>> loader, Consumer<CloudLoadResult<T>> show) {
        UI ui = UI.getCurrentOrThrow();
        Messages messages = Messages.of(ui);
        uiPush.load(
                caller.userId(),
                ui,
                panel,
                () -> CloudLoadResult.ofOptional(loader, messages, LOG, "the consequences of a deletion"),
                show);
    }
}
